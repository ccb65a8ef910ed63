import { Injectable } from '@nestjs/common';
import { type Actor, notFound } from '#libs/kernel';
import { DatasetTablesRepository } from '../dataset/dataset-tables.repository.js';
import { OutputCatalogue, type OutputDetail } from '../output-catalogue.js';
import { type Compared, compare, saidBy } from './comparison.rules.js';

/** Two versions of one output, part by part. */
export interface Comparison {
  before: OutputDetail;
  after: OutputDetail;
  parts: Compared[];
}

@Injectable()
export class OutputComparisons {
  constructor(
    private readonly catalogue: OutputCatalogue,
    private readonly tables: DatasetTablesRepository,
  ) {}

  /** The one of the two that came first is shown first. 404 when one of them is out of sight, or another output's. */
  async compare(actor: Actor, id: string, withId: string): Promise<Comparison> {
    const one = await this.catalogue.get(actor, id);
    if (!one.versions.some((version) => version.id === withId)) throw notFound('output');
    const other = await this.catalogue.get(actor, withId);
    const [before, after] = one.output.versionNumber > other.output.versionNumber ? [other, one] : [one, other];
    return { before, after, parts: compare(await this.saidIn(before), await this.saidIn(after)) };
  }

  private async saidIn({ output, authors, files }: OutputDetail): Promise<Map<string, string>> {
    const { title, summary, kind, sector, province, zone, gate, enterprises, criteria, licence, accessLevel } = output;
    const described = {
      title,
      summary,
      kind,
      sector,
      province,
      zone,
      gate,
      enterprises,
      criteria,
      licence,
      accessLevel,
    };
    const tables = await this.tables.ofOutput(output.id);
    return new Map([
      ...Object.entries(described).flatMap(([name, value]) => saidBy(value, name)),
      // The kind stands there already.
      ...saidBy(output.content && { ...output.content, kind: '' }, 'content'),
      ...saidBy(authors.map(({ fullName }) => fullName).join('; '), 'authors'),
      // The same name with other bytes is another file.
      ...files.map(({ name, size, sha256 }): [string, string] => [`files.${name}`, `${size} · ${sha256.slice(0, 12)}`]),
      ...tables.flatMap(({ name, schema, rowCount }): [string, string][] => [
        ...saidBy(rowCount, `tables.${name}.rows`),
        ...schema.fields.map((field): [string, string] => [
          `tables.${name}.columns.${field.name}`,
          [field.type, field.unit].filter(Boolean).join(', '),
        ]),
      ]),
    ]);
  }
}
