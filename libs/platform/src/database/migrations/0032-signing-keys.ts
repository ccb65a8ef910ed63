import type { MigrationInterface, QueryRunner } from 'typeorm';
import { flag, id, instant, longText, orNull, text, whole } from '../columns.js';
import { addColumn, createTable, dropReference } from '../tables.js';
import { differs, refuse } from './published.js';

/** What a key is and whom it belongs to stays as it was when it was first used; only whether it is retired may change. */
const frozen = [
  'purpose',
  'key_id',
  'fingerprint',
  'algorithm',
  'public_pem',
  'subject',
  'valid_from',
  'valid_to',
  'is_development',
  'first_used_at',
];

/** The public halves of the keys that documents and statements were ever signed with, and which signed a certificate. */
export class SigningKeys1763803800000 implements MigrationInterface {
  readonly name = 'SigningKeys1763803800000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'signing_key',
      {
        id: id(),
        purpose: text(10),
        key_id: text(64),
        fingerprint: text(64),
        algorithm: text(20),
        public_pem: longText(),
        subject: orNull(longText()),
        valid_from: orNull(instant()),
        valid_to: orNull(instant()),
        is_development: flag(),
        first_used_at: instant(),
        retired_at: orNull(instant()),
        version: whole(),
      },
      { unique: { uq_signing_key_fingerprint: ['fingerprint'] } },
    );
    await refuse(runner, 'UPDATE', 'signing_key', frozen.map((column) => differs(runner, column)).join(' OR '));
    await refuse(runner, 'DELETE', 'signing_key', '1 = 1');
    await addColumn(runner, 'certificate', 'signing_key_id', orNull(id()), 'signing_key');
    const isIssued = 'OLD.issued_at IS NOT NULL';
    await refuse(runner, 'UPDATE', 'certificate', `${isIssued} AND ${differs(runner, 'signing_key_id')}`, 'signed');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER IF EXISTS certificate_signed_no_update');
    await dropReference(runner, 'certificate', 'signing_key_id');
    await runner.dropTable('signing_key', true);
  }
}
