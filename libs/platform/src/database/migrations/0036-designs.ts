import type { MigrationInterface, QueryRunner } from 'typeorm';
import { id, instant, json, largeJson, longText, orNull, text, whole } from '../columns.js';
import { addColumn, createTable, dropReference, engineOf } from '../tables.js';
import { differs } from './published.js';

/** What a version says; fixed from the moment it is proposed. */
const content = ['design_id', 'number', 'folder_hash', 'layout', 'texts', 'images', 'print_offset', 'drafted_at'];

/** Designs of certificates in versions, who wrote them, and which one a batch is drawn with. */
export class Designs1763804200000 implements MigrationInterface {
  readonly name = 'Designs1763804200000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'certificate_design',
      { id: id(), code: text(40), name: json(), kind: text(20), folder: text(40), version: whole() },
      { unique: { uq_certificate_design_code: ['code'] } },
    );
    await createTable(
      runner,
      'certificate_design_version',
      {
        id: id(),
        design_id: id(),
        number: whole(),
        folder_hash: orNull(text(64)),
        layout: largeJson(),
        texts: largeJson(),
        images: json(),
        print_offset: json(),
        status: text(10),
        status_reason: orNull(longText()),
        open_key: orNull(id()),
        active_key: orNull(id()),
        drafted_at: instant(),
        proposed_at: orNull(instant()),
        activated_by: orNull(id()),
        activated_at: orNull(instant()),
        used_at: orNull(instant()),
        version: whole(),
      },
      {
        unique: {
          uq_certificate_design_version_number: ['design_id', 'number'],
          uq_certificate_design_version_open: ['open_key'],
          uq_certificate_design_version_active: ['active_key'],
        },
        references: { design_id: 'certificate_design' },
      },
    );
    await createTable(
      runner,
      'certificate_design_author',
      { id: id(), version_id: id(), account_id: id(), person_id: orNull(id()) },
      {
        unique: { uq_certificate_design_author_once: ['version_id', 'account_id'] },
        references: { version_id: 'certificate_design_version' },
      },
    );
    await addColumn(runner, 'certificate_batch', 'design_version_id', orNull(id()), 'certificate_design_version');
    await freeze(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropReference(runner, 'certificate_batch', 'design_version_id');
    for (const table of ['certificate_design_author', 'certificate_design_version', 'certificate_design'])
      await runner.dropTable(table, true);
  }
}

/** Who activates sees what was proposed, and who draws later draws what was active: only drafts change. */
async function freeze(runner: QueryRunner): Promise<void> {
  const isMariadb = engineOf(runner) === 'mariadb';
  const changes = (column: string) => differs(runner, column);
  const changed = [
    `(OLD.status <> 'draft' AND (${content.map(changes).join(' OR ')}))`,
    "(OLD.status = 'active' AND NEW.status NOT IN ('active', 'retired'))",
    "(OLD.status = 'retired' AND NEW.status <> 'retired')",
    ...['activated_by', 'activated_at', 'used_at'].map(
      (column) => `(OLD.${column} IS NOT NULL AND ${changes(column)})`,
    ),
  ].join(' OR ');
  const triggers = {
    frozen: ['UPDATE', changed],
    kept: ['DELETE', "OLD.status <> 'draft'"],
  };
  const refusal = 'a version of a design that was proposed is never changed';
  for (const [name, [event, condition]] of Object.entries(triggers)) {
    const head = `CREATE TRIGGER IF NOT EXISTS certificate_design_version_${name} BEFORE ${event} ON certificate_design_version`;
    await runner.query(
      isMariadb
        ? `${head} FOR EACH ROW IF ${condition} THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '${refusal}'; END IF`
        : `${head} WHEN ${condition} BEGIN SELECT RAISE(ABORT, '${refusal}'); END`,
    );
  }
}
