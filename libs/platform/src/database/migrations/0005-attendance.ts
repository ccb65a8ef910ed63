import type { MigrationInterface, QueryRunner } from 'typeorm';
import { flag, id, instant, longText, orNull, text, whole } from '../columns.js';
import { createTable, makeAppendOnly } from '../tables.js';

export class Attendance1763800400000 implements MigrationInterface {
  name = 'Attendance1763800400000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'roll',
      { id: id(), session_id: id(), closed_at: orNull(instant()), closed_by: orNull(id()), version: whole() },
      { unique: { uq_roll_session: ['session_id'] }, references: { session_id: 'session' } },
    );
    await createTable(
      runner,
      'attendance_mark',
      {
        id: id(),
        enrolment_id: id(),
        session_id: id(),
        status: text(10),
        marked_at: instant(),
        entry_id: id(),
        source: text(12),
        marked_by: orNull(id()),
        version: whole(),
      },
      {
        unique: { uq_attendance_mark: ['enrolment_id', 'session_id'] },
        references: { enrolment_id: 'enrolment', session_id: 'session' },
      },
    );
    await createTable(
      runner,
      'attendance_entry',
      {
        id: id(),
        attendance_mark_id: id(),
        status: text(10),
        source: text(12),
        marked_at: instant(),
        recorded_at: instant(),
        took_effect: flag(),
        account_id: orNull(id()),
      },
      { references: { attendance_mark_id: 'attendance_mark' } },
    );
    await makeAppendOnly(runner, 'attendance_entry');
    await createTable(
      runner,
      'attendance_correction',
      {
        id: id(),
        attendance_mark_id: id(),
        open_key: orNull(text(36)),
        from_status: text(10),
        to_status: text(10),
        reason: longText(),
        status: text(12),
        requested_by: orNull(id()),
        requested_at: instant(),
        decided_by: orNull(id()),
        decided_at: orNull(instant()),
        decision_reason: orNull(longText()),
        version: whole(),
      },
      {
        unique: { uq_attendance_correction_open: ['open_key'] },
        index: { ix_attendance_correction_status: ['status', 'id'] },
        references: { attendance_mark_id: 'attendance_mark' },
        check: { ck_attendance_correction_open: "(open_key IS NULL) = (status <> 'requested')" },
      },
    );
    await createTable(
      runner,
      'assessment',
      {
        id: id(),
        enrolment_id: id(),
        passed: flag(),
        grade: text(60),
        recorded_by: orNull(id()),
        recorded_at: instant(),
        version: whole(),
      },
      { unique: { uq_assessment_enrolment: ['enrolment_id'] }, references: { enrolment_id: 'enrolment' } },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['assessment', 'attendance_correction', 'attendance_entry', 'attendance_mark', 'roll'])
      await runner.dropTable(table, true);
  }
}
