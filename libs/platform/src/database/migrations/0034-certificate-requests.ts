import type { MigrationInterface, QueryRunner } from 'typeorm';
import { calendarDate, id, instant, longText, orNull, text, whole } from '../columns.js';
import { createTable } from '../tables.js';

/** What is asked about an issued certificate, and what another person decided. */
export class CertificateRequests1763804000000 implements MigrationInterface {
  readonly name = 'CertificateRequests1763804000000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'certificate_request',
      {
        id: id(),
        certificate_id: id(),
        kind: text(12),
        reason_class: text(20),
        reason: longText(),
        correction: orNull(longText()),
        status: text(10),
        live_key: orNull(id()),
        requested_by: id(),
        requested_by_person: orNull(id()),
        requested_at: instant(),
        due_on: calendarDate(),
        decided_by: orNull(id()),
        decided_at: orNull(instant()),
        decision_reason: orNull(longText()),
        replacement_id: orNull(id()),
        version: whole(),
      },
      {
        unique: { uq_certificate_request_live: ['live_key'] },
        index: { ix_certificate_request_status: ['status', 'due_on'] },
        references: { certificate_id: 'certificate', replacement_id: 'certificate' },
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('certificate_request', true);
  }
}
