import { Injectable } from '@nestjs/common';
import { type Actor, Clock, hasRole } from '#libs/kernel';
import {
  AttendanceWaitingRepository,
  type DisputedRoll,
  type RollToClose,
  type RunWithOpenRolls,
} from './attendance-waiting.repository.js';
import { opensBefore } from './roll.rules.js';

/** Rolls to take: an instructor's by session from when it may be marked, Viet Nam's by run once sessions are over. */
@Injectable()
export class AttendanceWaiting {
  constructor(
    private readonly waiting: AttendanceWaitingRepository,
    private readonly clock: Clock,
  ) {}

  async rollsOf(actor: Actor): Promise<RollToClose[]> {
    if (!hasRole(actor, 'instructor') || actor.personId === null) return [];
    return this.waiting.rollsOfInstructor(actor.personId, new Date(this.clock.now().getTime() + opensBefore));
  }

  async runsOf(actor: Actor): Promise<RunWithOpenRolls[]> {
    return hasRole(actor, 'vn_coordinator') ? this.waiting.runsWithOpenRolls(this.clock.now()) : [];
  }

  async disputesOf(actor: Actor): Promise<DisputedRoll[]> {
    if (hasRole(actor, 'vn_coordinator')) return this.waiting.disputedRolls(null);
    return hasRole(actor, 'instructor') && actor.personId !== null ? this.waiting.disputedRolls(actor.personId) : [];
  }
}
