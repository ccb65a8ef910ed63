import type { MigrationInterface, QueryRunner } from 'typeorm';
import { id, instant, json, longText, orNull, text, whole } from '../columns.js';
import { createTable } from '../tables.js';

export class Mail1763800700000 implements MigrationInterface {
  name = 'Mail1763800700000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'mail',
      {
        id: id(),
        event_key: text(200),
        template: text(60),
        language: text(2),
        account_id: orNull(id()),
        to_name: text(250),
        to_address: text(254),
        noun: text(40),
        subject_id: id(),
        readers: text(10),
        args: json(),
        written_by: orNull(id()),
        status: text(20),
        attempts: whole(),
        last_error: orNull(longText()),
        written_at: instant(),
        tried_since: instant(),
        due_at: instant(),
        held_until: orNull(instant()),
        sent_at: orNull(instant()),
        message_id: text(200),
        version: whole(),
      },
      {
        unique: { uq_mail_event: ['event_key'] },
        index: { ix_mail_due: ['status', 'due_at'], ix_mail_subject: ['subject_id', 'id'] },
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('mail', true);
  }
}
