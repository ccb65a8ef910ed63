import type { MigrationInterface, QueryRunner } from 'typeorm';
import { id, instant, longText, orNull, text, whole } from '../columns.js';
import { addColumn, createTable } from '../tables.js';

const added = ['device_id', 'position', 'said_at', 'based_on', 'sequence'];

/** Who said what on which device, having seen what; and where witnesses of one mark disagree. */
export class AttendanceWitnesses1763802100000 implements MigrationInterface {
  name = 'AttendanceWitnesses1763802100000';

  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'attendance_entry', 'device_id', orNull(text(60)));
    await addColumn(runner, 'attendance_entry', 'position', orNull(whole()));
    await addColumn(runner, 'attendance_entry', 'said_at', orNull(instant()));
    await addColumn(runner, 'attendance_entry', 'based_on', orNull(id()));
    await addColumn(runner, 'attendance_entry', 'sequence', orNull(whole()));
    await createTable(
      runner,
      'attendance_conflict',
      {
        id: id(),
        attendance_mark_id: id(),
        open_key: orNull(text(36)),
        standing_entry_id: id(),
        other_entry_id: id(),
        opened_at: instant(),
        resolved_at: orNull(instant()),
        resolved_by: orNull(id()),
        status: orNull(text(10)),
        reason: orNull(longText()),
        version: whole(),
      },
      {
        unique: { uq_attendance_conflict_open: ['open_key'] },
        references: {
          attendance_mark_id: 'attendance_mark',
          standing_entry_id: 'attendance_entry',
          other_entry_id: 'attendance_entry',
        },
        check: { ck_attendance_conflict_open: '(open_key IS NULL) = (resolved_at IS NOT NULL)' },
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('attendance_conflict', true);
    for (const column of added) await runner.query(`ALTER TABLE attendance_entry DROP COLUMN ${column}`);
  }
}
