import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, type LocalDate, localDateOf } from '#libs/kernel';
import { PersonReceivers } from '#libs/people';
import {
  CONFIGURATION,
  type Configuration,
  type MailOrder,
  MailsService,
  OfficeHours,
  type Receiver,
} from '#libs/platform';
import { type RequiredOfRun, RunLookup, type RunRow } from '#libs/training';
import { RequiredOutputsRepository } from './required-outputs.repository.js';
import { furthest, progressOf, type ReminderStep, reminderStep } from './requirement.rules.js';

/** What one person has not submitted of what is due on one day. */
interface Reminder {
  runId: string;
  personId: string;
  dueOn: LocalDate;
  step: ReminderStep;
  items: Pick<RequiredOfRun, 'kind' | 'count' | 'per'>[];
}

/**
 * Reminds everybody who has not submitted a required output before its last day, and once after it. Each reminder is a
 * mail with a key of its own (run, day, step, receiver): looked for every hour and by any number of processes, it is
 * sent once.
 */
@Injectable()
export class OutputReminders implements OnModuleInit {
  constructor(
    private readonly required: RequiredOutputsRepository,
    private readonly receivers: PersonReceivers,
    private readonly runs: RunLookup,
    private readonly mails: MailsService,
    private readonly officeHours: OfficeHours,
    private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  onModuleInit(): void {
    this.officeHours.register(() => this.check());
  }

  /** Looks at everything once. */
  async check(): Promise<void> {
    const reminders = await this.due(localDateOf(this.clock.now()));
    const receivers = await this.receivers.of(reminders.map(({ personId }) => personId));
    const runs = await this.runs.byIds(reminders.map(({ runId }) => runId));
    await this.mails.writeAll(
      reminders.flatMap((reminder) => {
        const receiver = receivers.get(reminder.personId);
        return receiver ? [this.order(reminder, receiver, runs.get(reminder.runId)!)] : [];
      }),
    );
  }

  private async due(today: LocalDate): Promise<Reminder[]> {
    const asking = (await this.required.asking()).flatMap(({ id, required }) =>
      required.flatMap((one) => {
        const step = one.dueOn && reminderStep(one.dueOn, today);
        return step ? [{ runId: id, dueOn: one.dueOn!, step, one }] : [];
      }),
    );
    const runIds = [...new Set(asking.map(({ runId }) => runId))];
    const versions = await this.required.versions(runIds);
    const seated = await this.required.seated(runIds);
    const lacking = asking.flatMap(({ one, ...about }) => {
      const people = seated.get(about.runId) ?? [];
      const ids = people.map(({ enrolmentId }) => enrolmentId);
      const late = progressOf(one, furthest(versions.get(about.runId) ?? []), ids).lacking.map(
        (each) => each.enrolmentId,
      );
      const { kind, count, per } = one;
      return people
        .filter(({ enrolmentId }) => late.includes(enrolmentId))
        .map(({ personId }) => ({ ...about, personId, item: { kind, count, per } }));
    });
    const letters = Map.groupBy(lacking, ({ runId, personId, dueOn }) => [runId, personId, dueOn].join());
    return [...letters.values()].map((all) => {
      const { item: _, ...about } = all[0]!;
      return { ...about, items: all.map(({ item }) => item) };
    });
  }

  private order({ runId, personId, dueOn, step, items }: Reminder, receiver: Receiver, run: RunRow): MailOrder {
    return {
      key: `outputs_due:${runId}:${dueOn}:${step}:${personId}`,
      template: 'outputs_due',
      receiver,
      about: { noun: 'run', id: runId },
      readers: 'both',
      args: {
        state: step === 'late' ? 'late' : 'near',
        until: dueOn,
        items,
        run: run.code,
        course: run.courseTitle,
        link: `${this.configuration.publicUrl}/runs/${runId}/outputs`,
      },
    };
  }
}
