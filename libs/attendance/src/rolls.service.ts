import { Injectable } from '@nestjs/common';
import {
  type AccessRow,
  type Actor,
  Clock,
  conflict,
  type Decision,
  denied,
  enforce,
  forbidden,
  isGranted,
  notFound,
  requireGrant,
  scopeOf,
} from '#libs/kernel';
import { Audit, UnitOfWork } from '#libs/platform';
import type { MarkFields, RollClosingFields } from './attendance.fields.js';
import { attendanceAccess } from './attendance.policy.js';
import { enrolmentsIn, wholeRuns } from './attendance-sight.js';
import { RatesRepository } from './rates.repository.js';
import { isAsShown, mayClose, mayMark } from './roll.rules.js';
import type { RollHeading, RollLine } from './roll-row.js';
import { RollSheet } from './roll-sheet.js';
import { RollsRepository } from './rolls.repository.js';

/** The roll of a session: who is on it, and what is said of each. */
export interface RollView extends RollHeading {
  lines: RollLine[];
  /** What this actor may do with it now. */
  marking: Decision;
  closing: Decision;
}

/** How far the rolls of a run are; `overdue` are those of sessions that are over. */
export interface RollProgress {
  sessions: RollHeading[];
  planned: number;
  closed: number;
  overdue: number;
}

/** Taking the roll of a session and closing it. */
@Injectable()
export class RollsService {
  constructor(
    private readonly rolls: RollsRepository,
    private readonly rates: RatesRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async get(actor: Actor, sessionId: string): Promise<RollView> {
    const heading = await this.findIn(actor, attendanceAccess.read, sessionId);
    if (!heading) throw notFound('session');
    const lines = await this.rolls.lines(sessionId, heading.runId, enrolmentsIn(scopeOf(actor, attendanceAccess.read)));
    const isMine = isGranted(actor, attendanceAccess.mark)
      ? (await this.findIn(actor, attendanceAccess.mark, sessionId)) !== null
      : false;
    const now = this.clock.now();
    return {
      ...heading,
      lines,
      marking: isMine ? mayMark(heading, now) : denied('forbidden'),
      closing: isMine ? mayClose(heading, now) : denied('forbidden'),
    };
  }

  /** Of a run whose attendance the actor sees, wholly or for some people; else null. */
  async progress(actor: Actor, runId: string): Promise<RollProgress | null> {
    const scope = scopeOf(actor, attendanceAccess.read);
    if (!(await this.rates.isRunInSight(runId, wholeRuns(scope), enrolmentsIn(scope)))) return null;
    const sessions = await this.rolls.headingsOf(runId);
    const planned = sessions.filter(({ isCancelled }) => !isCancelled);
    const open = planned.filter(({ closedAt }) => closedAt === null);
    const overdue = open.filter(({ endsAt }) => endsAt <= this.clock.now()).length;
    return { sessions, planned: planned.length, closed: planned.length - open.length, overdue };
  }

  /**
   * Records what devices say, all or nothing. Something said before, known by its `markId`, changes nothing, also
   * after the closing; something said earlier than what stands is kept and overwrites nothing.
   * With `restPresent` whoever has no mark then is present.
   */
  async record(actor: Actor, sessionId: string, said: readonly MarkFields[], restPresent = false): Promise<RollView> {
    requireGrant(actor, attendanceAccess.mark);
    return this.unitOfWork.run(async () => {
      const heading = await this.getToMark(actor, sessionId);
      if (said.length === 0 && !restPresent) return this.get(actor, sessionId);
      await this.rolls.begin(sessionId);
      const isOpen = await this.rolls.take(sessionId);
      const sheet = await this.sheetOf(actor, heading, said);
      if (sheet.hasNew(said) || restPresent) {
        if (!isOpen) throw conflict('attendance.roll_closed');
        enforce(mayMark(heading, this.clock.now()));
        sheet.record(said);
        if (restPresent) sheet.markRest('present', 'roll');
        await this.rolls.write(sheet.added, sheet.changed, sheet.entries);
        await this.tell(actor, 'attendance.marked', sessionId, sheet);
      }
      return this.get(actor, sessionId);
    });
  }

  /** Everyone unmarked becomes absent; from then on a mark changes by a correction only. */
  async close(actor: Actor, sessionId: string, { unmarked }: RollClosingFields): Promise<RollView> {
    requireGrant(actor, attendanceAccess.mark);
    return this.unitOfWork.run(async () => {
      const heading = await this.getToMark(actor, sessionId);
      enforce(mayClose(heading, this.clock.now()));
      await this.rolls.begin(sessionId);
      if (!(await this.rolls.close(sessionId, this.clock.now(), actor.accountId)))
        throw conflict('attendance.roll_closed');
      const sheet = await this.sheetOf(actor, heading, []);
      enforce(isAsShown(sheet.unmarked.length, unmarked));
      sheet.markRest('absent', 'closing');
      await this.rolls.write(sheet.added, [], sheet.entries);
      await this.tell(actor, 'roll.closed', sessionId, sheet);
      return this.get(actor, sessionId);
    });
  }

  private async sheetOf(actor: Actor, heading: RollHeading, said: readonly MarkFields[]): Promise<RollSheet> {
    return new RollSheet(heading.sessionId, actor.accountId, this.clock.now(), {
      enrolmentIds: await this.rolls.activeEnrolmentIds(heading.runId),
      marks: await this.rolls.marks(heading.sessionId),
      known: await this.rolls.entries(said.map(({ markId }) => markId)),
    });
  }

  /** 404 out of sight, 403 for whoever sees it and may not mark it. */
  private async getToMark(actor: Actor, sessionId: string): Promise<RollHeading> {
    const heading = await this.findIn(actor, attendanceAccess.mark, sessionId);
    if (heading) return heading;
    throw (await this.findIn(actor, attendanceAccess.read, sessionId)) ? forbidden() : notFound('session');
  }

  private findIn(actor: Actor, row: AccessRow, sessionId: string): Promise<RollHeading | null> {
    const scope = scopeOf(actor, row);
    return this.rolls.findHeading(sessionId, wholeRuns(scope), enrolmentsIn(scope));
  }

  private async tell(actor: Actor, action: string, sessionId: string, sheet: RollSheet): Promise<void> {
    const { added, changed, entries } = sheet;
    const details = { added: added.length, changed: changed.length, said: entries.length };
    await this.audit.record(actor, { action, noun: 'session', subjectId: sessionId, details });
  }
}
