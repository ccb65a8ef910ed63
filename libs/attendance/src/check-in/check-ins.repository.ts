import { Injectable } from '@nestjs/common';
import { Database } from '#libs/platform';

@Injectable()
export class CheckInsRepository {
  constructor(private readonly database: Database) {}

  /** Whether this person has checked in to this session before. */
  async isDone(sessionId: string, enrolmentId: string): Promise<boolean> {
    const rows = await this.database.rows(
      `SELECT en.id FROM attendance_mark m JOIN attendance_entry en ON en.attendance_mark_id = m.id
        WHERE m.session_id = ? AND m.enrolment_id = ? AND en.source = 'check_in' LIMIT 1`,
      [sessionId, enrolmentId],
    );
    return rows.length > 0;
  }

  /** How many have checked in to a session, and how many have a seat. */
  async progress(sessionId: string, runId: string): Promise<{ checkedIn: number; seats: number }> {
    const [row] = await this.database.rows<{ checked_in: unknown; seats: unknown }>(
      `SELECT COUNT(*) AS seats, COALESCE(SUM(CASE WHEN EXISTS (SELECT 1 FROM attendance_mark m
          JOIN attendance_entry en ON en.attendance_mark_id = m.id AND en.source = 'check_in'
          WHERE m.session_id = ? AND m.enrolment_id = e.id) THEN 1 ELSE 0 END), 0) AS checked_in
        FROM enrolment e WHERE e.run_id = ? AND e.status = 'active'`,
      [sessionId, runId],
    );
    return { checkedIn: Number(row.checked_in), seats: Number(row.seats) };
  }
}
