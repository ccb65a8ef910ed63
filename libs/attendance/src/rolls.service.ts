import { Injectable } from '@nestjs/common';
import {
  type AccessRow,
  type Actor,
  Clock,
  conflict,
  type Decision,
  denied,
  enforce,
  firstDenial,
  forbidden,
  invalid,
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
import { isAgreed, isAsShown, markedWhen, mayClose, mayMark } from './roll.rules.js';
import { RollBook } from './roll-book.js';
import type { RollHeading, RollLine } from './roll-row.js';
import type { RollSheet, Saying } from './roll-sheet.js';
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
    private readonly book: RollBook,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async get(actor: Actor, sessionId: string): Promise<RollView> {
    const heading = await this.findIn(actor, attendanceAccess.read, sessionId);
    if (!heading) throw notFound('session');
    const isMine = isGranted(actor, attendanceAccess.mark)
      ? (await this.findIn(actor, attendanceAccess.mark, sessionId)) !== null
      : false;
    return this.view(actor, heading, isMine);
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
   * Records what somebody says to the server, all or nothing. Something said before, known by its `markId`, changes
   * nothing, also after the closing; something said earlier than what stands is kept and overwrites nothing.
   */
  record(actor: Actor, sessionId: string, said: readonly MarkFields[]): Promise<RollView> {
    return this.write(actor, sessionId, said, null, false);
  }

  /** The same by hand on the page of the roll. With `restPresent` whoever has no mark then is present. */
  mark(actor: Actor, sessionId: string, said: readonly MarkFields[], restPresent = false): Promise<RollView> {
    return this.write(actor, sessionId, said, `page:${actor.accountId}`, restPresent);
  }

  /** Everyone unmarked becomes absent; from then on a mark changes by a correction only. */
  async close(actor: Actor, sessionId: string, { unmarked }: RollClosingFields): Promise<RollView> {
    requireGrant(actor, attendanceAccess.mark);
    return this.unitOfWork.run(async () => {
      const heading = await this.getToMark(actor, sessionId);
      enforce(mayClose(heading, this.clock.now()));
      if (!(await this.book.close(sessionId, actor.accountId))) throw conflict('attendance.roll_closed');
      enforce(isAgreed(await this.rolls.openConflicts(sessionId)));
      const sheet = await this.book.sheet({ accountId: actor.accountId, deviceId: null }, heading);
      enforce(isAsShown(sheet.unmarked.length, unmarked));
      sheet.markRest('absent', 'closing');
      await this.book.write([sheet]);
      await this.tell(actor, 'roll.closed', sessionId, sheet);
      return this.view(actor, await this.getToMark(actor, sessionId), true);
    });
  }

  private async write(
    actor: Actor,
    sessionId: string,
    said: readonly MarkFields[],
    deviceId: string | null,
    restPresent: boolean,
  ): Promise<RollView> {
    requireGrant(actor, attendanceAccess.mark);
    return this.unitOfWork.run(async () => {
      const heading = await this.getToMark(actor, sessionId);
      if (said.length === 0 && !restPresent) return this.view(actor, heading, true);
      const items = said.map(({ markId: id, ...item }) => ({ ...item, id, source: 'roll' as const }));
      const known = await this.book.known(items.map(({ id }) => id));
      const isNews = restPresent || items.some(({ id }) => !known.has(id));
      const open = isNews ? await this.book.take([sessionId]) : new Set();
      const sheet = await this.book.sheet({ accountId: actor.accountId, deviceId }, heading, items, known);
      const news = items.filter((item) => !isKnown(sheet, item));
      if (news.length > 0 || restPresent) {
        if (!open.has(sessionId)) throw conflict('attendance.roll_closed');
        enforce(mayMark(heading, this.clock.now()));
        for (const [index, item] of items.entries()) if (!isKnown(sheet, item)) this.say(sheet, item, index);
        if (restPresent) sheet.markRest('present', 'roll');
        await this.book.write([sheet]);
        await this.tell(actor, 'attendance.marked', sessionId, sheet);
      }
      return this.view(actor, await this.getToMark(actor, sessionId), true);
    });
  }

  private async view(actor: Actor, heading: RollHeading, isMine: boolean): Promise<RollView> {
    const inSight = enrolmentsIn(scopeOf(actor, attendanceAccess.read));
    const lines = await this.rolls.lines(heading.sessionId, heading.runId, inSight);
    const now = this.clock.now();
    const disputed = lines.filter(({ mark }) => mark?.conflictId).length;
    return {
      ...heading,
      lines,
      marking: isMine ? mayMark(heading, now) : denied('forbidden'),
      closing: isMine ? firstDenial(mayClose(heading, now), isAgreed(disputed)) : denied('forbidden'),
    };
  }

  private say(sheet: RollSheet, item: Saying, index: number): void {
    if (!sheet.hasSeat(item.enrolmentId))
      throw invalid({ pointer: `/${index}/enrolmentId`, code: 'attendance.not_on_roll' });
    const markedAt = markedWhen(item.markedAt, this.clock.now());
    if (!markedAt) throw invalid({ pointer: `/${index}/markedAt`, code: 'attendance.marked_in_future' });
    sheet.say({ ...item, markedAt });
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
    await this.audit.record(actor, { action, noun: 'session', subjectId: sessionId, details: sheet.figures });
  }
}

/** Known and the same; an id that stands for something else is refused. */
function isKnown(sheet: RollSheet, item: Saying): boolean {
  const known = sheet.isKnown(item);
  if (known === 'other') throw conflict('attendance.mark_id_reused', { markId: item.id });
  return known;
}
