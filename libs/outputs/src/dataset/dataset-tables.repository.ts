import { Injectable } from '@nestjs/common';
import { Database, instantParameter } from '#libs/platform';
import { DatasetTable } from './dataset-table.entity.js';
import { DatasetTableErrors } from './table-errors.entity.js';

@Injectable()
export class DatasetTablesRepository {
  constructor(private readonly database: Database) {}

  /** In their order. */
  ofOutput(outputId: string): Promise<DatasetTable[]> {
    return this.database.read.find(DatasetTable, { where: { outputId }, order: { position: 'ASC', id: 'ASC' } });
  }

  find(outputId: string, id: string): Promise<DatasetTable | null> {
    return this.database.read.findOneBy(DatasetTable, { id, outputId });
  }

  byId(id: string): Promise<DatasetTable | null> {
    return this.database.read.findOneBy(DatasetTable, { id });
  }

  async add(...tables: DatasetTable[]): Promise<void> {
    await this.database.insert(...tables);
  }

  save(table: DatasetTable): Promise<void> {
    return this.database.update(table);
  }

  async remove({ id }: DatasetTable): Promise<void> {
    await this.database.write.delete(DatasetTable, { id });
  }

  async errors(tableId: string): Promise<DatasetTableErrors | null> {
    return this.database.read.findOneBy(DatasetTableErrors, { tableId });
  }

  async addErrors(errors: DatasetTableErrors): Promise<void> {
    await this.database.insert(errors);
  }

  async forgetErrors(tableId: string): Promise<void> {
    await this.database.write.delete(DatasetTableErrors, { tableId });
  }

  /** Whether another version still has these rows. */
  async areStillUsed(rowsKey: string): Promise<boolean> {
    return (await this.database.read.countBy(DatasetTable, { rowsKey })) > 0;
  }

  /** Those that nobody has in hand, the longest waiting first. */
  async waiting(now: Date, limit: number): Promise<DatasetTable[]> {
    const rows = await this.database.rows<{ id: string }>(
      `SELECT t.id FROM dataset_table t WHERE t.status = 'checking' AND (t.held_until IS NULL OR t.held_until < ?)
        ORDER BY t.id LIMIT ${limit}`,
      [instantParameter(now)],
    );
    const tables = await Promise.all(rows.map(({ id }) => this.byId(id)));
    return tables.filter((table) => table !== null);
  }

  /**
   * Takes a check in hand that nobody has; false when somebody was quicker or it is over. Whoever had it before and was
   * only slow can no longer end it: the version is another.
   */
  async hold(id: string, now: Date, until: Date): Promise<boolean> {
    const changed = await this.database.change(
      `UPDATE dataset_table SET held_until = ?, attempts = attempts + 1, version = version + 1
        WHERE id = ? AND status = 'checking' AND (held_until IS NULL OR held_until < ?)`,
      [instantParameter(until), id, instantParameter(now)],
    );
    return changed === 1;
  }

  /** Keeps it in hand. */
  async extend(id: string, until: Date): Promise<void> {
    await this.database.change("UPDATE dataset_table SET held_until = ? WHERE id = ? AND status = 'checking'", [
      instantParameter(until),
      id,
    ]);
  }

  /** Lets the next process go on with it at once; this was no attempt. */
  async release(id: string): Promise<void> {
    await this.database.change(
      "UPDATE dataset_table SET held_until = NULL, attempts = attempts - 1 WHERE id = ? AND status = 'checking'",
      [id],
    );
  }
}
