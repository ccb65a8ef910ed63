import { Injectable } from '@nestjs/common';
import { addDays, conflict, days, type LocalDate, newId, type Period, period } from '#libs/kernel';
import { TimetableNews } from '#libs/training';
import { Enrolment } from './enrolment.entity.js';
import { EnrolmentsRepository } from './enrolments.repository.js';
import type { Nomination } from './nomination.entity.js';

/** Begins and ends enrolments, and keeps the days they take. Joins the running unit, which holds the run. */
@Injectable()
export class Enrolling {
  constructor(
    private readonly enrolments: EnrolmentsRepository,
    private readonly news: TimetableNews,
  ) {}

  /** Refuses with 409 when the person is confirmed in another run on one of these days. */
  async begin(nomination: Nomination, { startsOn, endsOn }: RunPeriod, at: Date): Promise<Enrolment> {
    const enrolment = Object.assign(new Enrolment(), {
      id: newId(),
      runId: nomination.runId,
      personId: nomination.personId,
      nominationId: nomination.id,
      organisationId: nomination.organisationId,
      status: 'active',
      confirmedAt: at,
      endedAt: null,
      version: 1,
    });
    await this.enrolments.add(enrolment);
    await this.takeDays([enrolment], nomination.runId, period(startsOn, endsOn), 'nomination.overlap');
    await this.news.changed(nomination.runId);
    return enrolment;
  }

  /** Ends the enrolment of a nomination, if there is one. */
  async end(nomination: Nomination, at: Date): Promise<void> {
    const enrolment = await this.enrolments.findOf(nomination.id);
    if (enrolment?.status !== 'active') return;
    await this.close([enrolment], at);
    await this.news.changed(nomination.runId);
  }

  async endAll(runId: string, at: Date): Promise<void> {
    await this.close(await this.enrolments.ofRun(runId, 'active'), at);
  }

  /** The run moves: everybody's days move with it, or it does not move. */
  async move(runId: string, to: Period): Promise<void> {
    const active = await this.enrolments.ofRun(runId, 'active');
    await this.enrolments.freeDays(active.map(({ id }) => id));
    await this.takeDays(active, runId, to, 'nomination.dates_overlap');
  }

  private async close(enrolments: Enrolment[], at: Date): Promise<void> {
    await this.enrolments.freeDays(enrolments.map(({ id }) => id));
    for (const enrolment of enrolments) {
      enrolment.end(at);
      await this.enrolments.save(enrolment);
    }
  }

  private async takeDays(enrolments: Enrolment[], runId: string, { from, to }: Period, code: string): Promise<void> {
    if (await this.enrolments.takeDays(enrolments, daysOf({ from, to }))) return;
    const people = enrolments.map(({ personId }) => personId);
    const clash = await this.enrolments.findClash(people, runId, from, to);
    throw conflict(code, { person: clash?.fullName ?? '', run: clash?.runCode ?? '', day: clash?.day ?? '' });
  }
}

interface RunPeriod {
  startsOn: LocalDate;
  endsOn: LocalDate;
}

const daysOf = (whole: Period): LocalDate[] =>
  Array.from({ length: days(whole) }, (_, index) => addDays(whole.from, index));
