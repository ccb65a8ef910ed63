import type { MigrationInterface, QueryRunner } from 'typeorm';
import { id, instant, json, longText, orNull, text, whole } from '../columns.js';
import { createTable } from '../tables.js';

/** Timetables in the calendars of those they concern: by link, and by mail with what mails carry beside their text. */
export class Calendars1763802200000 implements MigrationInterface {
  name = 'Calendars1763802200000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'calendar_link',
      {
        id: id(),
        account_id: id(),
        kind: text(10),
        subject_id: orNull(id()),
        token_digest: text(64),
        created_at: instant(),
        last_used_at: orNull(instant()),
        revoked_at: orNull(instant()),
        version: whole(),
      },
      {
        unique: { uq_calendar_link_token: ['token_digest'] },
        references: { account_id: 'account' },
        check: { ck_calendar_link_subject: "(kind IN ('run', 'room')) = (subject_id IS NOT NULL)" },
      },
    );
    await createTable(
      runner,
      'session_invitation',
      {
        id: id(),
        session_id: id(),
        person_id: id(),
        status: text(10),
        sequence: whole(),
        session_sequence: whole(),
        told: json(),
        told_at: instant(),
        version: whole(),
      },
      {
        unique: { uq_session_invitation: ['session_id', 'person_id'] },
        references: { person_id: 'person' },
      },
    );
    await createTable(
      runner,
      'mail_part',
      {
        id: id(),
        mail_id: id(),
        position: whole(),
        name: text(100),
        media_type: text(120),
        content: longText(),
      },
      { unique: { uq_mail_part: ['mail_id', 'position'] }, references: { mail_id: 'mail' } },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['mail_part', 'session_invitation', 'calendar_link']) await runner.dropTable(table, true);
  }
}
