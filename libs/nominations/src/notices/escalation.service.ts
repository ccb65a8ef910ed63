import { Injectable, type OnModuleInit } from '@nestjs/common';
import { addDays, Clock, type LocalDate, localDateOf, type Role } from '#libs/kernel';
import { type MailOrder, MailsService, OfficeHours, type Receiver } from '#libs/platform';
import { RunLookup } from '#libs/training';
import { NominationNotices } from './nomination-notices.js';
import { escalationStep, lateBefore, remindedBefore, waitsTooLongAfter } from './notice.rules.js';
import { NoticesRepository, type WaitingNomination } from './notices.repository.js';
import { ReceiversRepository } from './receivers.repository.js';

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
  nominationIds: string[];
}

/**
 * Reminds of what waits too long and of what ends soon, in office hours. Every reminder is a mail with a key of its
 * own (run, status, oldest day, step, receiver): checked every hour and by any number of processes, it is sent once.
 */
@Injectable()
export class EscalationService implements OnModuleInit {
  constructor(
    private readonly notices: NoticesRepository,
    private readonly receivers: ReceiversRepository,
    private readonly letters: NominationNotices,
    private readonly mails: MailsService,
    private readonly runs: RunLookup,
    private readonly officeHours: OfficeHours,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.officeHours.register(() => this.check());
  }

  /** Looks at everything once. */
  async check(): Promise<void> {
    const today = localDateOf(this.clock.now());
    await this.mails.writeAll([...(await this.escalations(today)), ...(await this.reminders(today))]);
  }

  private async escalations(today: LocalDate): Promise<MailOrder[]> {
    const backlogs = backlogsOf(await this.notices.waiting(lateBefore(today)), today);
    if (backlogs.length === 0) return [];
    const runs = await this.runs.byIds(backlogs.map(({ runId }) => runId));
    const holders = new Map<Role, Receiver[]>();
    for (const role of Object.values(desks).flat()) holders.set(role, await this.receivers.withRole(role));
    return backlogs.flatMap(({ runId, status, since, step, nominationIds }) => {
      const count = nominationIds.length;
      const [desk, above] = desks[status];
      const days = step * waitsTooLongAfter;
      const ordersFor = (role: Role) =>
        holders.get(role)!.map((receiver): MailOrder => {
          const key = `long:${status}:${since}:${step}`;
          const order = this.letters.order(runs.get(runId)!, receiver, 'waiting_long', key);
          const args = { ...order.args, state: status, count, since, days, above: role === above };
          return { ...order, readers: status === 'selected' ? 'both' : 'lao', args, mentions: nominationIds };
        });
      return [...ordersFor(desk), ...(step === 2 ? ordersFor(above) : [])];
    });
  }

  private async reminders(today: LocalDate): Promise<MailOrder[]> {
    const all = await this.notices.nearDeadlines(today, addDays(today, remindedBefore));
    const runs = await this.runs.byIds(all.map(({ runId }) => runId));
    const nominators = await this.receivers.nominatorsOf(all.map(({ organisationPath }) => organisationPath));
    return all.flatMap(({ runId, organisationPath, organisationId, state, until, nominationIds }) =>
      nominators.get(organisationPath)!.map((receiver): MailOrder => {
        const key = `deadline:${state}:${until}:${organisationId}`;
        const order = this.letters.order(runs.get(runId)!, receiver, 'deadline_near', key);
        // A draft is nobody's business but the organisation's own.
        const readers = state === 'draft' ? 'none' : 'lao';
        const args = { ...order.args, state, count: nominationIds.length, until };
        return { ...order, readers, args, mentions: nominationIds };
      }),
    );
  }
}

function backlogsOf(waiting: readonly WaitingNomination[], today: LocalDate): Backlog[] {
  const late = waiting.flatMap(({ id, runId, status, since: at }) => {
    const since = localDateOf(at);
    const step = escalationStep(since, today);
    return step === 0 ? [] : [{ id, runId, status, since, step }];
  });
  return [...Map.groupBy(late, ({ runId, status }) => `${runId} ${status}`).values()].map((group) => {
    const { runId, status, since, step } = group.toSorted((a, b) => (a.since < b.since ? -1 : 1))[0]!;
    const nominationIds = group.filter((one) => one.step === step).map(({ id }) => id);
    return { runId, status, since, step, nominationIds };
  });
}
