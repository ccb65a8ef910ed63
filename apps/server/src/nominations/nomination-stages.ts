import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor, Clock, hasRole, isGranted, type LocalDate, localDateOf, pickText } from '#libs/kernel';
import {
  enrolmentAccess,
  isEscalated,
  NominationsService,
  nominationAccess,
  runMessageAccess,
  type WaitingNominations,
} from '#libs/nominations';
import type { RunRow } from '#libs/training';
import { Waiting, type WaitingItem } from '../home/waiting.js';
import { RunStages, type StageFigures } from '../training/run-stages.js';
import type { Visit } from '../web/index.js';

/** Where waiting is watched: those above are told of what stays too long. */
const atDesks: readonly string[] = ['submitted', 'selected'];

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
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.stages.register({
      key: 'nominations',
      tab: 'nominations',
      allow: nominationAccess.read,
      moreTabs: [
        { tab: 'enrolments', allow: enrolmentAccess.roster },
        { tab: 'messages', allow: runMessageAccess.send },
      ],
      figures: async (visit, run) => figures(visit, run),
    });
    this.waiting.register(async (actor) => {
      const today = localDateOf(this.clock.now());
      return (await this.nominations.waiting(actor)).map((one) => item(actor, one, today));
    });
  }
}

function figures(visit: Visit, run: RunRow): StageFigures {
  const isOpen = ['call_open', 'call_closed', 'running'].includes(run.status);
  const chooses = isGranted(visit.actor, nominationAccess.select);
  const works = hasRole(visit.actor, 'nominator', 'lao_coordinator', 'vn_coordinator');
  return {
    figure: visit.t('nominations.stage', { taken: run.seatsTaken, seats: run.capacity }),
    ...(isOpen && works
      ? {
          action: chooses
            ? { label: visit.t('board.open'), href: `/runs/${run.id}/board` }
            : { label: visit.t('nominations.stageOpen'), href: `/runs/${run.id}/nominations` },
        }
      : {}),
  };
}

const item = (actor: Actor, waiting: WaitingNominations, today: LocalDate): WaitingItem => ({
  kind: icons[waiting.status] ?? 'file',
  textKey: `nominations.waiting.${waiting.status}`,
  args: { count: waiting.number, run: waiting.runCode },
  at: waiting.since,
  deadline: waiting.deadline,
  who: whoWaits(actor, waiting),
  isEscalated: atDesks.includes(waiting.status) && isEscalated(localDateOf(waiting.since), today),
  href: hrefOf(waiting),
});

/** Who waits to be chosen waits on the board, a dossier to be checked in the queue. */
function hrefOf({ runId, status }: WaitingNominations): string {
  if (status === 'submitted') return `/runs/${runId}/board`;
  return status === 'selected' ? `/dossiers?runId=${runId}` : `/runs/${runId}/nominations?status=${status}`;
}

/** The organisations wait for a decision; for what an organisation has to do, Laos waits. */
function whoWaits(actor: Actor, { status, organisations, organisationName }: WaitingNominations): WaitingItem['who'] {
  if (status === 'draft' || status === 'returned') return { key: 'home.who.lao' };
  if (organisations > 1) return { key: 'home.who.organisations', args: { count: organisations } };
  return { key: 'home.who.named', args: { name: pickText(organisationName, actor.language).text } };
}
