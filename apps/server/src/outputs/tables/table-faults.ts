import { Injectable } from '@nestjs/common';
import type { Language } from '#libs/kernel';
import type { CellFault, DatasetTable } from '#libs/outputs';
import { Spreadsheets, Translator } from '#libs/platform';

/** The faults of a file as a workbook, to be worked through beside the file itself. */
@Injectable()
export class TableFaultSheets {
  constructor(
    private readonly spreadsheets: Spreadsheets,
    private readonly translator: Translator,
  ) {}

  workbook(table: DatasetTable, faults: readonly CellFault[], language: Language): Promise<Buffer> {
    const t = this.translator.for(language);
    const words = (key: string) => t(`output-tables.fault.${key}`);
    return this.spreadsheets.writeWorkbook({
      language,
      title: table.report?.sourceName ?? table.name,
      sheets: [
        {
          name: words('sheet'),
          columns: [
            { header: words('row'), kind: 'number', width: 10 },
            { header: words('column'), width: 24 },
            { header: words('found'), width: 40 },
            { header: words('what'), kind: 'paragraph', width: 70 },
          ],
          rows: faults.map(({ row, column, found, code, args }) => [row, column, found, t(`errors.${code}`, args)]),
        },
      ],
    });
  }
}
