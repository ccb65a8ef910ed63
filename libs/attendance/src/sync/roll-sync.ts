import { Injectable } from '@nestjs/common';
import { type Actor, Clock, type ErrorArgs, isAllowed, requireGrant, scopeOf } from '#libs/kernel';
import { Audit, UnitOfWork } from '#libs/platform';
import type { RollSyncFields, SyncedMark } from '../attendance.fields.js';
import { attendanceAccess } from '../attendance.policy.js';
import type { MarkStatus } from '../attendance.rules.js';
import { wholeRuns } from '../attendance-sight.js';
import { mayMark, opensAt } from '../roll.rules.js';
import { RollBook } from '../roll-book.js';
import type { RollHeading } from '../roll-row.js';
import type { RollSheet } from '../roll-sheet.js';
import { RollsRepository } from '../rolls.repository.js';
import { behindBy, saidWhen } from './device-clock.rules.js';

export const syncOutcomes = ['recorded', 'known', 'superseded', 'conflict', 'refused'] as const;

/** What became of one thing a device said. */
export interface SyncedOutcome {
  markId: string;
  outcome: (typeof syncOutcomes)[number];
  /** Why it is refused. */
  refusal: { code: string; args: ErrorArgs } | null;
  /** The open conflict it is part of, also when it was known before. */
  conflictId: string | null;
  /** What stands of this person in this session now; null where the device may not know or nothing does. */
  standing: { status: MarkStatus; entryId: string } | null;
}

interface Refusal {
  code: string;
  args: ErrorArgs;
}

/** Taking in what a device said without a network: each thing on its own, in any order, any number of times. */
@Injectable()
export class RollSync {
  constructor(
    private readonly rolls: RollsRepository,
    private readonly book: RollBook,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** One outcome per thing said, in the order of the list. What is refused holds nothing else up. */
  async sync(actor: Actor, { deviceId, sentAt, marks }: RollSyncFields): Promise<SyncedOutcome[]> {
    requireGrant(actor, attendanceAccess.mark);
    return this.unitOfWork.run(async () => {
      const now = this.clock.now();
      const headings = await this.headings(actor, marks);
      const known = await this.book.known(marks.map(({ markId }) => markId));
      const open = await this.take(marks, headings, known);
      const mentions = marks.flatMap(({ sessionId, enrolmentId, markId: id }) => {
        const heading = headings.get(sessionId);
        return heading ? [{ sessionId, runId: heading.runId, enrolmentId, id }] : [];
      });
      const sheets = await this.book.sheets({ accountId: actor.accountId, deviceId }, mentions, known);
      const behind = behindBy(sentAt, now);
      const answers = marks.map((mark) => {
        const heading = headings.get(mark.sessionId);
        const sheet = sheets.get(mark.sessionId);
        if (!heading || !sheet) return { code: 'not_found', args: { noun: 'session' } };
        const { markId: id, markedAt: saidAt, ...said } = mark;
        const saying = {
          ...said,
          id,
          saidAt,
          source: 'roll' as const,
          markedAt: saidWhen(saidAt, behind, opensAt(heading), now),
        };
        const isKnown = sheet.isKnown(saying);
        if (isKnown === true) return 'known';
        const refusal = isKnown ? reused(id) : this.refusal(heading, open, sheet, mark);
        if (!refusal) sheet.say(saying);
        return refusal ?? 'said';
      });
      await this.book.write(sheets.values());
      await this.tell(actor, deviceId, sheets);
      return marks.map((mark, index) => outcomeOf(mark, answers[index], sheets.get(mark.sessionId)));
    });
  }

  private headings(actor: Actor, marks: readonly SyncedMark[]): Promise<Map<string, RollHeading>> {
    const scope = scopeOf(actor, attendanceAccess.mark);
    const sessionIds = [...new Set(marks.map(({ sessionId }) => sessionId))];
    return this.rolls.headings(sessionIds, wholeRuns(scope));
  }

  /** Rolls in which nothing new can be said are left alone. */
  private async take(
    marks: readonly SyncedMark[],
    headings: Map<string, RollHeading>,
    known: Map<string, unknown>,
  ): Promise<Set<string>> {
    const told = new Set(marks.filter(({ markId }) => !known.has(markId)).map(({ sessionId }) => sessionId));
    const open = [...headings.values()].filter(
      (heading) => told.has(heading.sessionId) && isAllowed(mayMark(heading, this.clock.now())),
    );
    return open.length > 0 ? this.book.take(open.map(({ sessionId }) => sessionId).sort()) : new Set();
  }

  private refusal(heading: RollHeading, open: Set<string>, sheet: RollSheet, mark: SyncedMark): Refusal | null {
    const decision = mayMark(heading, this.clock.now());
    if (!isAllowed(decision)) return { code: decision.denied, args: decision.args };
    if (!open.has(heading.sessionId)) return { code: 'attendance.roll_closed', args: {} };
    return sheet.hasSeat(mark.enrolmentId) ? null : { code: 'attendance.not_on_roll', args: {} };
  }

  private async tell(actor: Actor, deviceId: string, sheets: Map<string, RollSheet>): Promise<void> {
    const told = [...sheets].filter(([, { figures }]) => figures.said > 0);
    await this.audit.recordAll(
      actor,
      told.map(([subjectId, { figures }]) => ({
        action: 'attendance.synced',
        noun: 'session',
        subjectId,
        details: { ...figures, deviceId },
      })),
    );
  }
}

const reused = (markId: string): Refusal => ({ code: 'attendance.mark_id_reused', args: { markId } });

function outcomeOf(
  { markId, enrolmentId }: SyncedMark,
  answer: 'known' | 'said' | Refusal,
  sheet: RollSheet | undefined,
): SyncedOutcome {
  const mark = sheet?.markOf(enrolmentId);
  const standing = mark ? { status: mark.status, entryId: mark.entryId } : null;
  if (typeof answer === 'object') return { markId, outcome: 'refused', refusal: answer, conflictId: null, standing };
  const conflictId = sheet!.conflictOver(markId)?.id ?? null;
  const said = conflictId ? 'conflict' : sheet!.isLast(markId) ? 'recorded' : 'superseded';
  return { markId, outcome: answer === 'known' ? 'known' : said, refusal: null, conflictId, standing };
}
