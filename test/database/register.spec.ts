import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ApprovalService, BatchesService, RegisterCheck } from '#libs/certificates';
import { localDate } from '#libs/kernel';
import { Database, instantOfRaw, linkHash, UnitOfWork } from '#libs/platform';
import { Register } from '../../libs/certificates/src/register/register.js';
import { Register1763803900000 } from '../../libs/platform/src/database/migrations/0033-register.js';
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

type Row = Line & { id: string; at: Date | string; recorded_by: string | null } & Record<
    'book_kind' | 'book_year' | 'certificate_id' | 'content',
    string
  >;

const linesOf = (context: TestContext): Promise<Line[]> =>
  context.get(Database).rows('SELECT * FROM register_entry ORDER BY position');

async function approved(
  context: TestContext,
  people: string[],
  issuedOn = localDate('2026-03-26'),
  at = '2026-03-26T02:00:00Z',
): Promise<void> {
  context.clock.set('2026-03-02T02:00:00Z');
  const held = await aHeldRun(context, people);
  context.clock.set(at);
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

  it('numbers documents by the year on them, though the decision is dated anew in the moment of its approval', async () => {
    context.clock.set('2026-03-02T02:00:00Z');
    const held = await aHeldRun(context, ['ນ້ອຍ']);
    context.clock.set('2026-12-20T02:00:00Z');
    const batches = context.get(BatchesService);
    const dated = (issuedOn: string) => ({ ...aDecision(held.enrolments), issuedOn: localDate(issuedOn) });
    const { id } = await batches.prepare(vnCoordinator, held.run.id, dated('2026-12-28'));
    const register = context.get(Register);
    const open = register.open.bind(register);
    register.open = async (book) => {
      register.open = open;
      await open(book);
      const { version } = await batches.return(coChair, id, 'The day is wrong');
      await batches.prepareAgain(vnCoordinator, id, version, dated('2027-01-04'));
    };
    await assert.rejects(context.get(ApprovalService).approve(coChair, id), { kind: 'stale' });
    await context.get(ApprovalService).approve(coChair, id);
    assert.equal((await linesOf(context)).at(-1)!.printed_number, 'CC-2027/000001');
    assert.equal((await context.get(RegisterCheck).verify()).fault, null);
  });
});

