import { Injectable } from '@nestjs/common';
import { type Actor, isGranted, notFound, scopeOf } from '#libs/kernel';
import { placeholders, where } from '#libs/platform';
import { attendanceAccess } from './attendance.policy.js';
import { type Rate, type RunUnits, rateOf } from './attendance.rules.js';
import { enrolmentsIn, wholeRuns } from './attendance-sight.js';
import { type EnrolledPerson, RatesRepository } from './rates.repository.js';

/** How everybody of a run stands. */
export interface RunAttendance extends RunUnits {
  runId: string;
  rates: (EnrolledPerson & Rate)[];
}

/** How many of a run can no longer reach its threshold, and how many are one absence away from that. */
export interface RunWarning {
  runId: string;
  runCode: string;
  lost: number;
  near: number;
}

/** Rates over all planned units of a run, never only those held so far. */
@Injectable()
export class RatesService {
  constructor(private readonly rates: RatesRepository) {}

  /** Enrolment id → rate, for every active enrolment of the run. Unscoped: for rooms above, inside or outside a unit. */
  async ofRun(runId: string): Promise<Map<string, Rate>> {
    const units = await this.unitsOf(runId);
    const tallies = await this.rates.tallies([runId]);
    const seats = await this.rates.activeSeats([runId]);
    return new Map(seats.map(({ id }) => [id, rateOf(units, tallies.get(id) ?? [])]));
  }

  /** Enrolment id → rate, for these seats of the run; nothing is read of the others. Unscoped as well. */
  async ofSeats(runId: string, enrolmentIds: readonly string[]): Promise<Map<string, Rate>> {
    const units = await this.unitsOf(runId);
    const these = where(`m.enrolment_id IN (${placeholders(enrolmentIds)})`, ...enrolmentIds);
    const tallies = await this.rates.tallies([runId], these);
    return new Map(enrolmentIds.map((id) => [id, rateOf(units, tallies.get(id) ?? [])]));
  }

  /** The rates of whom the actor sees; 404 for a run in which that is nobody, ever. */
  async list(actor: Actor, runId: string): Promise<RunAttendance> {
    const scope = scopeOf(actor, attendanceAccess.read);
    if (!(await this.rates.isRunInSight(runId, wholeRuns(scope), enrolmentsIn(scope)))) throw notFound('run');
    const units = await this.unitsOf(runId);
    const tallies = await this.rates.tallies([runId]);
    const people = await this.rates.enrolled(runId, enrolmentsIn(scope));
    const rates = people.map((person) => ({ ...person, ...rateOf(units, tallies.get(person.enrolmentId) ?? []) }));
    return { runId, ...units, rates };
  }

  /** Of one seat of the run. Unscoped as well. */
  async ofSeat(runId: string, enrolmentId: string): Promise<Rate & { threshold: number }> {
    const units = await this.unitsOf(runId);
    const tallies = await this.rates.tallies([runId], where('m.enrolment_id = ?', enrolmentId));
    return { ...rateOf(units, tallies.get(enrolmentId) ?? []), threshold: units.threshold };
  }

  /** Runs being held in which somebody is to be warned of, for those who take their rolls. */
  async warnings(actor: Actor): Promise<RunWarning[]> {
    if (!isGranted(actor, attendanceAccess.mark)) return [];
    const runs = await this.rates.running(wholeRuns(scopeOf(actor, attendanceAccess.mark)));
    if (runs.length === 0) return [];
    const runIds = runs.map(({ id }) => id);
    const units = await this.rates.units(runIds);
    const tallies = await this.rates.tallies(runIds);
    const seats = Map.groupBy(await this.rates.activeSeats(runIds), ({ runId }) => runId);
    const warnings = runs.map(({ id: runId, code: runCode }) => {
      const rates = (seats.get(runId) ?? []).map(({ id }) => rateOf(units.get(runId)!, tallies.get(id) ?? []));
      const [lost, near] = [rates.filter(({ canReach }) => !canReach), rates.filter(({ isNear }) => isNear)];
      return { runId, runCode, lost: lost.length, near: near.length };
    });
    return warnings.filter(({ lost, near }) => lost + near > 0);
  }

  private async unitsOf(runId: string): Promise<RunUnits> {
    const units = (await this.rates.units([runId])).get(runId);
    if (!units) throw notFound('run');
    return units;
  }
}
