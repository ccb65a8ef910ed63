import type { MigrationInterface, QueryRunner } from 'typeorm';
import { calendarDate, id, instant, orNull, text, whole } from '../columns.js';
import { createTable } from '../tables.js';

interface Ranked {
  id: string;
  run_id: string;
  organisation_id: string;
  place: number;
}

/** The organisation's list of a run with its letter; and the places of the lists there are, which had gaps and twins. */
export class NominationList1763801100000 implements MigrationInterface {
  name = 'NominationList1763801100000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'nomination_list',
      {
        id: id(),
        run_id: id(),
        organisation_id: id(),
        letter_number: text(60),
        letter_date: orNull(calendarDate()),
        scan_name: orNull(text(250)),
        scan_media_type: orNull(text(120)),
        scan_size: orNull(whole()),
        scan_sha256: orNull(text(64)),
        scan_storage_key: orNull(text(80)),
        submitted_at: orNull(instant()),
        submitted_by: orNull(id()),
        version: whole(),
      },
      {
        unique: { uq_nomination_list_organisation: ['run_id', 'organisation_id'] },
        references: { run_id: 'course_run', organisation_id: 'organisation' },
      },
    );
    await closeUpPlaces(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('nomination_list', true);
  }
}

/** Row by row, only where the place changes: re-runnable, and the same on both engines. */
async function closeUpPlaces(runner: QueryRunner): Promise<void> {
  const rows: Ranked[] = await runner.query(
    `SELECT n.id, n.run_id, n.organisation_id, n.rank AS place FROM nomination n
      WHERE n.status NOT IN ('withdrawn', 'substituted') ORDER BY n.run_id, n.organisation_id, n.rank, n.id`,
  );
  let list = '';
  let place = 0;
  for (const row of rows) {
    const own = `${row.run_id} ${row.organisation_id}`;
    place = own === list ? place + 1 : 1;
    list = own;
    if (Number(row.place) === place) continue;
    await runner.query('UPDATE nomination SET rank = ? WHERE id = ?', [place, row.id]);
  }
}
