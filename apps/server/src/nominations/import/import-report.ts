import { Injectable } from '@nestjs/common';
import type { Language } from '#libs/kernel';
import { ImportsService, type NominationImport } from '#libs/nominations';
import { Spreadsheets, Translator } from '#libs/platform';
import { remarksOf, shownCells } from './import-words.js';

/** The file as it was sent, with what was found beside each row. */
@Injectable()
export class ImportReports {
  constructor(
    private readonly imports: ImportsService,
    private readonly spreadsheets: Spreadsheets,
    private readonly translator: Translator,
  ) {}

  async write(arrived: NominationImport, language: Language): Promise<Buffer> {
    const reader = { t: this.translator.for(language), language };
    const rows: string[][] = [];
    for await (const part of this.imports.allRows(arrived))
      for (const row of part) {
        const verdict = reader.t(`imports.verdict.${row.verdict}`);
        const remarks = remarksOf(reader, arrived, row).map(({ text }) => text);
        rows.push([String(row.number), ...shownCells(arrived, row), verdict, remarks.join('\n')]);
      }
    const headers = arrived.columns.map(({ header }) => ({ header }));
    return this.spreadsheets.writeWorkbook({
      language,
      title: arrived.fileName,
      sheets: [
        {
          name: reader.t('imports.template.list'),
          columns: [
            { header: reader.t('imports.row'), width: 8 },
            ...headers,
            { header: reader.t('imports.reportResult') },
            { header: reader.t('imports.reportErrors'), kind: 'paragraph', width: 70 },
          ],
          rows,
        },
      ],
    });
  }
}
