import type { MigrationInterface, QueryRunner } from 'typeorm';
import { calendarDate, id, instant, json, longText, orNull, text, whole } from '../columns.js';
import { createTable } from '../tables.js';

/** The keys of consumers' programs with what they asked, and who is shown which restricted output. */
export class Consumers1763803500000 implements MigrationInterface {
  readonly name = 'Consumers1763803500000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'consumer_key',
      {
        id: id(),
        account_id: id(),
        name: text(100),
        prefix: text(8),
        digest: text(64),
        scopes: json(),
        created_at: instant(),
        expires_at: orNull(instant()),
        last_used_at: orNull(instant()),
        revoked_at: orNull(instant()),
        version: whole(),
      },
      { unique: { uq_consumer_key_digest: ['digest'] }, references: { account_id: 'account' } },
    );
    await createTable(
      runner,
      'consumer_key_use',
      { id: id(), key_id: id(), day: calendarDate(), scope: text(10), requests: whole(), row_count: whole() },
      { unique: { uq_consumer_key_use: ['key_id', 'day', 'scope'] }, references: { key_id: 'consumer_key' } },
    );
    await createTable(
      runner,
      'output_grant',
      {
        id: id(),
        original_id: id(),
        account_id: orNull(id()),
        organisation_id: orNull(id()),
        reason: longText(),
        granted_by: orNull(id()),
        at: instant(),
        ends_on: orNull(calendarDate()),
        revoked_at: orNull(instant()),
        version: whole(),
      },
      {
        references: { original_id: 'output', account_id: 'account', organisation_id: 'organisation' },
        check: { ck_output_grant_receiver: '(account_id IS NULL) <> (organisation_id IS NULL)' },
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['output_grant', 'consumer_key_use', 'consumer_key']) await runner.dropTable(table, true);
  }
}
