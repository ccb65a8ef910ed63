import { attendanceAccess, type RollsService } from '#libs/attendance';
import type { RunRow } from '#libs/training';
import type { Stage, StageFigures } from '../training/run-stages.js';
import type { Visit } from '../web/index.js';

/** The stage of a run in which its rolls are taken. */
export const attendanceStage = (rolls: RollsService): Stage => ({
  key: 'attendance',
  tab: 'attendance',
  allow: attendanceAccess.read,
  mayOpen: async (visit, run) => (await rolls.progress(visit.actor, run.id)) !== null,
  async figures(visit: Visit, run: RunRow): Promise<StageFigures | null> {
    const progress = await rolls.progress(visit.actor, run.id);
    if (!progress || progress.planned === 0) return null;
    const { planned, closed, overdue } = progress;
    const href = `/runs/${run.id}/attendance`;
    return {
      figure: visit.t('attendance.stage.figure', { closed, count: planned }),
      ...(overdue > 0 &&
        run.status === 'running' && { blocker: visit.t('attendance.stage.overdue', { count: overdue }) }),
      ...(run.status === 'running' && { action: { label: visit.t('attendance.stage.action'), href } }),
    };
  },
});
