import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor, Clock } from '#libs/kernel';
import { PersonSight, TraineeSeats } from '#libs/people';
import { Audit, where } from '#libs/platform';
import { assignedRun, RunCancellation, RunDates, RunMembers, RunPeople, Seats } from '#libs/training';
import { Enrolling } from './enrolling.js';
import { EnrolmentsRepository } from './enrolments.repository.js';
import { NominationsRepository } from './nominations.repository.js';

/** Answers what the rooms below ask of seats: who sits where, and what follows when a run moves or is cancelled. */
@Injectable()
export class SeatedPeople implements OnModuleInit {
  constructor(
    private readonly enrolling: Enrolling,
    private readonly enrolments: EnrolmentsRepository,
    private readonly nominations: NominationsRepository,
    private readonly seats: Seats,
    private readonly personSight: PersonSight,
    private readonly traineeSeats: TraineeSeats,
    private readonly runMembers: RunMembers,
    private readonly runPeople: RunPeople,
    private readonly runDates: RunDates,
    private readonly runCancellation: RunCancellation,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.personSight.registerSelected((column) =>
      where(
        `EXISTS (SELECT 1 FROM nomination chosen WHERE chosen.person_id = ${column} AND chosen.selected_at IS NOT NULL)`,
      ),
    );
    this.personSight.registerAssigned((column, instructorId) => {
      const { sql, parameters } = assignedRun('taught.run_id', instructorId);
      return where(
        `EXISTS (SELECT 1 FROM enrolment taught WHERE taught.person_id = ${column} AND ${sql})`,
        ...parameters,
      );
    });
    this.traineeSeats.register((personId) => this.enrolments.hasActive(personId));
    this.runMembers.register({
      ofOrganisation: (runColumn, path) =>
        where(
          `EXISTS (SELECT 1 FROM enrolment seat JOIN organisation home ON home.id = seat.organisation_id
            WHERE seat.run_id = ${runColumn} AND home.path LIKE ?)`,
          `${path}%`,
        ),
      ofPerson: (runColumn, personId) =>
        where(
          `EXISTS (SELECT 1 FROM enrolment seat JOIN course_run seated ON seated.id = seat.run_id
            WHERE seat.run_id = ${runColumn} AND seat.person_id = ?
              AND (seat.status = 'active' OR seated.status = 'cancelled'))`,
          personId,
        ),
      organisationsIn: (runIds, path) => this.enrolments.organisationsIn(runIds, path),
    });
    this.runPeople.register({
      ofRuns: (runIds) => this.enrolments.seatedIn(runIds),
      ofPersons: (personIds) => this.enrolments.seatsOf(personIds),
    });
    this.runDates.register((runId, period) => this.enrolling.move(runId, period));
    this.runCancellation.register((actor, runId, reason) => this.giveBackAll(actor, runId, reason));
  }

  /** In the unit that cancels the run: every seat is given back, everybody's days are free again, nobody is promoted. */
  private async giveBackAll(actor: Actor, runId: string, reason: string): Promise<void> {
    await this.enrolling.endAll(runId, this.clock.now());
    for (const nomination of await this.nominations.holdingSeats(runId)) {
      await this.seats.free(runId, nomination.seatQuotaId!);
      nomination.seatQuotaId = null;
      await this.nominations.save(nomination);
      await this.audit.record(actor, {
        action: 'nomination.seat_given_back',
        noun: 'nomination',
        subjectId: nomination.id,
        reason,
        details: { because: 'run_cancelled' },
      });
    }
  }
}
