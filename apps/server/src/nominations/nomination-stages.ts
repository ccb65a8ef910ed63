import { Injectable, type OnModuleInit } from '@nestjs/common';
import { hasRole } from '#libs/kernel';
import { enrolmentAccess, NominationsService, nominationAccess, type WaitingNominations } from '#libs/nominations';
import type { RunRow } from '#libs/training';
import { Waiting, type WaitingItem } from '../home/waiting.js';
import { RunStages, type StageFigures } from '../training/run-stages.js';
import type { Visit } from '../web/index.js';

const icons: Readonly<Record<string, string>> = {
  draft: 'edit',
  returned: 'edit',
  submitted: 'person',
  selected: 'check',
};

/** The stage of nominations on the page of a run, and what waits on somebody's home page. */
@Injectable()
export class NominationStages implements OnModuleInit {
  constructor(
    private readonly stages: RunStages,
    private readonly waiting: Waiting,
    private readonly nominations: NominationsService,
  ) {}

  onModuleInit(): void {
    this.stages.register({
      key: 'nominations',
      tab: 'nominations',
      allow: nominationAccess.read,
      moreTabs: [{ tab: 'enrolments', allow: enrolmentAccess.roster }],
      figures: async (visit, run) => figures(visit, run),
    });
    this.waiting.register(async (actor) => (await this.nominations.waiting(actor)).map(item));
  }
}

function figures(visit: Visit, run: RunRow): StageFigures {
  const isOpen = ['call_open', 'call_closed', 'running'].includes(run.status);
  const works = hasRole(visit.actor, 'nominator', 'lao_coordinator', 'vn_coordinator');
  return {
    figure: visit.t('nominations.stage', { taken: run.seatsTaken, seats: run.capacity }),
    ...(isOpen && works
      ? { action: { label: visit.t('nominations.stageOpen'), href: `/runs/${run.id}/nominations` } }
      : {}),
  };
}

const item = ({ runId, runCode, status, number, since, deadline }: WaitingNominations): WaitingItem => ({
  kind: icons[status] ?? 'file',
  textKey: `nominations.waiting.${status}`,
  args: { count: number, run: runCode },
  at: since,
  deadline,
  href: `/runs/${runId}/nominations?status=${status}`,
});