describe('a register that was tampered with', () => {
  let context: TestContext;
  before(async () => {
    context = await startCertificates();
    await approved(context, ['ຄຳ', 'ແກ້ວ', 'ບຸນ', 'ສີດາ']);
    // Whoever tampers has the database in hand, and takes its triggers away.
    await context.get(UnitOfWork).run(async () => {
      for (const name of ['register_entry_no_update', 'register_entry_no_delete', 'certificate_frozen'])
        await context.get(Database).change(`DROP TRIGGER ${name}`, []);
    });
  });
  after(() => context.close());

  const change = (sql: string, ...parameters: unknown[]) => context.get(Database).change(sql, parameters);

  /** Of the chain after these changes, which are then taken back. */
  async function found(...tampering: (() => Promise<unknown>)[]): Promise<string> {
    const seen = { text: '' };
    const undone = new Error('taken back');
    const unit = context.get(UnitOfWork).run(async () => {
      for (const one of tampering) await one();
      const { fault } = await context.get(RegisterCheck).verify();
      seen.text = fault ? `${fault.code} ${fault.position ?? fault.document}` : 'sound';
      throw undone;
    });
    await assert.rejects(unit, undone);
    return seen.text;
  }

  /** Unique places in between: below nought. */
  const move = (condition: string, place: string) => async () => {
    await change(`UPDATE register_entry SET position = -(${place}) WHERE ${condition}`);
    await change('UPDATE register_entry SET position = -position WHERE position < 0');
  };
  const remove = (position: number) => () => change('DELETE FROM register_entry WHERE position = ?', position);
  const countTo = (last: number) => () => change("UPDATE register_book SET last_number = ? WHERE id = 'chain'", last);

  /** The hash of every line from here on, as somebody would who knows how they are made. */
  const chainAnew = (from: number) => async () => {
    const rows = await context.get(Database).rows<Row>('SELECT * FROM register_entry ORDER BY position');
    let previous = rows[from - 2]?.hash ?? '0'.repeat(64);
    for (const row of rows.slice(from - 1)) {
      const at = instantOfRaw(row.at).toISOString();
      const { position, kind, book_kind, book_year, number, printed_number, certificate_id, content } = row;
      const said = [position, kind, book_kind, book_year, number, printed_number, certificate_id, content];
      const hash = linkHash(previous, [...said, at, row.recorded_by]);
      await change('UPDATE register_entry SET previous_hash = ?, hash = ? WHERE id = ?', previous, hash, row.id);
      previous = hash;
    }
  };

  const rename = (position: number) => () =>
    change("UPDATE register_entry SET content = REPLACE(content, 'ແກ້ວ', 'ແກ້ງ') WHERE position = ?", position);

  const insertAfter = (position: number) => async () => {
    await move(`position > ${position}`, 'position + 1')();
    await change(
      `INSERT INTO register_entry (id, position, kind, book_kind, book_year, number, printed_number, certificate_id,
        content, previous_hash, hash, at, recorded_by)
        SELECT 'forged', position + 1, 'revoked', book_kind, book_year, number, printed_number, certificate_id,
        content, previous_hash, hash, at, recorded_by FROM register_entry WHERE position = ?`,
      position,
    );
  };

  it('is sound before', async () => {
    assert.equal(await found(), 'sound');
  });

  it('is found where a line was altered, also when its hash was altered with it', async () => {
    assert.equal(await found(rename(2)), 'altered 2');
    assert.equal(await found(rename(2), chainAnew(2)), 'document_differs 2');
    assert.equal(
      await found(() => change('UPDATE register_entry SET recorded_by = NULL WHERE position = 3')),
      'altered 3',
    );
  });

  it('is found where a line is missing, in the middle, at the end and with the gap closed', async () => {
    assert.equal(await found(remove(2)), 'missing 2');
    assert.equal(await found(remove(4)), 'missing 4');
    assert.equal(await found(remove(4), countTo(3)), 'not_entered VL-2026-000004');
    assert.equal(await found(remove(2), move('position > 2', 'position - 1'), countTo(3)), 'out_of_order 2');
    assert.equal(
      await found(remove(2), move('position > 2', 'position - 1'), countTo(3), chainAnew(2)),
      'number_skipped 2',
    );
  });

  it('is found where a line was inserted', async () => {
    assert.equal(await found(insertAfter(2), countTo(5)), 'out_of_order 3');
    assert.equal(await found(insertAfter(2), countTo(5), chainAnew(3)), 'note_unfounded 3');
    assert.equal(await found(insertAfter(4), countTo(5), chainAnew(5)), 'note_unfounded 5');
  });

  it('is found where lines changed places', async () => {
    const swap = move('position IN (2, 3)', '5 - position');
    assert.equal(await found(swap), 'out_of_order 2');
    assert.equal(await found(swap, chainAnew(2)), 'number_skipped 2');
  });

  it('is found where a certificate says something else, or was revoked behind its back', async () => {
    const of = (serial: string, sql: string) => () => change(`UPDATE certificate SET ${sql} WHERE serial = ?`, serial);
    const renamed = of('VL-2026-000002', "payload = REPLACE(payload, 'ແກ້ວ', 'ແກ້ງ')");
    assert.equal(await found(renamed), 'document_differs 2');
    assert.equal(await found(of('VL-2026-000003', "status = 'revoked'")), 'note_missing VL-2026-000003');
  });
});

describe('certificates older than the register', () => {
  let context: TestContext;
  before(async () => {
    context = await startCertificates();
    await approved(context, ['ຄຳ', 'ແກ້ວ']);
    await approved(context, ['ບຸນ'], localDate('2027-01-04'), '2026-12-20T02:00:00Z');
    await approved(context, ['ສີດາ']);
  });
  after(() => context.close());

  it('enter it in their order, once, also when an earlier attempt was interrupted', async () => {
    const lines = await linesOf(context);
    const hashes = (some: Line[]) => some.map(({ printed_number, hash }) => [printed_number, hash]);
    for (const kept of [0, 2, 4]) {
      await context.get(UnitOfWork).run(async () => {
        const database = context.get(Database);
        await database.change('DROP TRIGGER IF EXISTS register_entry_no_delete', []);
        await database.change('DELETE FROM register_entry WHERE position > ?', [kept]);
        await database.change("DELETE FROM register_book WHERE id = 'chain' OR id LIKE 'CC-%'", []);
        await new Register1763803900000().up(database.write.queryRunner!);
      });
      assert.deepEqual(hashes(await linesOf(context)), hashes(lines));
    }
    await approved(context, ['ອ່ອນ']);
    assert.deepEqual(
      (await linesOf(context)).map(({ printed_number }) => printed_number),
      ['CC-2026/000001', 'CC-2026/000002', 'CC-2027/000001', 'CC-2026/000003', 'CC-2026/000004'],
    );
    assert.equal((await context.get(RegisterCheck).verify()).fault, null);
  });
});
