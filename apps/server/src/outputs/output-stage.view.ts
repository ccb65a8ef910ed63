import type { OutputStatus, RequiredProgress } from '#libs/outputs';
import type { RunRow } from '#libs/training';
import type { StageFigures } from '../training/run-stages.js';
import type { Visit } from '../web/index.js';

/** How far the outputs of a run are: what is required where all of it is in sight, else what the visitor sees. */
export function outputsStage(
  visit: Visit,
  run: RunRow,
  counts: ReadonlyMap<OutputStatus, number>,
  progress: readonly RequiredProgress[],
): StageFigures {
  const waiting = counts.get('submitted') ?? 0;
  const required = progress.flatMap(({ kind, whole, daysLeft }) => (whole ? [{ kind, daysLeft, ...whole }] : []));
  const open = required.filter(({ state }) => state === 'open');
  const blocks = run.status === 'completed' || open.some(({ daysLeft }) => daysLeft !== null && daysLeft < 0);
  const kinds = open.map(({ kind }) => visit.t(`outputs.kind.${kind}`)).join(', ');
  return {
    ...(required.length > 0 && open.length === 0 ? { state: 'done' as const } : {}),
    figure: figureOf(visit, counts, required),
    ...(open.length > 0 && blocks ? { blocker: visit.t('outputs.stage.blocker', { kinds }) } : {}),
    ...(waiting > 0
      ? {
          action: {
            label: visit.t('outputs.stage.waiting', { count: waiting }),
            href: `/runs/${run.id}/outputs?status=submitted`,
          },
        }
      : {}),
  };
}

function figureOf(
  visit: Visit,
  counts: ReadonlyMap<OutputStatus, number>,
  required: readonly { state: string }[],
): string {
  if (required.length > 0) {
    const met = required.filter(({ state }) => state !== 'open').length;
    return visit.t('required-outputs.stageFigure', { met, total: required.length });
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return visit.t('outputs.stage.figure', { published: counts.get('published') ?? 0, total });
}
