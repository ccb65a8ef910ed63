import { Injectable } from '@nestjs/common';
import { type LocalDate, localDate } from '#libs/kernel';
import { Database } from '#libs/platform';

/** A day that two people spend in two runs. */
export interface SharedDay {
  day: LocalDate;
  run: string;
  otherRun: string;
}

@Injectable()
export class MergedNomineesRepository {
  constructor(private readonly database: Database) {}

  async count(table: 'nomination' | 'enrolment', personId: string): Promise<number> {
    const [row] = await this.database.rows<{ count: number }>(
      `SELECT COUNT(*) AS count FROM ${table} WHERE person_id = ?`,
      [personId],
    );
    return Number(row!.count);
  }

  /** Codes of the runs in which both have a live nomination. */
  async bothLive(one: string, other: string): Promise<string[]> {
    const rows = await this.database.rows<{ code: string }>(
      `SELECT r.code FROM nomination a JOIN nomination b ON b.run_id = a.run_id AND b.live_key IS NOT NULL
        JOIN course_run r ON r.id = a.run_id
        WHERE a.person_id = ? AND a.live_key IS NOT NULL AND b.person_id = ? ORDER BY r.code`,
      [one, other],
    );
    return rows.map(({ code }) => code);
  }

  /** The first day that both spend in a run. */
  async sharedDay(one: string, other: string): Promise<SharedDay | null> {
    const [row] = await this.database.rows<SharedDay>(
      `SELECT a.day, r.code AS run, s.code AS otherRun FROM enrolment_day a
        JOIN enrolment_day b ON b.day = a.day AND b.person_id = ?
        JOIN enrolment e ON e.id = a.enrolment_id JOIN course_run r ON r.id = e.run_id
        JOIN enrolment f ON f.id = b.enrolment_id JOIN course_run s ON s.id = f.run_id
        WHERE a.person_id = ? ORDER BY a.day LIMIT 1`,
      [other, one],
    );
    return row ? { ...row, day: localDate(row.day) } : null;
  }

  /** Versions move on: whoever has one of these rows in hand begins again, and finds the survivor in it. */
  async move(survivorId: string, duplicateId: string): Promise<void> {
    await this.database.change(
      `UPDATE nomination SET person_id = ?, live_key = REPLACE(live_key, ?, ?), version = version + 1
        WHERE person_id = ?`,
      [survivorId, duplicateId, survivorId, duplicateId],
    );
    const both = [survivorId, duplicateId];
    await this.database.change('UPDATE enrolment SET person_id = ?, version = version + 1 WHERE person_id = ?', both);
    await this.database.change('UPDATE enrolment_day SET person_id = ? WHERE person_id = ?', both);
  }
}
