import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { addDays, Clock, type LocalDate, localDateOf, type Role, timeOfDay } from '#libs/kernel';
import { MailsService } from '#libs/platform';
import { RunLookup } from '#libs/training';
import { NominationNotices } from './nomination-notices.js';
import { escalationStep, remindedBefore, waitsTooLongAfter } from './notice.rules.js';
import { NoticesRepository } from './notices.repository.js';
import { ReceiversRepository } from './receivers.repository.js';

const checkEvery = 3_600_000;
const firstCheckAfter = 60_000;

/** At whose desk it waits, and who is above them. */
const desks: Readonly<Record<'submitted' | 'selected', readonly [Role, Role]>> = {
  submitted: ['lao_coordinator', 'lao_co_chair'],
  selected: ['vn_coordinator', 'vn_co_chair'],
};

interface Backlog {
  runId: string;
  status: 'submitted' | 'selected';
  /** Of the oldest. */
  since: LocalDate;
  step: 1 | 2;
  count: number;
}

/**
 * Reminds of what waits too long and of what ends soon, in office hours. Every reminder is a mail with a key of its
 * own (run, status, oldest day, step, receiver): checked every hour and by any number of processes, it is sent once.
 */
@Injectable()
export class EscalationService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(EscalationService.name);
  private timers: NodeJS.Timeout[] = [];
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly notices: NoticesRepository,
    private readonly receivers: ReceiversRepository,
    private readonly letters: NominationNotices,
    private readonly mails: MailsService,
    private readonly runs: RunLookup,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    const check = () => {
      if (isOfficeHour(this.clock.now())) this.running = this.check().catch((error: unknown) => this.log.error(error));
    };
    this.timers = [setTimeout(check, firstCheckAfter), setInterval(check, checkEvery)];
    for (const timer of this.timers) timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const timer of this.timers) clearTimeout(timer);
    await this.running;
  }

  /** Looks at everything once. */
  async check(): Promise<void> {
    const today = localDateOf(this.clock.now());
    for (const backlog of backlogsOf(await this.notices.waiting(), today)) await this.escalate(backlog);
    await this.remind(today);
  }

  private async escalate({ runId, status, since, step, count }: Backlog): Promise<void> {
    const run = (await this.runs.byIds([runId])).get(runId);
    if (!run) return;
    const [desk, above] = desks[status];
    for (const role of step === 2 ? [desk, above] : [desk]) {
      for (const receiver of await this.receivers.withRole(role)) {
        const order = this.letters.order(run, receiver, 'waiting_long', `long:${status}:${since}:${step}`);
        const args = {
          ...order.args,
          state: status,
          count,
          since,
          days: step * waitsTooLongAfter,
          above: role === above,
        };
        await this.mails.write({ ...order, readers: status === 'selected' ? 'both' : 'lao', args });
      }
    }
  }

  private async remind(today: LocalDate): Promise<void> {
    const all = await this.notices.nearDeadlines(today, addDays(today, remindedBefore));
    const nominators = await this.receivers.nominatorsOf(all.map(({ organisationPath }) => organisationPath));
    for (const near of all) {
      const run = (await this.runs.byIds([near.runId])).get(near.runId);
      if (!run) continue;
      const { state, count, until, organisationId } = near;
      for (const receiver of nominators.get(near.organisationPath) ?? []) {
        const key = `deadline:${state}:${until}:${organisationId}`;
        const order = this.letters.order(run, receiver, 'deadline_near', key);
        // A draft is nobody's business but the organisation's own.
        const readers = state === 'draft' ? 'none' : 'lao';
        await this.mails.write({ ...order, readers, args: { ...order.args, state, count, until } });
      }
    }
  }
}

function backlogsOf(waiting: Awaited<ReturnType<NoticesRepository['waiting']>>, today: LocalDate): Backlog[] {
  const late = waiting
    .map((one) => ({ ...one, since: localDateOf(one.since) }))
    .map((one) => ({ ...one, step: escalationStep(one.since, today) }))
    .filter(({ step }) => step > 0);
  return [...Map.groupBy(late, ({ runId, status }) => `${runId} ${status}`).values()].map((group) => {
    const oldest = group.toSorted((a, b) => (a.since < b.since ? -1 : 1))[0]!;
    const count = group.filter(({ step }) => step === oldest.step).length;
    return { ...oldest, step: oldest.step as 1 | 2, count };
  });
}

const isOfficeHour = (now: Date): boolean => {
  const time = timeOfDay(now);
  return time >= '08:00' && time < '17:00';
};
