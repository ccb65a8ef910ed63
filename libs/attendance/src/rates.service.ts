import { Injectable } from '@nestjs/common';
import { type Actor, notFound, scopeOf } from '#libs/kernel';
import { attendanceAccess } from './attendance.policy.js';
import { type Rate, type RunUnits, rateOf } from './attendance.rules.js';
import { enrolmentsIn, wholeRuns } from './attendance-sight.js';
import { type EnrolledPerson, RatesRepository } from './rates.repository.js';

/** How everybody of a run stands. */
export interface RunAttendance extends RunUnits {
  runId: string;
  rates: (EnrolledPerson & Rate)[];
}

/** Rates over all planned units of a run, never only those held so far. */
@Injectable()
export class RatesService {
  constructor(private readonly rates: RatesRepository) {}

  /** Enrolment id → rate, for every active enrolment of the run. Unscoped: for rooms above, inside or outside a unit. */
  async ofRun(runId: string): Promise<Map<string, Rate>> {
    const units = await this.unitsOf(runId);
    const tallies = await this.rates.tallies(runId);
    const enrolmentIds = await this.rates.activeEnrolmentIds(runId);
    return new Map(enrolmentIds.map((id) => [id, rateOf(units, tallies.get(id) ?? [])]));
  }

  /** The rates of whom the actor sees; 404 for a run in which that is nobody, ever. */
  async list(actor: Actor, runId: string): Promise<RunAttendance> {
    const scope = scopeOf(actor, attendanceAccess.read);
    if (!(await this.rates.isRunInSight(runId, wholeRuns(scope), enrolmentsIn(scope)))) throw notFound('run');
    const units = await this.unitsOf(runId);
    const tallies = await this.rates.tallies(runId);
    const people = await this.rates.enrolled(runId, enrolmentsIn(scope));
    const rates = people.map((person) => ({ ...person, ...rateOf(units, tallies.get(person.enrolmentId) ?? []) }));
    return { runId, ...units, rates };
  }

  private async unitsOf(runId: string): Promise<RunUnits> {
    const units = await this.rates.units(runId);
    if (!units) throw notFound('run');
    return units;
  }
}
