import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ApprovalService, BatchesService } from '#libs/certificates';
import { localDate } from '#libs/kernel';
import { Database, UnitOfWork } from '#libs/platform';
import { aDecision, aHeldRun } from '../support/a-held-run.js';
import { coChair, startCertificates } from '../support/certificates.js';
import type { TestContext } from '../support/platform.js';
import { vnCoordinator } from '../support/training.js';

interface Line {
  position: number;
  kind: string;
  number: number;
  printed_number: string;
  previous_hash: string;
  hash: string;
}

const linesOf = (context: TestContext): Promise<Line[]> =>
  context.get(Database).rows('SELECT * FROM register_entry ORDER BY position');

async function approved(context: TestContext, people: string[], issuedOn = localDate('2026-03-26')): Promise<void> {
  const held = await aHeldRun(context, people);
  const decision = { ...aDecision(held.enrolments), issuedOn };
  const { id } = await context.get(BatchesService).prepare(vnCoordinator, held.run.id, decision);
  await context.get(ApprovalService).approve(coChair, id);
}

describe('the register book', () => {
  let context: TestContext;
  before(async () => {
    context = await startCertificates();
    await approved(context, ['ຄຳ', 'ແກ້ວ', 'ບຸນ']);
    await approved(context, ['ສີດາ']);
  });
  after(() => context.close());

  it('gives every document a number of its kind and year, and binds each line to the one before', async () => {
    const lines = await linesOf(context);
    assert.deepEqual(
      lines.map(({ position, number, printed_number }) => [Number(position), Number(number), printed_number]),
      [1, 2, 3, 4].map((number) => [number, number, `CC-2026/00000${number}`]),
    );
    assert.deepEqual(
      lines.map(({ previous_hash }) => previous_hash),
      ['0'.repeat(64), ...lines.slice(0, 3).map(({ hash }) => hash)],
    );
  });

  it('is never changed or shortened, not even by ourselves', async () => {
    const change = (sql: string) => context.get(UnitOfWork).run(() => context.get(Database).change(sql, []));
    await assert.rejects(change('UPDATE register_entry SET number = 9 WHERE position = 1'), /append-only/);
    await assert.rejects(change('DELETE FROM register_entry WHERE position = 4'), /append-only/);
  });
});
