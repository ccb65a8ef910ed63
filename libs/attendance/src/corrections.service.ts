import { Injectable } from '@nestjs/common';
import {
  type AccessRow,
  type Actor,
  Clock,
  conflict,
  enforce,
  forbidden,
  isGranted,
  newId,
  notFound,
  requireGrant,
  scopeOf,
} from '#libs/kernel';
import { Audit, isUniqueViolation, type Listing, UnitOfWork, type Where } from '#libs/platform';
import { RunLookup } from '#libs/training';
import type { CorrectionFields, CorrectionQuery } from './attendance.fields.js';
import { attendanceAccess } from './attendance.policy.js';
import type { MarkStatus } from './attendance.rules.js';
import { AttendanceCorrection } from './attendance-correction.entity.js';
import { enrolmentsIn } from './attendance-sight.js';
import { isChange, mayCorrect, mayDecide } from './correction.rules.js';
import { type CorrectionRow, CorrectionsRepository, type MarkInRun } from './corrections.repository.js';
import { RollBook } from './roll-book.js';

/** A mark with what has been corrected of it. */
export interface MarkHistory {
  mark: MarkInRun;
  corrections: CorrectionRow[];
}

/** Whose mark, in which session. */
type Marked = Pick<MarkInRun, 'sessionId' | 'runId' | 'enrolmentId'>;

/** Changing a mark after its roll was closed: asked for, then approved or refused; Viet Nam's own at once. */
@Injectable()
export class CorrectionsService {
  constructor(
    private readonly corrections: CorrectionsRepository,
    private readonly book: RollBook,
    private readonly runs: RunLookup,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Reasons are of those who take the roll: only they see corrections. */
  list(actor: Actor, query: CorrectionQuery): Promise<Listing<CorrectionRow>> {
    return this.corrections.list(seenBy(actor), query);
  }

  async get(actor: Actor, id: string): Promise<CorrectionRow> {
    const row = await this.corrections.findRow(id, seenBy(actor));
    if (!row) throw notFound('correction');
    return row;
  }

  async history(actor: Actor, markId: string): Promise<MarkHistory> {
    const mark = await this.corrections.findMark(markId, seenBy(actor));
    if (!mark) throw notFound('attendance_mark');
    return { mark, corrections: await this.corrections.ofMark(markId) };
  }

  async correct(actor: Actor, markId: string, { status, reason }: CorrectionFields): Promise<CorrectionRow> {
    requireGrant(actor, attendanceAccess.correct);
    return this.unitOfWork.run(async () => {
      const facts = await this.getMarkToCorrect(actor, markId);
      await this.runs.hold(facts.runId);
      enforce(mayCorrect(facts));
      enforce(isChange(facts.status, status));
      const correction = this.request(actor, facts, { status, reason });
      const isOwn = isGranted(actor, attendanceAccess.decideCorrection);
      if (isOwn) correction.decide('approved', actor.accountId, this.clock.now(), null);
      await this.add(correction);
      if (isOwn) await this.takeEffect(actor, facts, status);
      await this.tell(actor, isOwn ? 'attendance.corrected' : 'attendance.correction_requested', correction, reason);
      return this.get(actor, correction.id);
    });
  }

  async approve(actor: Actor, id: string): Promise<CorrectionRow> {
    return this.decide(actor, id, 'approved', null);
  }

  async refuse(actor: Actor, id: string, reason: string): Promise<CorrectionRow> {
    return this.decide(actor, id, 'refused', reason);
  }

  private async decide(
    actor: Actor,
    id: string,
    decision: 'approved' | 'refused',
    reason: string | null,
  ): Promise<CorrectionRow> {
    requireGrant(actor, attendanceAccess.decideCorrection);
    return this.unitOfWork.run(async () => {
      const row = await this.get(actor, id);
      const run = await this.runs.hold(row.runId);
      const correction = (await this.corrections.find(id))!;
      enforce(mayDecide(correction.status, run.status));
      correction.decide(decision, actor.accountId, this.clock.now(), reason);
      await this.corrections.save(correction);
      if (decision === 'approved') await this.takeEffect(actor, row, row.toStatus);
      await this.tell(actor, `attendance.correction_${decision}`, correction, reason);
      return this.get(actor, id);
    });
  }

  /** The old value stays in the correction, and in the entry that no longer stands. */
  private async takeEffect(actor: Actor, mark: Marked, status: MarkStatus): Promise<void> {
    const { sessionId, runId, enrolmentId } = mark;
    const mention = { sessionId, runId, enrolmentId, id: newId() };
    const sheets = await this.book.sheets({ accountId: actor.accountId, deviceId: null }, [mention]);
    sheets.get(sessionId)!.say({ ...mention, status, source: 'correction', markedAt: this.clock.now() });
    await this.book.write(sheets.values());
  }

  private request(actor: Actor, mark: MarkInRun, { status, reason }: CorrectionFields): AttendanceCorrection {
    return Object.assign(new AttendanceCorrection(), {
      id: newId(),
      attendanceMarkId: mark.id,
      openKey: mark.id,
      fromStatus: mark.status,
      toStatus: status,
      reason,
      status: 'requested',
      requestedBy: actor.accountId,
      requestedAt: this.clock.now(),
      decidedBy: null,
      decidedAt: null,
      decisionReason: null,
      version: 1,
    });
  }

  /** Somebody asked at the same moment: the database lets one request per mark be open. */
  private async add(correction: AttendanceCorrection): Promise<void> {
    try {
      await this.corrections.add(correction);
    } catch (error) {
      throw isUniqueViolation(error) ? conflict('attendance.correction_pending') : error;
    }
  }

  private async getMarkToCorrect(actor: Actor, markId: string): Promise<MarkInRun> {
    const mark = await this.corrections.findMark(markId, enrolmentsSeen(actor, attendanceAccess.correct));
    if (mark) return mark;
    const isSeen = await this.corrections.findMark(markId, enrolmentsSeen(actor, attendanceAccess.read));
    throw isSeen ? forbidden() : notFound('attendance_mark');
  }

  private async tell(actor: Actor, action: string, correction: AttendanceCorrection, reason: string | null) {
    const { fromStatus: from, toStatus: to, attendanceMarkId } = correction;
    const details = { from, to, correctionId: correction.id };
    await this.audit.record(actor, { action, noun: 'attendance_mark', subjectId: attendanceMarkId, reason, details });
  }
}

const enrolmentsSeen = (actor: Actor, row: AccessRow): Where => enrolmentsIn(scopeOf(actor, row));
const seenBy = (actor: Actor): Where => enrolmentsSeen(actor, attendanceAccess.correct);
