import { type QueryRunner, Table, TableColumn } from 'typeorm';
import { type ColumnKind, checkName, type Engine } from './columns.js';

/** What a migration says of a table, beside its columns. Names are the database's, in snake case. */
export interface TableRules {
  /** Index name (`uq_…`) → columns. */
  unique?: Record<string, string[]>;
  /** Index name (`ix_…`) → columns. */
  index?: Record<string, string[]>;
  /** Column → table whose `id` it names. Makes the key and its index. */
  references?: Record<string, string>;
  /** Check name (`ck_…`) → condition in plain SQL that both engines read. */
  check?: Record<string, string>;
}

export const engineOf = (runner: QueryRunner): Engine =>
  runner.dataSource.options.type === 'mariadb' ? 'mariadb' : 'sqlite';

/** Creates a table in one statement per step, each skipped when it is there: MariaDB commits DDL as it goes. */
export async function createTable(
  runner: QueryRunner,
  name: string,
  columns: Record<string, ColumnKind>,
  rules: TableRules = {},
): Promise<void> {
  const engine = engineOf(runner);
  const lengthChecks = Object.entries(columns).flatMap(([column, kind]) =>
    kind.check && column !== 'id' ? [{ name: checkName(name, column), expression: kind.check(column) }] : [],
  );
  const ownChecks = Object.entries(rules.check ?? {}).map(([checkKey, expression]) => ({ name: checkKey, expression }));
  await runner.createTable(
    new Table({
      name,
      columns: Object.entries(columns).map(([column, kind]) => ({
        name: column,
        isPrimary: column === 'id',
        ...kind.table(engine),
      })),
      indices: [
        ...Object.entries(rules.unique ?? {}).map(([key, columnNames]) => ({ name: key, columnNames, isUnique: true })),
        ...Object.entries(rules.index ?? {}).map(([key, columnNames]) => ({ name: key, columnNames })),
        ...Object.keys(rules.references ?? {}).map((column) => ({
          name: `ix_${name}_${column}`,
          columnNames: [column],
        })),
      ],
      foreignKeys: Object.entries(rules.references ?? {}).map(([column, target]) => ({
        name: `fk_${name}_${column}`,
        columnNames: [column],
        referencedTableName: target,
        referencedColumnNames: ['id'],
        onDelete: 'RESTRICT',
        onUpdate: 'RESTRICT',
      })),
      checks: engine === 'sqlite' ? [...lengthChecks, ...ownChecks] : [],
      engine: 'InnoDB',
    }),
    true,
  );
  if (engine === 'mariadb') {
    for (const { name: key, expression } of ownChecks) {
      await runner.query(`ALTER TABLE \`${name}\` ADD CONSTRAINT IF NOT EXISTS \`${key}\` CHECK (${expression})`);
    }
  }
}

/**
 * Adds a column that may be null or has a default, with its length check, unless it is there; `references` names the
 * table whose `id` it holds. On SQLite by a statement of our own: TypeORM would build the table anew and drop the old
 * one, which rows that refer to it forbid.
 */
export async function addColumn(
  runner: QueryRunner,
  table: string,
  column: string,
  kind: ColumnKind,
  references?: string,
): Promise<void> {
  if (await runner.hasColumn(table, column)) return;
  const engine = engineOf(runner);
  const { type, length, precision, isNullable, default: standard } = kind.table(engine);
  if (!isNullable && standard === undefined)
    throw new Error(`${table}.${column}: what is added to a table with rows may be null or has a default`);
  if (engine === 'mariadb') {
    await runner.addColumn(table, new TableColumn({ name: column, ...kind.table(engine) }));
    if (references) await refer(runner, table, column, references);
    return;
  }
  const size = (length ?? precision) ? `(${length ?? precision})` : '';
  const fallback = standard === undefined ? '' : ` NOT NULL DEFAULT ${standard}`;
  const check = kind.check ? ` CONSTRAINT "${checkName(table, column)}" CHECK (${kind.check(column)})` : '';
  const target = references ? referring(table, column, references) : '';
  await runner.query(`ALTER TABLE "${table}" ADD COLUMN "${column}" ${type}${size}${fallback}${check}${target}`);
  if (references) await runner.query(`CREATE INDEX "ix_${table}_${column}" ON "${table}" ("${column}")`);
}

/** In the comment is how TypeORM, which reads it from the text of the table, knows a foreign key. */
const referring = (table: string, column: string, target: string): string =>
  ` /* CONSTRAINT "fk_${table}_${column}" FOREIGN KEY ("${column}") REFERENCES "${target}" */` +
  ` CONSTRAINT "fk_${table}_${column}" REFERENCES "${target}" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT`;

async function refer(runner: QueryRunner, table: string, column: string, target: string): Promise<void> {
  const key = `fk_${table}_${column}`;
  await runner.query(`CREATE INDEX IF NOT EXISTS \`ix_${table}_${column}\` ON \`${table}\` (\`${column}\`)`);
  await runner.query(
    `ALTER TABLE \`${table}\` ADD CONSTRAINT \`${key}\` FOREIGN KEY IF NOT EXISTS (\`${column}\`)
      REFERENCES \`${target}\` (\`id\`) ON DELETE RESTRICT ON UPDATE RESTRICT`,
  );
}

/** Takes a column away again that `addColumn` added with `references`. */
export async function dropReference(runner: QueryRunner, table: string, column: string): Promise<void> {
  if (engineOf(runner) === 'mariadb') await runner.dropForeignKey(table, `fk_${table}_${column}`);
  await runner.dropIndex(table, `ix_${table}_${column}`);
  await runner.query(`ALTER TABLE ${table} DROP COLUMN ${column}`);
}

/** Rows of this table are only ever added: the database itself refuses a change or a removal. */
export async function makeAppendOnly(runner: QueryRunner, table: string): Promise<void> {
  for (const event of ['UPDATE', 'DELETE']) {
    const name = `${table}_no_${event.toLowerCase()}`;
    const refusal = `${table} is append-only`;
    await runner.query(
      engineOf(runner) === 'mariadb'
        ? `CREATE TRIGGER IF NOT EXISTS ${name} BEFORE ${event} ON ${table} FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '${refusal}'`
        : `CREATE TRIGGER IF NOT EXISTS ${name} BEFORE ${event} ON ${table} BEGIN SELECT RAISE(ABORT, '${refusal}'); END`,
    );
  }
}
