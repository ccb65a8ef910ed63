import { BatchLists, batchQuery, certificateAccess, EligibilityService } from '#libs/certificates';
import { isGranted } from '#libs/kernel';
import type { RunRow } from '#libs/training';
import type { Stage, StageFigures } from '../training/run-stages.js';
import type { Visit } from '../web/index.js';

const begun = ['running', 'completed', 'closed'];

/** The stage of a run in which certificates are decided on and issued. */
export const certificateStage = (eligibility: EligibilityService, lists: BatchLists): Stage => ({
  key: 'certificates',
  tab: 'certificates',
  allow: certificateAccess.readBatch,
  async figures(visit: Visit, run: RunRow): Promise<StageFigures | null> {
    if (!begun.includes(run.status)) return null;
    const standing = await eligibility.list(visit.actor, run.id);
    const query = batchQuery.parse({ runId: run.id, pageSize: 200, total: 'false' });
    const { items: batches } = await lists.list(visit.actor, query);
    const issued = batches.reduce((sum, { batch, people }) => sum + (batch.status === 'issued' ? people : 0), 0);
    const ready = standing.filter(({ isEligible, listedIn }) => isEligible && listedIn === null).length;
    const eligible = standing.filter(({ isEligible, listedIn }) => isEligible || listedIn !== null).length;
    const isOver = run.status !== 'running';
    const waiting = batches.find(({ batch }) => batch.status === 'prepared');
    const action =
      waiting && isGranted(visit.actor, certificateAccess.approve)
        ? { label: visit.t('certificates.stage.approve'), href: `/certificate-batches/${waiting.batch.id}` }
        : ready > 0 && isOver && isGranted(visit.actor, certificateAccess.prepare)
          ? { label: visit.t('certificates.stage.prepare', { count: ready }), href: `/runs/${run.id}/certificates` }
          : null;
    return {
      ...(isOver && issued > 0 && issued === standing.length ? { state: 'done' as const } : {}),
      figure: visit.t('certificates.stage.figure', { issued, eligible, count: standing.length }),
      ...(waiting ? { blocker: visit.t('certificates.stage.waiting') } : {}),
      ...(action && { action }),
    };
  },
});
