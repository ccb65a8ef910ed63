import type { INestApplicationContext } from '@nestjs/common';
import { AssessmentsService, ExcuseDecisions, ExcusesService, RollsService, SheetsService } from '#libs/attendance';
import { type Actor, localDateOf } from '#libs/kernel';
import { EnrolmentLookup } from '#libs/nominations';
import {
  QuotasService,
  RunLife,
  RunLookup,
  RunsService,
  runFields,
  type SessionRow,
  SessionsService,
} from '#libs/training';
import type { Cast } from './cast.js';
import { demoPlaces } from './courses.js';
import { Deliveries } from './deliveries.js';
import type { DemoClock } from './demo-clock.js';
import type { DemoRun } from './demo-run.js';
import { handOut } from './handouts.js';
import { Nominating } from './nominating.js';
import type { DemoTimetable } from './timetable.js';

/** Brings runs to each stage of their life, step by step as people would. */
export class RunTeller {
  private readonly deliveries: Deliveries;
  private readonly nominating: Nominating;

  constructor(
    private readonly context: INestApplicationContext,
    private readonly clock: DemoClock,
    private readonly cast: Cast,
    private readonly courseIds: string[],
    private readonly timetable: DemoTimetable,
  ) {
    this.deliveries = new Deliveries(context, clock, cast);
    this.nominating = new Nominating(context, clock, cast);
  }

  async planned(run: DemoRun): Promise<string> {
    const { startsIn, length, people, course } = run;
    this.clock.at(startsIn - 100);
    const day = (days: number) => this.clock.day(startsIn + days);
    const planned = await this.context.get(RunsService).plan(
      this.vn,
      runFields.parse({
        courseId: this.courseIds[course],
        code: run.code,
        place: demoPlaces[run.place],
        province: run.place === 'savannakhet' ? 'LA-SV' : null,
        startsOn: day(0),
        endsOn: day(length),
        nominationOpensOn: day(-60),
        nominationClosesOn: day(-20),
        capacity: Math.max(20, people[1] - people[0]),
        requiredDocuments: run.documents ?? [],
        eligibilityRules: run.rules ?? [],
      }),
    );
    const seats = (code: string, count: number) => ({
      organisationId: this.cast.organisations.get(code)!,
      seats: count,
    });
    await this.context
      .get(QuotasService)
      .set(this.lao, planned.id, planned.version, [seats('MOIC', 18), seats('MPWT', 8)]);
    await this.timetable.plan(planned.id, run);
    return planned.id;
  }

  async cancelled(run: DemoRun): Promise<void> {
    const id = await this.planned(run);
    await this.context.get(RunLife).openCall(this.vn, id);
    await this.context.get(RunLife).cancel(this.vn, id, 'Cơ sở thực hành dừng sản xuất để bảo dưỡng.');
  }

  /** Somebody at every step: drafts, submitted, returned, selected, confirmed and on reserve. */
  async callOpen(run: DemoRun): Promise<void> {
    const id = await this.called(run);
    this.clock.at(-9);
    const nominees = await this.nominating.nominate(id, run);
    await this.nominating.handInPapers(nominees);
    this.clock.at(-5);
    const submitted = nominees.slice(0, -4);
    await this.nominating.submit(submitted);
    this.clock.at(-3);
    await this.nominating.choose(submitted);
    this.clock.at(-1);
    await this.nominating.confirm(submitted.slice(0, 4));
  }

  async callClosed(run: DemoRun): Promise<string> {
    const id = await this.called(run);
    this.clock.at(Math.min(run.startsIn - 40, -12));
    const nominees = await this.nominating.nominate(id, run);
    await this.nominating.submit(nominees);
    await this.nominating.selectAll(nominees);
    await this.nominating.confirm(nominees);
    this.clock.at(Math.min(run.startsIn - 19, -1));
    await this.context.get(RunLife).closeCall(this.vn, id);
    return id;
  }

  async running(run: DemoRun): Promise<string> {
    const id = await this.callClosed(run);
    this.clock.at(run.startsIn - 1, '15:00');
    await handOut(this.context, this.vn, id);
    this.clock.at(run.startsIn, '07:00');
    await this.context.get(RunLife).start(this.vn, id);
    await this.takeRolls(id);
    await this.askForExcuses(id);
    await this.printSheet(id);
    await this.deliveries.drafts(id);
    return id;
  }

