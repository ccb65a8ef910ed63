import type { Database } from '#libs/platform';
import type { CourseRun } from '#libs/training';

/** Seats that the run counts as taken, that its quotas count, and that nominations hold. */
export async function seatsOf(database: Database, run: CourseRun): Promise<number[]> {
  const [row] = await database.rows<{ run: number; quotas: number; holding: number }>(
    `SELECT r.seats_taken AS run, (SELECT COALESCE(SUM(q.taken), 0) FROM quota q WHERE q.run_id = r.id) AS quotas,
      (SELECT COUNT(*) FROM nomination n WHERE n.run_id = r.id AND n.seat_quota_id IS NOT NULL) AS holding
      FROM course_run r WHERE r.id = ?`,
    [run.id],
  );
  return [row.run, row.quotas, row.holding].map(Number);
}
