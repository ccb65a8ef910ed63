import { Injectable } from '@nestjs/common';
import { type Actor, invalid } from '#libs/kernel';
import type { CourseRun } from '../run.entity.js';
import { timeFaults } from '../session.rules.js';
import { SessionsRepository } from '../sessions.repository.js';
import { type Aspect, type Booking, type Clash, concerning } from './clash.rules.js';
import { Clashes, type Override, passOver } from './clashes.js';

/** What a session or several at once must fulfil before they are saved. */
@Injectable()
export class SessionBookings {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly clashes: Clashes,
  ) {}

  /** Refuses times outside the run, and rooms and people that are not there. */
  async requireSound(run: CourseRun, wanted: Booking): Promise<void> {
    const faults = timeFaults(run, wanted).map(({ field, code }) => ({ pointer: `/${field}`, code }));
    const { roomId, instructorIds } = wanted;
    if (roomId !== null && !(await this.sessions.knowsRoom(roomId)))
      faults.push({ pointer: '/roomId', code: 'field.not_a_choice' });
    const known = await this.sessions.knownPersons(instructorIds);
    if (instructorIds.some((id) => !known.has(id)))
      faults.push({ pointer: '/instructorIds', code: 'field.not_a_choice' });
    if (faults.length > 0) throw invalid(...faults);
  }

  /** What speaks against what is changed of them, each thing once. Nothing is held. */
  async look(actor: Actor, wanted: readonly Booking[], changed: readonly Aspect[]): Promise<Clash[]> {
    // Nothing is asked of an edit that changes neither when nor where nor by whom.
    if (changed.length === 0) return [];
    const found = await this.clashes.find(wanted, actor.language);
    const all = concerning([...found.values()].flat(), changed);
    return [...new Map(all.map((clash) => [JSON.stringify([clash.code, clash.args]), clash])).values()];
  }

  /** Holds rooms and instructors, and refuses as the rules say. Answers the codes of what was passed over. */
  async requireFree(
    actor: Actor,
    wanted: readonly Booking[],
    changed: readonly Aspect[],
    override: Override | undefined,
  ): Promise<string[]> {
    if (changed.length > 0) await this.clashes.hold(wanted);
    return passOver(await this.look(actor, wanted, changed), override);
  }
}

export const bookingOf = (
  run: { code: string },
  session: Omit<Booking, 'run' | 'instructorIds'>,
  instructorIds: readonly string[],
): Booking => ({
  id: session.id,
  runId: session.runId,
  run: run.code,
  number: session.number,
  startsAt: session.startsAt,
  endsAt: session.endsAt,
  roomId: session.roomId,
  instructorIds,
});

/** What the trail keeps: the reason belongs to what was passed over for it. */
export const spoken = (
  passed: readonly string[],
  override: Override | undefined,
  details: Record<string, unknown> = {},
) => (passed.length > 0 ? { reason: override?.reason, details: { ...details, passedOver: passed } } : { details });
