import {
  Check,
  Column,
  type ColumnOptions,
  ForeignKey,
  Index,
  PrimaryColumn,
  type PrimaryColumnOptions,
  type TableColumnOptions,
} from 'typeorm';
import { snakeCase } from './naming.js';
import { listOfRaw } from './raw.js';

/** The two engines every table exists on. */
export type Engine = 'sqlite' | 'mariadb';

/**
 * One kind of column, described once for entities and migrations: rooms never name an engine type.
 * `check` gives the body of a CHECK that SQLite needs where MariaDB's type already enforces the rule.
 */
export interface ColumnKind {
  readonly entity: ColumnOptions;
  readonly table: (engine: Engine) => Partial<TableColumnOptions> & { type: string };
  readonly check?: (column: string) => string;
}

const asJson = {
  to: (value: unknown) => (value === null || value === undefined ? null : JSON.stringify(value)),
  from: (value: unknown) => (typeof value === 'string' ? JSON.parse(value) : value),
};

/** A UUIDv7. */
export const id = (): ColumnKind => ({
  entity: { type: 'varchar', length: 36 },
  table: () => ({ type: 'varchar', length: '36' }),
});

/** Text of at most `length` characters (code points), compared byte by byte. */
export const text = (length: number): ColumnKind => ({
  entity: { type: 'varchar', length },
  table: () => ({ type: 'varchar', length: String(length) }),
  check: (column) => `length("${column}") <= ${length}`,
});

/** Text of at most 16,000 characters, so that it fits MariaDB's TEXT in four-byte characters. */
export const longText = (): ColumnKind => ({
  entity: { type: 'text' },
  table: () => ({ type: 'text' }),
  check: (column) => `length("${column}") <= 16000`,
});

/** A value kept as JSON text: localised texts, frozen payloads, settings. Never queried inside. */
export const json = (): ColumnKind => ({
  entity: { type: 'text', transformer: asJson },
  table: () => ({ type: 'text' }),
});

/** A value kept as JSON text that may outgrow the 65,535 bytes of `json()`. Never queried inside. */
export const largeJson = (): ColumnKind => ({ entity: { type: 'json' }, table: () => ({ type: 'json' }) });

/**
 * A list kept as JSON text. A table that was filled before it had the column reads as empty lists there: no row need be
 * written for it.
 */
export const list = (): ColumnKind => ({
  entity: {
    type: 'text',
    nullable: true,
    transformer: { to: (value: unknown) => JSON.stringify(value ?? []), from: (value: unknown) => listOfRaw(value) },
  },
  table: () => ({ type: 'text', isNullable: true }),
});

export const whole = (): ColumnKind => ({
  entity: { type: 'int' },
  table: (engine) => ({ type: engine === 'mariadb' ? 'int' : 'integer' }),
});

/** A number that begins at 0, in rows older than the column too. */
export const fromZero = (): ColumnKind => ({
  entity: { type: 'int', default: 0 },
  table: (engine) => ({ ...whole().table(engine), default: 0 }),
});

/** Text that rows older than the column have this value in. */
export const textBefore = (length: number, value: string): ColumnKind => {
  const kind = text(length);
  return {
    ...kind,
    entity: { ...kind.entity, default: value },
    table: (engine) => ({ ...kind.table(engine), default: `'${value}'` }),
  };
};

/** What a row is given when it is made; saving it leaves this alone, its indexes and foreign keys too. */
export const fixed = (kind: ColumnKind): ColumnKind => ({ ...kind, entity: { ...kind.entity, update: false } });

/** A number that only conditional updates change; saving the entity leaves it alone. */
export const counter = (): ColumnKind => fixed(whole());

export const flag = (): ColumnKind => ({
  entity: { type: 'boolean' },
  table: (engine) => (engine === 'mariadb' ? { type: 'tinyint', width: 1 } : { type: 'boolean' }),
});

/** An instant in UTC with milliseconds, always set by the application. */
export const instant = (): ColumnKind => ({
  entity: { type: 'datetime', precision: 3 },
  table: () => ({ type: 'datetime', precision: 3 }),
});

/** A calendar date `YYYY-MM-DD`, not an instant. */
export const calendarDate = (): ColumnKind => ({ entity: { type: 'date' }, table: () => ({ type: 'date' }) });

export const orNull = (kind: ColumnKind): ColumnKind => ({
  ...kind,
  entity: { ...kind.entity, nullable: true },
  table: (engine) => ({ ...kind.table(engine), isNullable: true }),
});

export const checkName = (table: string, column: string): string => `ck_${table}_${column}`;

/** Declares an entity property stored in the column of the same name in snake case. */
export function Stored(kind: ColumnKind, table?: string): PropertyDecorator {
  return (target, property) => {
    Column(kind.entity)(target, property);
    if (!kind.check) return;
    const column = snakeCase(String(property));
    const owner = table ?? snakeCase(target.constructor.name);
    Check(checkName(owner, column), kind.check(column))(target.constructor);
  };
}

/** The key of a table, always called `id`: a UUIDv7 unless another kind is named. */
export const Key = (kind: ColumnKind = id()): PropertyDecorator => PrimaryColumn(kind.entity as PrimaryColumnOptions);

/** A foreign key that restricts, with the index that MariaDB would otherwise make under a name of its own. */
export function References(target: () => new () => object): PropertyDecorator {
  return (owner, property) => {
    const table = snakeCase(owner.constructor.name);
    const column = snakeCase(String(property));
    ForeignKey(target, { onDelete: 'RESTRICT', onUpdate: 'RESTRICT', name: `fk_${table}_${column}` })(
      owner,
      property as string,
    );
    Index(`ix_${table}_${column}`)(owner, property as string);
  };
}
