import type { MigrationInterface, QueryRunner } from 'typeorm';
import { calendarDate, id, instant, longText, orNull, text, whole } from '../columns.js';
import { createTable } from '../tables.js';

export class Nominations1763800300000 implements MigrationInterface {
  name = 'Nominations1763800300000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'nomination',
      {
        id: id(),
        run_id: id(),
        organisation_id: id(),
        person_id: id(),
        status: text(20),
        rank: whole(),
        reserve_position: orNull(whole()),
        live_key: orNull(text(80)),
        seat_quota_id: orNull(id()),
        replaces_id: orNull(id()),
        replaced_by_id: orNull(id()),
        letter_number: text(60),
        letter_date: orNull(calendarDate()),
        note: longText(),
        return_until: orNull(calendarDate()),
        status_reason: orNull(longText()),
        drafted_by: orNull(id()),
        created_at: instant(),
        submitted_at: orNull(instant()),
        selected_at: orNull(instant()),
        confirmed_at: orNull(instant()),
        version: whole(),
      },
      {
        unique: { uq_nomination_live: ['live_key'], uq_nomination_reserve: ['run_id', 'reserve_position'] },
        index: {
          ix_nomination_organisation: ['organisation_id', 'id'],
          ix_nomination_status: ['status', 'id'],
          ix_nomination_rank: ['run_id', 'organisation_id', 'rank', 'id'],
        },
        references: {
          run_id: 'course_run',
          organisation_id: 'organisation',
          person_id: 'person',
          seat_quota_id: 'quota',
          replaces_id: 'nomination',
        },
        check: {
          ck_nomination_live: "(live_key IS NULL) = (status IN ('not_selected', 'substituted', 'withdrawn'))",
          ck_nomination_seat: "seat_quota_id IS NULL OR status IN ('submitted', 'selected', 'confirmed')",
        },
      },
    );
    await createTable(
      runner,
      'enrolment',
      {
        id: id(),
        run_id: id(),
        person_id: id(),
        nomination_id: id(),
        organisation_id: id(),
        status: text(20),
        confirmed_at: instant(),
        ended_at: orNull(instant()),
        version: whole(),
      },
      {
        unique: { uq_enrolment_nomination: ['nomination_id'] },
        index: { ix_enrolment_run: ['run_id', 'status', 'id'] },
        references: {
          run_id: 'course_run',
          person_id: 'person',
          nomination_id: 'nomination',
          organisation_id: 'organisation',
        },
      },
    );
    await createTable(
      runner,
      'enrolment_day',
      { id: id(), enrolment_id: id(), person_id: id(), day: calendarDate() },
      {
        unique: { uq_enrolment_day_person: ['person_id', 'day'] },
        references: { enrolment_id: 'enrolment', person_id: 'person' },
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['enrolment_day', 'enrolment', 'nomination']) await runner.dropTable(table, true);
  }
}
