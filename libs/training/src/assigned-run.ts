import { type Where, where } from '#libs/platform';

/** The runs of an instructor: those in which they teach a session. `column` holds a run's id. */
export const assignedRun = (column: string, personId: string): Where =>
  where(
    `EXISTS (SELECT 1 FROM session_instructor si JOIN session sn ON sn.id = si.session_id
      WHERE sn.run_id = ${column} AND si.person_id = ?)`,
    personId,
  );
