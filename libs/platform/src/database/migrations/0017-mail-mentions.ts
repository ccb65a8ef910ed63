import type { MigrationInterface, QueryRunner } from 'typeorm';
import { id } from '../columns.js';
import { createTable } from '../tables.js';

export class MailMentions1763801600000 implements MigrationInterface {
  name = 'MailMentions1763801600000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'mail_mention',
      { id: id(), mail_id: id(), subject_id: id() },
      {
        unique: { uq_mail_mention: ['subject_id', 'mail_id'] },
        references: { mail_id: 'mail' },
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('mail_mention', true);
  }
}
