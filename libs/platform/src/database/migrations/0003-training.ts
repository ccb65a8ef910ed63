import type { MigrationInterface, QueryRunner } from 'typeorm';
import { calendarDate, counter, flag, id, instant, json, longText, orNull, text, whole } from '../columns.js';
import { createTable } from '../tables.js';

export class Training1763800200000 implements MigrationInterface {
  name = 'Training1763800200000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'programme',
      {
        id: id(),
        code: text(40),
        title: json(),
        description: json(),
        search_key: longText(),
        version: whole(),
      },
      { unique: { uq_programme_code: ['code'] } },
    );
    await createTable(
      runner,
      'course',
      {
        id: id(),
        programme_id: id(),
        code: text(40),
        title: json(),
        objectives: json(),
        units: whole(),
        attendance_threshold: whole(),
        excused_counts: flag(),
        has_assessment: flag(),
        required_outputs: json(),
        search_key: longText(),
        version: whole(),
      },
      {
        unique: { uq_course_code: ['code'] },
        references: { programme_id: 'programme' },
        check: {
          ck_course_numbers: 'units >= 1 AND attendance_threshold >= 0 AND attendance_threshold <= 100',
        },
      },
    );
    await createTable(
      runner,
      'course_run',
      {
        id: id(),
        course_id: id(),
        code: text(40),
        place: json(),
        province: orNull(text(5)),
        starts_on: calendarDate(),
        ends_on: calendarDate(),
        nomination_opens_on: calendarDate(),
        nomination_closes_on: calendarDate(),
        capacity: whole(),
        seats_taken: counter(),
        attendance_threshold: whole(),
        excused_counts: flag(),
        has_assessment: flag(),
        required_outputs: json(),
        status: text(20),
        called_at: orNull(instant()),
        cancel_reason: orNull(longText()),
        search_key: longText(),
        created_at: instant(),
        version: whole(),
      },
      {
        unique: { uq_course_run_code: ['code'] },
        index: { ix_course_run_starts: ['starts_on', 'id'] },
        references: { course_id: 'course' },
        check: {
          ck_course_run_seats: 'seats_taken >= 0 AND seats_taken <= capacity',
          ck_course_run_dates: 'ends_on >= starts_on AND nomination_closes_on >= nomination_opens_on',
          ck_course_run_threshold: 'attendance_threshold >= 0 AND attendance_threshold <= 100',
        },
      },
    );
    await createTable(
      runner,
      'quota',
      { id: id(), run_id: id(), organisation_id: id(), seats: whole(), taken: counter() },
      {
        unique: { uq_quota_organisation: ['run_id', 'organisation_id'] },
        references: { run_id: 'course_run', organisation_id: 'organisation' },
        check: { ck_quota_taken: 'taken >= 0 AND taken <= seats' },
      },
    );
    await createTable(
      runner,
      'session',
      {
        id: id(),
        run_id: id(),
        number: whole(),
        topic: json(),
        kind: text(20),
        units: whole(),
        starts_at: instant(),
        ends_at: instant(),
        place: json(),
        status: text(20),
        cancel_reason: orNull(longText()),
        version: whole(),
      },
      {
        unique: { uq_session_number: ['run_id', 'number'] },
        index: { ix_session_starts: ['starts_at', 'id'] },
        references: { run_id: 'course_run' },
        check: { ck_session_times: 'ends_at > starts_at AND units >= 1' },
      },
    );
    await createTable(
      runner,
      'session_instructor',
      { id: id(), session_id: id(), person_id: id() },
      {
        unique: { uq_session_instructor: ['session_id', 'person_id'] },
        references: { session_id: 'session', person_id: 'person' },
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['session_instructor', 'session', 'quota', 'course_run', 'course', 'programme'])
      await runner.dropTable(table, true);
  }
}
