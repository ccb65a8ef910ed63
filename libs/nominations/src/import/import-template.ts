import { Injectable } from '@nestjs/common';
import type { Language } from '#libs/kernel';
import { type Column, Spreadsheets, Translator, type WorkbookSpec } from '#libs/platform';
import { type ColumnKey, columnKeys, requiredColumns } from './import.columns.js';
import { ImportWords } from './import-words.js';

const widths: Partial<Record<ColumnKey, number>> = {
  fullName: 30,
  fullNameLatin: 30,
  position: 30,
  sector: 34,
  note: 40,
};

const offering = ['sex', 'nationality', 'traineeKind', 'sector'] as const;

/** Rows that are checked while somebody types. */
const entryRows = 1000;

/** The workbook to fill in, in one language; a file in any of them is read. */
@Injectable()
export class ImportTemplate {
  constructor(
    private readonly words: ImportWords,
    private readonly translator: Translator,
    private readonly spreadsheets: Spreadsheets,
  ) {}

  write(language: Language): Promise<Buffer> {
    return this.spreadsheets.writeWorkbook(this.specOf(language));
  }

  private specOf(language: Language): WorkbookSpec {
    const t = this.translator.for(language);
    const said = columnKeys.map((key) => ({
      text: `${this.words.header(language, key)}${requiredColumns.includes(key) ? ' *' : ''}: ${t(`imports.hint.${key}`)}`,
    }));
    const example = columnKeys.map((key) => ({
      text: `${this.words.header(language, key)}: ${t(`imports.example.${key}`)}`,
    }));
    return {
      language,
      title: t('imports.template.title'),
      sheets: [
        {
          name: t('imports.template.list'),
          columns: columnKeys.map((key) => this.columnOf(language, key)),
          rows: [],
          entryRows,
        },
        {
          name: t('imports.template.instructions'),
          paragraphs: [
            { text: t('imports.template.title'), isHeading: true },
            ...['rows', 'headers', 'required', 'font', 'dates', 'upload'].map((key) => ({
              text: t(`imports.template.${key}`),
            })),
            { text: t('imports.template.columns'), isHeading: true },
            ...said,
            { text: t('imports.template.example'), isHeading: true },
            ...example,
          ],
        },
      ],
    };
  }

  private columnOf(language: Language, key: ColumnKey): Column {
    const t = this.translator.for(language);
    const choice = offering.find((one) => one === key);
    const isDate = key === 'birthDate' || key === 'serviceSince';
    return {
      header: this.words.header(language, key),
      kind: isDate ? 'date' : key === 'rank' ? 'number' : 'text',
      width: widths[key] ?? 20,
      isRequired: requiredColumns.includes(key),
      prompt: t(`imports.hint.${key}`),
      ...(choice && { choices: this.words.offered(language, choice), refusal: t('errors.field.not_a_choice') }),
      ...(isDate && { refusal: t('errors.import.not_a_date') }),
    };
  }
}
