import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor, hasRole } from '#libs/kernel';
import { NominationsService } from '#libs/nominations';
import { Quotas, RunsService, runQuery } from '#libs/training';
import { Waiting, type WaitingItem } from '../home/waiting.js';

const openCalls = runQuery.parse({ call: 'open', pageSize: 200, total: 'false' });

/** Calls that wait on a nominator's home page: seats are left for their organisation, and nobody of it is nominated. */
@Injectable()
export class UnansweredCalls implements OnModuleInit {
  constructor(
    private readonly waiting: Waiting,
    private readonly runs: RunsService,
    private readonly quotas: Quotas,
    private readonly nominations: NominationsService,
  ) {}

  onModuleInit(): void {
    this.waiting.register((actor) => this.of(actor));
  }

  private async of(actor: Actor): Promise<WaitingItem[]> {
    if (!hasRole(actor, 'nominator') || actor.organisationPath === null) return [];
    const { items: runs } = await this.runs.list(actor, openCalls);
    const ids = runs.map(({ id }) => id);
    const quotas = await this.quotas.coveringIn(ids, actor.organisationPath);
    const answered = await this.nominations.runsAnswered(actor, ids);
    return runs.flatMap(({ id, code, nominationClosesOn, capacity, seatsTaken }) => {
      const quota = quotas.get(id);
      if (!quota || quota.taken >= quota.seats || seatsTaken >= capacity || answered.has(id)) return [];
      return {
        kind: 'plus',
        textKey: 'home.unansweredCall',
        args: { run: code },
        at: null,
        deadline: nominationClosesOn,
        who: { key: 'home.who.lao' },
        href: `/runs/${id}`,
      };
    });
  }
}
