import { Injectable } from '@nestjs/common';
import type { Scope } from '#libs/kernel';
import { allOf, anyOf, Database, type Where, where } from '#libs/platform';
import { assignedRun } from '#libs/training';
import { CatalogueEntries } from './catalogue/catalogue-entries.repository.js';
import { Output } from './output.entity.js';
import type { OutputStatus } from './output.types.js';
import { OutputApproval } from './output-approval.entity.js';
import { OutputFile } from './output-file.entity.js';

/** What of the table `output o` a scope sees: all, the assigned runs, one's own. */
export const outputsIn = (scope: Scope): Where =>
  anyOf(
    scope.allBy.length > 0 ? where('1 = 1') : null,
    scope.assignedPersonId ? assignedRun('o.run_id', scope.assignedPersonId) : null,
    scope.selfPersonId
      ? where(
          'EXISTS (SELECT 1 FROM output_author mine JOIN enrolment mine_e ON mine_e.id = mine.enrolment_id WHERE mine.output_id = o.id AND mine_e.person_id = ?)',
          scope.selfPersonId,
        )
      : null,
  );

export interface OutputVersionRow {
  id: string;
  versionNumber: number;
  status: OutputStatus;
}

@Injectable()
export class OutputsRepository {
  constructor(
    private readonly database: Database,
    private readonly catalogue: CatalogueEntries,
  ) {}

  async find(scope: Scope, id: string): Promise<Output | null> {
    const { sql, parameters } = allOf(where('o.id = ?', id), outputsIn(scope));
    const [row] = await this.database.rows<{ id: string }>(`SELECT o.id FROM output o WHERE ${sql}`, parameters);
    return row ? this.database.read.findOneBy(Output, { id: row.id }) : null;
  }

  add(output: Output): Promise<void> {
    return this.database.insert(output);
  }

  async update(output: Output): Promise<void> {
    await this.database.update(output);
    if (output.status === 'published' || output.status === 'withdrawn') await this.catalogue.follow(output);
  }

  /** All versions of the same output that a scope sees, the first first. */
  async versionsIn(scope: Scope, { originalId }: Output): Promise<OutputVersionRow[]> {
    const { sql, parameters } = allOf(where('o.original_id = ?', originalId), outputsIn(scope));
    const rows = await this.database.rows<{ id: string; version_number: number; status: OutputStatus }>(
      `SELECT o.id, o.version_number, o.status FROM output o WHERE ${sql} ORDER BY o.version_number`,
      parameters,
    );
    return rows.map(({ id, version_number, status }) => ({ id, versionNumber: Number(version_number), status }));
  }

  /** The highest number of any version of the same output. */
  async newestNumber({ originalId }: Output): Promise<number> {
    return (await this.database.read.maximum(Output, 'versionNumber', { originalId })) ?? 0;
  }

  files(outputId: string): Promise<OutputFile[]> {
    return this.database.read.find(OutputFile, { where: { outputId }, order: { id: 'ASC' } });
  }

  /** How many files it has, tables whose rows are stored, and tables declared at all. */
  async counts(outputId: string): Promise<{ fileCount: number; tableCount: number; declaredCount: number }> {
    const [counted] = await this.database.rows<Record<string, number | string>>(
      `SELECT (SELECT COUNT(*) FROM output_file f WHERE f.output_id = ?) AS files,
        (SELECT COUNT(t.rows_key) FROM dataset_table t WHERE t.output_id = ?) AS stored_tables,
        (SELECT COUNT(*) FROM dataset_table t WHERE t.output_id = ?) AS declared_tables`,
      [outputId, outputId, outputId],
    );
    return {
      fileCount: Number(counted?.files),
      tableCount: Number(counted?.stored_tables),
      declaredCount: Number(counted?.declared_tables),
    };
  }

  findFile(outputId: string, id: string): Promise<OutputFile | null> {
    return this.database.read.findOneBy(OutputFile, { id, outputId });
  }

  async addFiles(...files: OutputFile[]): Promise<void> {
    await this.database.insert(...files);
  }

  async removeFile(file: OutputFile): Promise<void> {
    await this.database.write.delete(OutputFile, { id: file.id });
  }

  /** Whether another version still offers the same stored bytes. */
  async isStillOffered(storageKey: string): Promise<boolean> {
    return (await this.database.read.countBy(OutputFile, { storageKey })) > 0;
  }

  approvals(outputId: string): Promise<OutputApproval[]> {
    return this.database.read.find(OutputApproval, { where: { outputId }, order: { at: 'ASC' } });
  }

  addApproval(approval: OutputApproval): Promise<void> {
    return this.database.insert(approval);
  }

  async forgetApprovals(outputId: string): Promise<void> {
    await this.database.write.delete(OutputApproval, { outputId });
  }
}
