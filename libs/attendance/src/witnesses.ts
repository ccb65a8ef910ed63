import { Injectable } from '@nestjs/common';
import { type Actor, Clock, conflict, enforce, invalid, newId, notFound } from '#libs/kernel';
import { Audit, where } from '#libs/platform';
import type { MarkStatus } from './attendance.rules.js';
import { mayWitness } from './roll.rules.js';
import { RollBook } from './roll-book.js';
import { RollsRepository, type Standing } from './rolls.repository.js';

/** Witnesses beside the roll call. */
export type Witness = 'check_in' | 'paper' | 'excuse';

/** One thing a witness says of one person in one session. */
export interface Testimony {
  enrolmentId: string;
  status: MarkStatus;
  /** Under the same id it is said once, however often; left out, it is said anew. */
  id?: string;
}

/** What became of it. */
export interface Heard {
  enrolmentId: string;
  /** What was said, under the id by which its entry is kept. */
  entryId: string;
  /** Said before; nothing has changed. */
  isKnown: boolean;
  /** What stands of this person now: another witness may have said otherwise. */
  standing: Standing;
  /** The open conflict about this person's mark, if there is one. */
  conflictId: string | null;
}

/** How check-ins, sheets of paper and excuses get on a roll. Whoever calls has asked who may, and is inside a unit of work. */
@Injectable()
export class Witnesses {
  constructor(
    private readonly rolls: RollsRepository,
    private readonly book: RollBook,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Says these marks of a session as one witness, all or none, at this moment.
   * 404 without such a session; 409 `attendance.roll_closed` and the other reasons for which a roll is not marked;
   * 422 `attendance.not_on_roll` at `/<index>/enrolmentId`.
   */
  async say(actor: Actor, sessionId: string, witness: Witness, said: readonly Testimony[]): Promise<Heard[]> {
    const heading = (await this.rolls.headings([sessionId], where('1 = 1'))).get(sessionId);
    if (!heading) throw notFound('session');
    if (said.length === 0) return [];
    const now = this.clock.now();
    const items = said.map(({ id, ...one }) => ({ ...one, id: id ?? newId(), source: witness, markedAt: now }));
    const open = await this.book.take([sessionId]);
    const mentions = items.map(({ id, enrolmentId }) => ({ sessionId, runId: heading.runId, id, enrolmentId }));
    const sheets = await this.book.sheets({ accountId: actor.accountId, deviceId: null }, mentions);
    const sheet = sheets.get(sessionId)!;
    const known = items.map((item) => sheet.isKnown(item));
    for (const [index, item] of items.entries()) {
      if (known[index] === true) continue;
      if (known[index] === 'other') throw conflict('attendance.mark_id_reused', { markId: item.id });
      enforce(mayWitness(witness, heading, now));
      if (!open.has(sessionId)) throw conflict('attendance.roll_closed');
      if (!sheet.hasSeat(item.enrolmentId))
        throw invalid({ pointer: `/${index}/enrolmentId`, code: 'attendance.not_on_roll' });
      sheet.say(item);
    }
    await this.book.write([sheet]);
    if (sheet.figures.said > 0)
      await this.audit.record(actor, {
        action: 'attendance.witnessed',
        noun: 'session',
        subjectId: sessionId,
        details: { ...sheet.figures, witness },
      });
    return items.map(({ id, enrolmentId }, index) => {
      const { status, source, entryId, markedAt } = sheet.markOf(enrolmentId)!;
      return {
        enrolmentId,
        entryId: id,
        isKnown: known[index] === true,
        standing: { status, source, entryId, markedAt },
        conflictId: sheet.conflictOf(enrolmentId)?.id ?? null,
      };
    });
  }

  /** What stands of one person in one session, or null; also outside a unit. */
  standing(sessionId: string, enrolmentId: string): Promise<Standing | null> {
    return this.rolls.standing(sessionId, enrolmentId);
  }
}
