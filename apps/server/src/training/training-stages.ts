import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  type Actor,
  Clock,
  instantOf,
  isAllowed,
  isGranted,
  type LocalDate,
  localDateOf,
  pickText,
  scopeOf,
} from '#libs/kernel';
import { listQuery } from '#libs/platform';
import {
  type AnnouncementRow,
  AnnouncementsService,
  type DueRun,
  materialAccess,
  plannedUnits,
  RunLife,
  type RunRow,
  runAccess,
  SessionsService,
  sessionAccess,
} from '#libs/training';
import { Waiting, type WaitingItem } from '../home/waiting.js';
import { type Visit, whyNot } from '../web/index.js';
import { RunStages, type StageFigures } from './run-stages.js';

/** The stages of a run that this room shows: call, timetable and closing; and what waits on those who move runs on. */
@Injectable()
export class TrainingStages implements OnModuleInit {
  constructor(
    private readonly stages: RunStages,
    private readonly life: RunLife,
    private readonly sessions: SessionsService,
    private readonly announcements: AnnouncementsService,
    private readonly clock: Clock,
    private readonly waiting: Waiting,
  ) {}

  onModuleInit(): void {
    this.waiting.register(async (actor) => (await this.life.due(actor)).map((due) => waitingRun(actor, due)));
    this.waiting.register(async (actor) =>
      (await this.announcements.latest(actor)).map((announcement) => news(actor, announcement)),
    );
    this.stages.register({
      key: 'call',
      tab: null,
      allow: runAccess.read,
      figures: async (visit, run) => call(visit, run, localDateOf(this.clock.now())),
    });
    this.stages.register({
      key: 'timetable',
      tab: 'sessions',
      allow: sessionAccess.read,
      moreTabs: [{ tab: 'materials', allow: materialAccess.read }],
      figures: (visit, run) => this.timetable(visit, run),
    });
    this.stages.register({
      key: 'closing',
      tab: null,
      allow: runAccess.write,
      figures: (visit, run) => this.closing(visit, run),
    });
  }

  /** For those who plan it: how many of the units of the course are in the timetable. */
  private async timetable(visit: Visit, run: RunRow): Promise<StageFigures | null> {
    if (!isGranted(visit.actor, runAccess.readBeforeCall)) return null;
    const { items } = await this.sessions.list(visit.actor, run.id, everySession);
    // To whoever teaches elsewhere the timetable is empty: nothing is said of it.
    if (items.length === 0 && scopeOf(visit.actor, runAccess.readBeforeCall).allBy.length === 0) return null;
    const units = plannedUnits(items);
    const isMissing = units < run.courseUnits && ['planned', 'call_open', 'call_closed'].includes(run.status);
    const mayPlan = isGranted(visit.actor, sessionAccess.write) && isMissing;
    return {
      state: units >= run.courseUnits && run.status !== 'planned' ? 'done' : undefined,
      figure: visit.t('runs.figure.units', { units, planned: run.courseUnits }),
      blocker: run.status === 'call_closed' && units === 0 ? visit.t('errors.run.no_sessions') : undefined,
      action: mayPlan ? { label: visit.t('sessions.add'), href: `/runs/${run.id}/sessions/new` } : undefined,
    };
  }

  private async closing(visit: Visit, run: RunRow): Promise<StageFigures | null> {
    if (run.status !== 'completed') return null;
    const { close } = await this.life.decisions(run);
    return isAllowed(close) ? null : { state: 'blocked', blocker: whyNot(visit, close) ?? undefined };
  }
}

const everySession = listQuery.parse({ pageSize: 200, total: 'false' });

function call(visit: Visit, run: RunRow, today: LocalDate): StageFigures {
  const { nominationOpensOn: opens, nominationClosesOn: closes } = run;
  if (run.status === 'planned') return { figure: visit.t('runs.figure.window', { opens, closes }) };
  if (run.status !== 'call_open') return { figure: visit.t('runs.figure.callWas', { opens, closes }) };
  if (today < opens) return { figure: visit.t('runs.figure.opensOn', { opens }) };
  if (today <= closes) return { figure: visit.t('runs.figure.openUntil', { closes }) };
  return { state: 'blocked', blocker: visit.t('runs.figure.pastDeadline', { closes }) };
}

const waitingRun = (actor: Actor, { run, step, since }: DueRun): WaitingItem => ({
  kind: 'calendar',
  textKey: `runs.waiting.${step}`,
  args: { run: run.code, course: pickText(run.courseTitle, actor.language).text },
  at: since && instantOf(since, '00:00'),
  deadline: since,
  who: { key: step === 'close_call' ? 'home.who.lao' : 'home.who.trainees' },
  href: `/runs/${run.id}`,
});

const news = (actor: Actor, { runId, title, announcedAt }: AnnouncementRow): WaitingItem => ({
  kind: 'file',
  textKey: 'announcements.waiting',
  args: { title: pickText(title, actor.language).text },
  at: announcedAt,
  deadline: null,
  href: `/runs/${runId}/materials`,
});