  async completed(run: DemoRun): Promise<string> {
    const id = await this.running(run);
    this.clock.at(run.startsIn + run.length, '17:30');
    const enrolled = await this.context.get(EnrolmentLookup).activeOf(id);
    if ((await this.context.get(RunLookup).get(id)).hasAssessment) {
      const lines = enrolled.map(({ id: enrolmentId }, index) => ({
        enrolmentId,
        passed: index % 9 !== 8,
        grade: index % 9 === 8 ? '' : index % 3 === 0 ? 'A' : 'B',
      }));
      await this.context.get(AssessmentsService).record(this.instructor, id, lines);
    }
    if (run.hasTable) await this.deliveries.dataset(id);
    await this.deliveries.publish(id);
    await this.context.get(RunLife).complete(this.vn, id);
    await this.deliveries.issue(id, run);
    return id;
  }

  async closed(run: DemoRun): Promise<void> {
    const id = await this.completed(run);
    this.clock.at(run.startsIn + run.length + 20);
    await this.context.get(RunLife).close(this.vn, id);
  }

  private async called(run: DemoRun): Promise<string> {
    const id = await this.planned(run);
    this.clock.at(Math.min(run.startsIn - 60, -14));
    await this.context.get(RunLife).openCall(this.vn, id);
    return id;
  }

  /** Closed rolls for every session that is over: nearly all present, somebody late, somebody absent. */
  private async takeRolls(runId: string): Promise<void> {
    const sessions = await this.sessionsOf(runId);
    const enrolled = await this.context.get(EnrolmentLookup).activeOf(runId);
    for (const [number, session] of sessions.entries()) {
      // Today's roll is left to whoever tries the demo.
      if (localDateOf(session.endsAt) >= this.clock.day(0)) continue;
      this.clock.to(session.endsAt);
      const marks = enrolled.map(({ id: enrolmentId }, index) => ({
        enrolmentId,
        status: (index === 7 && number % 2 === 0 ? 'absent' : (index + number) % 11 === 0 ? 'late' : 'present') as
          | 'absent'
          | 'late'
          | 'present',
        markedAt: session.startsAt,
        markId: crypto.randomUUID(),
      }));
      await this.context.get(RollsService).record(this.instructor, session.id, marks);
      await this.context.get(RollsService).close(this.instructor, session.id, {});
    }
  }

  /** For the last session to come: one is excused, one waits for the decision. */
  private async askForExcuses(runId: string): Promise<void> {
    const sessions = await this.sessionsOf(runId);
    const last = sessions.findLast(({ startsAt }) => localDateOf(startsAt) > this.clock.day(0));
    if (!last) return;
    this.clock.at(-1, '16:00');
    const [, excused, waiting] = await this.context.get(EnrolmentLookup).activeOf(runId);
    const ask = ({ id: enrolmentId }: { id: string }, reason: string) =>
      this.context.get(ExcusesService).ask(this.instructor, last.id, { enrolmentId, reason });
    const { id } = await ask(excused!, 'ມີນັດກວດສຸຂະພາບຢູ່ໂຮງໝໍ.');
    await this.context.get(ExcuseDecisions).approve(this.vn, id);
    await ask(waiting!, 'ຕ້ອງກັບໄປຮ່ວມກອງປະຊຸມຂອງອົງການ.');
  }

  /** Of the session that is next, to be signed by whoever comes. */
  private async printSheet(runId: string): Promise<void> {
    const sessions = await this.sessionsOf(runId);
    const next = sessions.find(
      ({ endsAt, status }) => status === 'planned' && localDateOf(endsAt) >= this.clock.day(0),
    );
    if (!next) return;
    this.clock.at(-1, '17:00');
    await this.context.get(SheetsService).print(this.instructor, next.id);
  }

  private async sessionsOf(runId: string): Promise<SessionRow[]> {
    const { items } = await this.context
      .get(SessionsService)
      .list(this.vn, runId, { page: 1, pageSize: 200, total: 'false' });
    return items;
  }

  private get vn(): Actor {
    return this.cast.actor('vn_coordinator');
  }

  private get lao(): Actor {
    return this.cast.actor('lao_coordinator');
  }

  private get instructor(): Actor {
    return this.cast.actor('instructor');
  }
}
