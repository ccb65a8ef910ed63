import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { PersonReceivers } from '#libs/people';
import { CONFIGURATION, type Configuration, type MailOrder, MailsService, Outbox, type Receiver } from '#libs/platform';
import { RunLookup, type RunRow, runCancelled } from '#libs/training';
import { readersOfList } from './notice.rules.js';
import { type NamedForRun, NoticesRepository } from './notices.repository.js';
import { ReceiversRepository } from './receivers.repository.js';

/**
 * Tells that a run will not be held: each nominator in one mail with everybody they put forward, and each person who
 * was selected or had a seat. After the cancellation no nomination moves any more, so that a mail told of twice is known.
 */
@Injectable()
export class CancellationNotices implements OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    private readonly mails: MailsService,
    private readonly notices: NoticesRepository,
    private readonly nominators: ReceiversRepository,
    private readonly people: PersonReceivers,
    private readonly runs: RunLookup,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  onModuleInit(): void {
    this.outbox.handle(runCancelled, ({ runId }) => this.tell(runId));
  }

  private async tell(runId: string): Promise<void> {
    const run = (await this.runs.byIds([runId])).get(runId);
    if (!run) return;
    const named = await this.notices.namedFor(runId);
    await this.mails.writeAll([...(await this.toNominators(run, named)), ...(await this.toPeople(run, named))]);
  }

  /** Who writes for several organisations reads of them all in one mail. */
  private async toNominators(run: RunRow, named: readonly NamedForRun[]): Promise<MailOrder[]> {
    const byPath = await this.nominators.nominatorsOf(named.map(({ organisationPath }) => organisationPath));
    const told = named.flatMap((one) =>
      byPath.get(one.organisationPath)!.map((receiver) => ({ one, receiver, accountId: receiver.accountId })),
    );
    return [...Map.groupBy(told, ({ accountId }) => accountId).values()].map((lines): MailOrder => {
      const theirs = lines.map(({ one }) => one);
      const order = this.order(run, lines[0]!.receiver, 'list', theirs);
      const link = `${order.args.link}/nominations`;
      const people = theirs.map(({ personName }) => personName);
      return { ...order, readers: readersOfList(theirs), args: { ...order.args, link, people } };
    });
  }

  private async toPeople(run: RunRow, named: readonly NamedForRun[]): Promise<MailOrder[]> {
    const chosen = named.filter(({ status }) => status === 'selected' || status === 'confirmed');
    const receivers = await this.people.of(chosen.map(({ personId }) => personId));
    return chosen.flatMap((one) => {
      const receiver = receivers.get(one.personId);
      return receiver ? [this.order(run, receiver, one.id, [one])] : [];
    });
  }

  private order(run: RunRow, receiver: Receiver, key: string, named: readonly NamedForRun[]): MailOrder {
    const { id, code, courseTitle, startsOn, endsOn, cancelReason } = run;
    return {
      key: `cancelled:${id}:${key}`,
      template: 'run_cancelled',
      receiver,
      about: { noun: 'run', id },
      mentions: named.map((one) => one.id),
      readers: 'both',
      args: {
        run: code,
        course: courseTitle,
        startsOn,
        endsOn,
        reason: cancelReason,
        people: [],
        link: `${this.configuration.publicUrl}/runs/${id}`,
      },
    };
  }
}
