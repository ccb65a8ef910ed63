import type { MigrationInterface, QueryRunner } from 'typeorm';
import { calendarDate, fromZero, id, instant, json, longText, orNull, text, whole } from '../columns.js';
import { addColumn, createTable, dropReference } from '../tables.js';

/** Rooms and sites with the days they are closed, holidays, and where a session is held. */
export class Timetable1763802000000 implements MigrationInterface {
  name = 'Timetable1763802000000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'room',
      {
        id: id(),
        code: text(40),
        kind: text(10),
        name: json(),
        place: json(),
        country: text(2),
        province: orNull(text(5)),
        zone: text(60),
        capacity: whole(),
        host_organisation_id: orNull(id()),
        host_name: text(250),
        host_phone: text(40),
        search_key: longText(),
        version: whole(),
      },
      {
        unique: { uq_room_code: ['code'] },
        references: { host_organisation_id: 'organisation' },
        check: { ck_room_seats: 'capacity >= 1' },
      },
    );
    await createTable(
      runner,
      'room_closure',
      { id: id(), room_id: id(), starts_on: calendarDate(), ends_on: calendarDate(), reason: longText() },
      { references: { room_id: 'room' }, check: { ck_room_closure_days: 'ends_on >= starts_on' } },
    );
    await createTable(
      runner,
      'holiday',
      {
        id: id(),
        country: text(2),
        starts_on: calendarDate(),
        ends_on: calendarDate(),
        name: json(),
        origin: text(10),
        version: whole(),
      },
      {
        index: { ix_holiday_days: ['starts_on', 'ends_on'] },
        check: { ck_holiday_days: 'ends_on >= starts_on' },
      },
    );
    await createTable(
      runner,
      'holiday_year',
      { id: id(), country: text(2), year: whole() },
      { unique: { uq_holiday_year: ['country', 'year'] } },
    );
    await addColumn(runner, 'session', 'room_id', orNull(id()), 'room');
    await addColumn(runner, 'session', 'sequence', fromZero());
    await addColumn(runner, 'session', 'changed_at', orNull(instant()));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of ['changed_at', 'sequence']) await runner.query(`ALTER TABLE session DROP COLUMN ${column}`);
    await dropReference(runner, 'session', 'room_id');
    for (const table of ['holiday_year', 'holiday', 'room_closure', 'room']) await runner.dropTable(table, true);
  }
}
