import { Injectable } from '@nestjs/common';
import { type Actor, Clock, hasRole } from '#libs/kernel';
import {
  AttendanceWaitingRepository,
  type RollToClose,
  type RunWithOpenRolls,
} from './attendance-waiting.repository.js';

/** Rolls that should have been taken: an instructor's by session, Viet Nam's by run. */
@Injectable()
export class AttendanceWaiting {
  constructor(
    private readonly waiting: AttendanceWaitingRepository,
    private readonly clock: Clock,
  ) {}

  async rollsOf(actor: Actor): Promise<RollToClose[]> {
    if (!hasRole(actor, 'instructor') || actor.personId === null) return [];
    return this.waiting.rollsOfInstructor(actor.personId, this.clock.now());
  }

  async runsOf(actor: Actor): Promise<RunWithOpenRolls[]> {
    return hasRole(actor, 'vn_coordinator') ? this.waiting.runsWithOpenRolls(this.clock.now()) : [];
  }
}
