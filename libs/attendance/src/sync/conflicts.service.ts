import { Injectable } from '@nestjs/common';
import {
  type Actor,
  Clock,
  conflict,
  type Decision,
  enforce,
  isGranted,
  notFound,
  requireGrant,
  scopeOf,
  stale,
} from '#libs/kernel';
import { Audit, type Listing, UnitOfWork, type Where, where } from '#libs/platform';
import { type ConflictQuery, conflictQuery, type ResolutionFields } from '../attendance.fields.js';
import { attendanceAccess } from '../attendance.policy.js';
import { enrolmentsIn, wholeRuns } from '../attendance-sight.js';
import { RatesRepository } from '../rates.repository.js';
import { mayMark } from '../roll.rules.js';
import { RollBook } from '../roll-book.js';
import { RollsRepository } from '../rolls.repository.js';
import { type ConflictRow, ConflictsRepository } from './conflicts.repository.js';

/** A conflict with what this actor may do about it now. */
export interface ConflictView extends ConflictRow {
  resolving: Decision;
}

/** Where witnesses of one mark disagree: seen and resolved by those who take the roll. */
@Injectable()
export class ConflictsService {
  constructor(
    private readonly conflicts: ConflictsRepository,
    private readonly rolls: RollsRepository,
    private readonly rates: RatesRepository,
    private readonly book: RollBook,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async ofSession(actor: Actor, sessionId: string, query: ConflictQuery): Promise<Listing<ConflictRow>> {
    const headings = await this.rolls.headings([sessionId], wholeRuns(scopeOf(actor, attendanceAccess.mark)));
    if (!headings.has(sessionId)) throw notFound('session');
    return this.conflicts.list(where('1 = 1'), { sessionId }, query);
  }

  async ofRun(actor: Actor, runId: string, query: ConflictQuery): Promise<Listing<ConflictRow>> {
    const inSight = seenBy(actor);
    const whole = wholeRuns(scopeOf(actor, attendanceAccess.mark));
    if (!(await this.rates.isRunInSight(runId, whole, inSight))) throw notFound('run');
    return this.conflicts.list(inSight, { runId }, query);
  }

  /** Open ones that wait for a word of this actor; none for whoever does not take the roll. */
  openOfSession(actor: Actor, sessionId: string): Promise<ConflictRow[]> {
    return this.open(actor, { sessionId });
  }

  openOfRun(actor: Actor, runId: string): Promise<ConflictRow[]> {
    return this.open(actor, { runId });
  }

  async get(actor: Actor, id: string): Promise<ConflictView> {
    const row = await this.conflicts.find(id, seenBy(actor));
    if (!row) throw notFound('attendance_conflict');
    const heading = (await this.rolls.headings([row.sessionId], where('1 = 1'))).get(row.sessionId)!;
    return { ...row, resolving: mayMark(heading, this.clock.now()) };
  }

  /** A person decides; what the witnesses said is kept beside it. */
  async resolve(actor: Actor, id: string, { status, reason, version }: ResolutionFields): Promise<ConflictRow> {
    requireGrant(actor, attendanceAccess.mark);
    return this.unitOfWork.run(async () => {
      const { sessionId } = await this.get(actor, id);
      const open = await this.book.take([sessionId]);
      // Whoever spoke or resolved meanwhile has committed by now.
      const row = await this.get(actor, id);
      if (row.resolvedAt) throw conflict('attendance.conflict_resolved');
      enforce(row.resolving);
      if (!open.has(sessionId)) throw conflict('attendance.roll_closed');
      if (version !== undefined && version !== row.version) throw stale('attendance_conflict');
      const { runId, enrolmentId } = row;
      const mention = { sessionId, runId, enrolmentId, id: row.standing.entryId };
      const sheets = await this.book.sheets({ accountId: actor.accountId, deviceId: null }, [mention]);
      sheets.get(sessionId)!.resolve(enrolmentId, status, reason);
      await this.book.write(sheets.values());
      await this.tell(actor, row, { status, reason });
      return this.get(actor, id);
    });
  }

  private async open(actor: Actor, of: { sessionId?: string; runId?: string }): Promise<ConflictRow[]> {
    if (!isGranted(actor, attendanceAccess.mark)) return [];
    const query = conflictQuery.parse({ state: 'open', sort: 'openedAt', pageSize: 200, total: 'false' });
    return (await this.conflicts.list(seenBy(actor), of, query)).items;
  }

  private async tell(actor: Actor, row: ConflictRow, { status, reason }: Pick<ResolutionFields, 'status' | 'reason'>) {
    const { id: conflictId, markId: subjectId, standing, other } = row;
    const details = { conflictId, standing: standing.status, other: other.status, to: status };
    const action = 'attendance.conflict_resolved';
    await this.audit.record(actor, { action, noun: 'attendance_mark', subjectId, reason, details });
  }
}

const seenBy = (actor: Actor): Where => enrolmentsIn(scopeOf(actor, attendanceAccess.mark));
