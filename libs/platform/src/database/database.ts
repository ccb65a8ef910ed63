import { setImmediate as turn } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager, EntityMetadata, ObjectLiteral } from 'typeorm';
import type { Engine } from './columns.js';
import { type Connections, committedRows } from './connections.js';
import { ConcurrentChange } from './faults.js';
import { insertMany } from './insert-many.js';
import { CONNECTIONS, UnitOfWork } from './unit-of-work.js';
import { updateMany, type VersionedRow } from './update-many.js';

/** Rows that one statement saves. */
const rowsAtOnce = 500;

/** What repositories write their queries with. Nothing else in a room touches TypeORM's managers. */
@Injectable()
export class Database {
  constructor(
    @Inject(CONNECTIONS) private readonly connections: Connections,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  get engine(): Engine {
    return this.connections.engine;
  }

  /** Reads: inside a unit what that unit sees, outside committed rows only. */
  get read(): EntityManager {
    return this.unitOfWork.isRunning ? this.unitOfWork.manager : this.connections.reader.manager;
  }

  /** Writes: only inside a unit of work. */
  get write(): EntityManager {
    return this.unitOfWork.manager;
  }

  async insert(...rows: object[]): Promise<void> {
    for (const row of rows) await this.write.insert(row.constructor, row);
  }

  /**
   * Rows of one kind, however many, in few statements. SQLite works on the thread everybody waits for: between two
   * statements others get their turn to read.
   */
  async insertAll(rows: readonly object[]): Promise<void> {
    let isFirst = true;
    for (const { sql, values } of insertMany(this.write.connection, rows)) {
      if (!isFirst) await turn();
      isFirst = false;
      await this.change(sql, values);
    }
  }

  /** The same outside any unit, each statement being one of its own: for rows that stand by themselves. */
  async insertAlone(rows: readonly object[]): Promise<void> {
    for (const { sql, values } of insertMany(this.connections.writer, rows)) await this.unitOfWork.change(sql, values);
  }

  /**
   * Saves a loaded row under its version (`save()` of TypeORM would accept a stale one). A version that has moved on
   * makes the unit run again. Counters are left alone.
   */
  async update(row: VersionedRow): Promise<void> {
    const metadata = this.write.connection.getMetadata(row.constructor);
    const { affected } = await this.write
      .createQueryBuilder()
      .update(row.constructor)
      .set({ ...changeable(metadata, row), version: row.version + 1 })
      .where({ id: row.id, version: row.version })
      .execute();
    if (affected !== 1) throw new ConcurrentChange(metadata.tableName);
    row.version += 1;
  }

  /** The same of many rows of one kind, a few hundred in a statement. */
  async updateAll(rows: readonly VersionedRow[]): Promise<void> {
    for (let done = 0; done < rows.length; done += rowsAtOnce) {
      const some = rows.slice(done, done + rowsAtOnce);
      const { sql, values } = updateMany(this.engine, this.write.connection, some);
      if ((await this.change(sql, values)) !== some.length) throw new ConcurrentChange(some[0].constructor.name);
      for (const row of some) row.version += 1;
    }
  }

  /** Runs one conditional statement and says how many rows it changed. Parameters are positional `?`. */
  async change(sql: string, parameters: unknown[]): Promise<number> {
    const { affected } = await this.unitOfWork.manager.queryRunner!.query(sql, parameters, true);
    return affected ?? 0;
  }

  /** Rows as the engine gives them. Parameters are positional `?`, which both engines read. */
  rows<Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return this.unitOfWork.isRunning
      ? this.unitOfWork.manager.query(sql, parameters)
      : committedRows(this.connections, sql, parameters);
  }
}

function changeable(metadata: EntityMetadata, row: ObjectLiteral): ObjectLiteral {
  const columns = metadata.columns.filter((column) => column.isUpdate && !column.isPrimary);
  return Object.fromEntries(columns.map((column) => [column.propertyName, row[column.propertyName]]));
}
