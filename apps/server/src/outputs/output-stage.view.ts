import type { OutputStatus, RequiredKind } from '#libs/outputs';
import type { RunRow } from '#libs/training';
import type { StageFigures } from '../training/run-stages.js';
import type { Visit } from '../web/index.js';

const isSettled = ({ isPublished, waivers }: RequiredKind) => isPublished || waivers.length === 2;

/** How far the outputs of a run are. `required` is null for those who do not read waivers. */
export function outputsStage(
  visit: Visit,
  run: RunRow,
  counts: ReadonlyMap<OutputStatus, number>,
  required: readonly RequiredKind[] | null,
): StageFigures {
  const published = counts.get('published') ?? 0;
  const waiting = counts.get('submitted') ?? 0;
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const open = required?.filter((kind) => !isSettled(kind)) ?? [];
  const isDone = required !== null && required.length > 0 && open.length === 0;
  const kinds = open.map(({ kind }) => visit.t(`outputs.kind.${kind}`)).join(', ');
  return {
    ...(isDone ? { state: 'done' as const } : {}),
    figure: visit.t('outputs.stage.figure', { published, total }),
    ...(open.length > 0 && run.status === 'completed' ? { blocker: visit.t('outputs.stage.blocker', { kinds }) } : {}),
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
