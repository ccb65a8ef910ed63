import { Injectable } from '@nestjs/common';
import { gramsOf, gramWords } from '#libs/kernel';
import { Database } from '#libs/platform';
import { criteria } from '../criteria.js';
import type { Output } from '../output.entity.js';
import { CatalogueEntry, gramColumn } from './catalogue-entry.entity.js';

/** Keeps the entries of the catalogue what the outputs say, in the unit that changes them. */
@Injectable()
export class CatalogueEntries {
  constructor(private readonly database: Database) {}

  /** An output has been published or withdrawn. */
  async follow(output: Output): Promise<void> {
    // Whoever changes the catalogue does so one after another, so that each sees the versions of all before.
    await this.database.change('UPDATE catalogue_state SET generation = generation + 1', []);
    await this.database.change('DELETE FROM catalogue_entry WHERE id = ?', [output.id]);
    if (output.status === 'published') await this.database.insertAll([entryOf(output)]);
    await this.database.change(
      `UPDATE catalogue_entry SET has_newer = EXISTS (SELECT 1 FROM output newer
        WHERE newer.original_id = catalogue_entry.original_id AND newer.status = 'published'
          AND newer.version_number > catalogue_entry.version_number) WHERE original_id = ?`,
      [output.originalId],
    );
  }

  /** How often the catalogue has changed. */
  async generation(): Promise<number> {
    const [row] = await this.database.rows<{ generation: number }>('SELECT generation FROM catalogue_state');
    return Number(row!.generation);
  }
}

export function entryOf(output: Output): CatalogueEntry {
  const grams = gramsOf(output.searchKey);
  return Object.assign(
    new CatalogueEntry(),
    {
      id: output.id,
      originalId: output.originalId,
      versionNumber: output.versionNumber,
      hasNewer: false,
      accessLevel: output.accessLevel,
      kind: output.kind,
      sector: output.sector,
      province: output.province,
      zone: output.zone,
      gate: output.gate,
      licence: output.licence,
      criteria: criteria.reduce((bits, one, at) => (output.criteria.includes(one) ? bits | (1 << at) : bits), 0),
      runId: output.runId,
      publishedYear: output.publishedYear,
      publishedAt: output.publishedAt,
      titleSortLo: output.titleSortLo,
      titleSortVi: output.titleSortVi,
      titleSortEn: output.titleSortEn,
    },
    Object.fromEntries(Array.from({ length: gramWords }, (_, word) => [gramColumn(word), grams[word]])),
  );
}
