import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { CONFIGURATION, type Configuration, type MailOrder, MailsService, Outbox, type Receiver } from '#libs/platform';
import { RunLookup, type RunRow } from '#libs/training';
import { type NominationMoved, nominationMoved } from './nomination-news.js';
import {
  dueAfterGathering,
  endOfGathering,
  gatheredFor,
  newsForNominators,
  newWorkFor,
  readersOf,
} from './notice.rules.js';
import { NoticesRepository, type Told } from './notices.repository.js';
import { ReceiversRepository } from './receivers.repository.js';

/**
 * Mails to those a step concerns. Nominators: what happened to theirs, gathered for ten minutes into one mail a run.
 * Coordinators: that work has come to their desk, one mail a run and hour, with the figures of its last news. Reasons
 * and other free words about people stay on the pages: a mail travels in the open.
 */
@Injectable()
export class NominationNotices implements OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    private readonly mails: MailsService,
    private readonly notices: NoticesRepository,
    private readonly receivers: ReceiversRepository,
    private readonly runs: RunLookup,
    private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  onModuleInit(): void {
    this.outbox.handle(nominationMoved, (moved) => this.tell(moved));
  }

  private async tell(moved: NominationMoved): Promise<void> {
    const told = await this.notices.told(moved.nominationId);
    const run = told && (await this.runs.byIds([told.runId])).get(told.runId);
    if (!told || !run) return;
    await this.tellNominators(moved, told, run);
    await this.tellDesk(moved, run);
    if (moved.to === 'confirmed') await this.tellTrainee(moved, told, run);
  }

  private async tellNominators(moved: NominationMoved, told: Told, run: RunRow): Promise<void> {
    const action = newsForNominators(moved);
    if (action === null) return;
    const readers = readersOf(moved);
    const end = endOfGathering(new Date(moved.at), gatheredFor.nominators);
    const dueAt = dueAfterGathering(end, this.clock.now());
    const { id, nominationId, until } = moved;
    const item = { id, nominationId, action, person: told.personName, until };
    const mentions = [nominationId];
    const { organisationPath } = told;
    const nominators = await this.receivers.nominatorsOf([organisationPath]);
    for (const receiver of nominators.get(organisationPath) ?? []) {
      if (receiver.accountId === moved.by) continue;
      const order = this.order(run, receiver, 'nominations_moved', `moved:${readers}:${end.getTime()}`);
      await this.mails.gather({ ...order, readers, dueAt, mentions }, item);
    }
  }

  private async tellDesk(moved: NominationMoved, run: RunRow): Promise<void> {
    const role = newWorkFor(moved);
    if (role === null) return;
    const state = moved.to as 'submitted' | 'selected';
    const count = await this.notices.count(run.id, state);
    if (count === 0) return;
    const at = new Date(moved.at);
    const end = endOfGathering(at, gatheredFor.coordinators);
    const dueAt = dueAfterGathering(end, this.clock.now());
    for (const receiver of await this.receivers.withRole(role)) {
      if (receiver.accountId === moved.by) continue;
      const order = this.order(run, receiver, 'nominations_waiting', `waiting:${state}:${end.getTime()}`);
      const readers = state === 'selected' ? 'both' : 'lao';
      const args = { ...order.args, state, count };
      await this.mails.refresh({ ...order, readers, dueAt, args, mentions: [moved.nominationId] }, at);
    }
  }

  private async tellTrainee({ id, nominationId }: NominationMoved, { personId }: Told, run: RunRow): Promise<void> {
    const { startsOn, endsOn, place } = run;
    for (const receiver of await this.receivers.traineeOf(personId)) {
      const order = this.order(run, receiver, 'seat_confirmed', `seat:${id}`);
      const link = `${this.configuration.publicUrl}/runs/${run.id}`;
      const args = { ...order.args, startsOn, endsOn, place, link };
      await this.mails.write({ ...order, args, mentions: [nominationId] });
    }
  }

  /** Everything that a notice about this run has in common. */
  order(run: RunRow, receiver: Receiver, template: string, key: string): MailOrder {
    const link = `${this.configuration.publicUrl}/runs/${run.id}/nominations`;
    return {
      key: `${key}:${run.id}`,
      template,
      receiver,
      about: { noun: 'run', id: run.id },
      readers: 'both',
      args: { run: run.code, course: run.courseTitle, link },
    };
  }
}
