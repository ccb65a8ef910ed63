import type { MigrationInterface, QueryRunner } from 'typeorm';
import { newId } from '#libs/kernel';
import { id, instant, longText, orNull, text, whole } from '../columns.js';
import { linkHash, noLink, sha256Of } from '../hash-chain.js';
import { instantOfRaw, instantParameter } from '../raw.js';
import { createTable, makeAppendOnly } from '../tables.js';

const atOnce = 200;
const prefixes: Record<string, string> = { chung_chi: 'CC', giay_chung_nhan: 'GCN' };

/** The register book: every certificate and every later note on one, chained by hashes. Older certificates enter it. */
export class Register1763803900000 implements MigrationInterface {
  readonly name = 'Register1763803900000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'register_entry',
      {
        id: id(),
        position: whole(),
        kind: text(10),
        book_kind: text(20),
        book_year: whole(),
        number: whole(),
        printed_number: text(40),
        certificate_id: id(),
        content: longText(),
        previous_hash: text(64),
        hash: text(64),
        at: instant(),
        recorded_by: orNull(id()),
      },
      {
        unique: {
          uq_register_entry_position: ['position'],
          uq_register_entry_number: ['book_kind', 'book_year', 'number', 'kind'],
          uq_register_entry_certificate: ['certificate_id', 'kind'],
        },
        references: { certificate_id: 'certificate' },
      },
    );
    await makeAppendOnly(runner, 'register_entry');
    await enterIssued(runner);
    await countBooks(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('register_entry', true);
    await runner.query("DELETE FROM register_book WHERE id = 'chain' OR id LIKE 'CC-%' OR id LIKE 'GCN-%'");
  }
}

interface Payload {
  kind: string;
  serial: string;
  registerNumber: string;
  replacesSerial: string | null;
  decision: { number: string; date: string };
  holder: { fullNameLao: string; fullNameLatin: string; birthDate: string; organisation: object };
  course: object;
  issue: { date: string };
}

interface Line {
  id: string;
  payload: string;
  allocated_at: unknown;
  approved_by: string | null;
}

/** In the order of their numbers, from where an interrupted run stopped. */
async function enterIssued(runner: QueryRunner): Promise<void> {
  const [last] = await runner.query('SELECT position, hash FROM register_entry ORDER BY position DESC LIMIT 1');
  let position = Number(last?.position ?? 0);
  let previous = String(last?.hash ?? noLink);
  const numbers = new Map<string, number>();
  for (const { book_kind, book_year, last_number } of await booksOf(runner))
    numbers.set(`${book_kind} ${book_year}`, Number(last_number));
  for (;;) {
    const lines: Line[] = await runner.query(
      `SELECT k.id, k.payload, k.allocated_at, b.approved_by FROM certificate k
        JOIN certificate_batch b ON b.id = k.batch_id
        WHERE NOT EXISTS (SELECT 1 FROM register_entry e WHERE e.certificate_id = k.id)
        ORDER BY k.register_number LIMIT ${atOnce}`,
    );
    if (lines.length === 0) return;
    for (const line of lines) {
      const payload: Payload = JSON.parse(line.payload);
      const year = Number(payload.issue.date.slice(0, 4));
      const book = `${payload.kind} ${year}`;
      const number = (numbers.get(book) ?? 0) + 1;
      numbers.set(book, number);
      position += 1;
      const at = instantOfRaw(line.allocated_at);
      const content = contentOf(payload, sha256Of(line.payload));
      const placed = [position, 'issue', payload.kind, year, number, payload.registerNumber, line.id, content];
      const hash = linkHash(previous, [...placed, at.toISOString(), line.approved_by]);
      await runner.query(
        `INSERT INTO register_entry (id, position, kind, book_kind, book_year, number, printed_number, certificate_id,
          content, previous_hash, hash, at, recorded_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        [newId(), ...placed, previous, hash, instantParameter(at), line.approved_by],
      );
      previous = hash;
    }
  }
}

/** As `issueContent` of the certificates writes it. */
const contentOf = (payload: Payload, payloadHash: string): string =>
  JSON.stringify({
    serial: payload.serial,
    fullNameLao: payload.holder.fullNameLao,
    fullNameLatin: payload.holder.fullNameLatin,
    birthDate: payload.holder.birthDate,
    organisation: payload.holder.organisation,
    course: payload.course,
    decisionNumber: payload.decision.number,
    decisionDate: payload.decision.date,
    issuedOn: payload.issue.date,
    replacesSerial: payload.replacesSerial,
    payloadHash,
  });

const booksOf = (runner: QueryRunner): Promise<Record<string, unknown>[]> =>
  runner.query(
    `SELECT book_kind, book_year, MAX(number) AS last_number, MAX(position) AS last_position
      FROM register_entry GROUP BY book_kind, book_year`,
  );

/** The next number of each book, and of the chain. */
async function countBooks(runner: QueryRunner): Promise<void> {
  const books = await booksOf(runner);
  const chain = Math.max(0, ...books.map(({ last_position }) => Number(last_position)));
  const counts = books.map(
    (book) => [`${prefixes[String(book.book_kind)]}-${book.book_year}`, Number(book.last_number)] as const,
  );
  for (const [book, count] of [['chain', chain] as const, ...counts]) {
    if (count === 0) continue;
    await runner.query('DELETE FROM register_book WHERE id = ?', [book]);
    await runner.query('INSERT INTO register_book (id, last_number) VALUES (?, ?)', [book, count]);
  }
}
