import type { MigrationInterface, QueryRunner } from 'typeorm';
import { differs, refuse } from './published.js';

const asked = [
  'certificate_id',
  'kind',
  'reason_class',
  'reason',
  'correction',
  'requested_by',
  'requested_at',
  'due_on',
];
const answered = ['status', 'live_key', 'decided_by', 'decided_at', 'decision_reason'];

/** What was asked about a certificate stays as it was asked, and what was answered as it was answered. */
export class AnsweredRequests1763804300000 implements MigrationInterface {
  readonly name = 'AnsweredRequests1763804300000';

  async up(runner: QueryRunner): Promise<void> {
    const changed = (columns: string[]) => columns.map((column) => differs(runner, column)).join(' OR ');
    const condition = [
      changed(asked),
      `(OLD.live_key IS NULL AND (${changed(answered)}))`,
      `(OLD.replacement_id IS NOT NULL AND ${differs(runner, 'replacement_id')})`,
    ].join(' OR ');
    await refuse(runner, 'UPDATE', 'certificate_request', condition, 'answered');
    await refuse(runner, 'DELETE', 'certificate_request', '1 = 1', 'answered');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const event of ['update', 'delete'])
      await runner.query(`DROP TRIGGER IF EXISTS certificate_request_answered_no_${event}`);
  }
}
