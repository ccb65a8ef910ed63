import { Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import type { Language } from '#libs/kernel';
import { ImportsService, type NominationImport } from '#libs/nominations';
import { type Column, Spreadsheets, Translator } from '#libs/platform';
import { remarksOf, shownCells } from './import-words.js';

/** The file as it was sent, with what was found beside each row. */
@Injectable()
export class ImportReports {
  constructor(
    private readonly imports: ImportsService,
    private readonly spreadsheets: Spreadsheets,
    private readonly translator: Translator,
  ) {}

  async workbook(arrived: NominationImport, language: Language): Promise<Buffer> {
    const { header, rows } = await this.table(arrived, language);
    const looks: Record<number, Omit<Column, 'header'>> = {
      0: { width: 8 },
      [header.length - 1]: { kind: 'paragraph', width: 70 },
    };
    return this.spreadsheets.writeWorkbook({
      language,
      title: arrived.fileName,
      sheets: [
        {
          name: this.translator.for(language)('imports.template.list'),
          columns: header.map((text, at) => ({ header: text, ...looks[at] })),
          rows,
        },
      ],
    });
  }

  /** With the mark by which Excel knows UTF-8; a text that begins like a formula stays a text. */
  async csv(arrived: NominationImport, language: Language): Promise<Buffer> {
    const { header, rows } = await this.table(arrived, language);
    return Buffer.from(stringify([header, ...rows], { bom: true, escape_formulas: true, record_delimiter: 'windows' }));
  }

  private async table(arrived: NominationImport, language: Language): Promise<{ header: string[]; rows: string[][] }> {
    const reader = { t: this.translator.for(language), language };
    const rows: string[][] = [];
    for await (const part of this.imports.allRows(arrived))
      for (const row of part) {
        const verdict = reader.t(`imports.verdict.${row.verdict}`);
        const remarks = remarksOf(reader, arrived, row).map(({ text }) => text);
        rows.push([String(row.number), ...shownCells(arrived, row), verdict, remarks.join('\n')]);
      }
    const sent = arrived.columns.map(({ header }) => header);
    const [number, result, errors] = ['row', 'reportResult', 'reportErrors'].map((key) => reader.t(`imports.${key}`));
    return { header: [number!, ...sent, result!, errors!], rows };
  }
}
