import { Injectable } from '@nestjs/common';
import { type Actor, addDays, Clock, instantOf, localDateOf, requireGrant, scopeOf } from '#libs/kernel';
import { attendanceAccess } from '../attendance.policy.js';
import { wholeRuns } from '../attendance-sight.js';
import type { EnrolledPerson } from '../rates.repository.js';
import { type MarkToCall, RollCallRepository, type SessionToCall } from './roll-call.repository.js';

/** Days before and after today whose sessions a device takes along. */
const daysBehind = 1;
const daysAhead = 7;

/** Everything somebody needs to call their rolls without a network. */
export interface RollsTaken {
  at: Date;
  /** The people of each run once, in the order of names; its sessions share them. */
  runs: { runId: string; people: EnrolledPerson[] }[];
  sessions: (SessionToCall & { marks: MarkToCall[] })[];
}

/** What a device takes along; what it brings back is taken in by `RollSync`. */
@Injectable()
export class RollCall {
  constructor(
    private readonly rolls: RollCallRepository,
    private readonly clock: Clock,
  ) {}

  /** From yesterday to seven days ahead, by the server's clock: the device's own may be wrong. */
  async take(actor: Actor): Promise<RollsTaken> {
    requireGrant(actor, attendanceAccess.mark);
    const at = this.clock.now();
    const today = localDateOf(at);
    const from = instantOf(addDays(today, -daysBehind), '00:00');
    const until = instantOf(addDays(today, daysAhead + 1), '00:00');
    const whole = wholeRuns(scopeOf(actor, attendanceAccess.mark));
    const sessions = await this.rolls.sessions(actor.personId, from, until, whole);
    const people = await this.rolls.people([...new Set(sessions.map(({ runId }) => runId))]);
    const marks = await this.rolls.marks(sessions.map(({ sessionId }) => sessionId));
    const bySession = Map.groupBy(marks, ({ sessionId }) => sessionId);
    return {
      at,
      runs: [...people].map(([runId, own]) => ({ runId, people: own })),
      sessions: sessions.map((session) => ({ ...session, marks: bySession.get(session.sessionId) ?? [] })),
    };
  }
}
