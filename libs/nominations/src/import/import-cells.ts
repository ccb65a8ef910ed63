import {
  containsLao,
  type ErrorArgs,
  isLaoInLegacyFont,
  type Language,
  type LocalDate,
  legacyLao,
  legacyLaoFont,
} from '#libs/kernel';
import { type PersonFields, personFields } from '#libs/people';
import { type CellNote, dateOfCell, type TableRow, textOfCell } from '#libs/platform';
import { type ChoiceColumn, type ColumnKey, choiceColumns, requiredColumns, wordColumns } from './import.columns.js';
import type { ImportWords } from './import-words.js';
import type { CellError, RowContent } from './nomination-import-row.entity.js';

export interface ReadRow {
  number: number;
  content: RowContent;
  errors: CellError[];
}

/** Characters of a cell that are kept to be shown: those of all known columns and the person fit one sealed TEXT. */
const longestShown = 300;
/** Characters of any cell that is read; longer ones are no fact of a person. The note alone may be as long. */
const longestCell = 500;
const longestNote = 2000;

/** Reads the rows of one file: what each says of a person, or what is wrong with which cell. */
export class ImportCells {
  private readonly places = new Map<ColumnKey, number>();

  constructor(
    columns: readonly (ColumnKey | null)[],
    private readonly words: ImportWords,
    private readonly language: Language,
    private readonly today: LocalDate,
  ) {
    for (const [at, key] of columns.entries()) if (key && !this.places.has(key)) this.places.set(key, at);
  }

  read({ number, cells, notes = [] }: TableRow): ReadRow {
    const errors: CellError[] = [];
    const said: Partial<Record<ColumnKey, unknown>> = {};
    for (const [key, column] of this.places) {
      const fault = faultOf(
        key,
        textOfCell(cells[column] ?? null),
        notes.find((note) => note.column === column),
      );
      if (fault) errors.push({ column, ...fault });
      else said[key] = this.valueOf(key, cells[column] ?? null, column, errors);
    }
    const known = new Set(this.places.values());
    const shown = cells.map((cell, column) => (known.has(column) ? textOfCell(cell).slice(0, longestShown) : ''));
    const { rank = null, note = '', ...person } = said;
    const checked = this.check(person, errors);
    const content: RowContent = {
      cells: shown,
      person: errors.length > 0 ? null : checked,
      rank: rank as number | null,
      note: note as string,
    };
    return { number, content, errors: errors.toSorted((a, b) => (a.column ?? -1) - (b.column ?? -1)) };
  }

  private valueOf(key: ColumnKey, cell: TableRow['cells'][number], column: number, errors: CellError[]): unknown {
    const text = textOfCell(cell);
    const refuse = (code: string, args: ErrorArgs = {}) => void errors.push({ column, code, args });
    if (text === '') return undefined;
    if (key === 'birthDate' || key === 'serviceSince') return dateOfCell(cell) ?? refuse('import.not_a_date');
    if (key === 'position') return this.localised(text);
    if (key === 'rank') {
      const rank = Number(text);
      return Number.isInteger(rank) && rank > 0 && rank < 100_000 ? rank : refuse('import.not_a_rank');
    }
    if (key === 'note') return text;
    if (key === 'languages') {
      const codes = text
        .split(/[,;/\n、]+/)
        .flatMap((word) => (word.trim() ? [this.words.codeOf('languages', word)] : []));
      return codes.includes(null) ? refuse('import.not_a_language') : [...new Set(codes)];
    }
    if (!isChoice(key)) return text;
    const code = this.words.codeOf(key, text);
    if (code) return code;
    if (key === 'nationality' && /^[A-Za-z]{2}$/.test(text)) return text.toUpperCase();
    return refuse('import.not_a_word', { offered: this.words.offered(this.language, key).join(', ') });
  }

  /** In the language of its script; Latin letters are taken for the language of the page. */
  private localised(text: string) {
    const language = containsLao(text) ? 'lo' : this.language === 'vi' ? 'vi' : 'en';
    return { lo: '', vi: '', en: '', [language]: text };
  }

  /** By the schema of the form. What was refused above is not refused again for being absent. */
  private check(person: Partial<Record<ColumnKey, unknown>>, errors: CellError[]): PersonFields | null {
    const refused = new Set(errors.map(({ column }) => column));
    const found = personFields.safeParse(person);
    if (found.success) {
      const wrong = impossible(found.data, this.today);
      for (const [key, code] of wrong) errors.push({ column: this.places.get(key) ?? null, code, args: {} });
      return wrong.length > 0 ? null : found.data;
    }
    for (const issue of found.error.issues) {
      const key = issue.path[0] as ColumnKey;
      const column = this.places.get(key) ?? null;
      if (refused.has(column)) continue;
      refused.add(column);
      const isAbsent = requiredColumns.includes(key) && person[key] === undefined;
      const { maximum, params } = issue as { maximum?: number; params?: ErrorArgs };
      const code = /^[a-z_]+(\.[a-z_]+)+$/.test(issue.message) ? issue.message : 'field.wrong';
      const args = { ...(maximum === undefined ? {} : { maximum }), ...params };
      errors.push(isAbsent ? { column, code: 'field.required', args: {} } : { column, code, args });
    }
    return null;
  }
}

/** What no life has. */
function impossible({ birthDate, serviceSince }: PersonFields, today: LocalDate): [ColumnKey, string][] {
  const isBorn = birthDate < today && birthDate >= '1900-01-01';
  const serves = serviceSince === null || (serviceSince <= today && serviceSince > birthDate);
  return [
    ...(isBorn ? [] : [['birthDate', 'person.impossible_birth_date'] as [ColumnKey, string]]),
    ...(serves || !isBorn ? [] : [['serviceSince', 'person.impossible_service_date'] as [ColumnKey, string]]),
  ];
}

const isChoice = (key: ColumnKey): key is ChoiceColumn => (choiceColumns as readonly string[]).includes(key);

/** Why the text of a cell is not what somebody meant. */
function faultOf(key: ColumnKey, text: string, note: CellNote | undefined): { code: string; args: ErrorArgs } | null {
  if (note?.fault) return { code: note.fault.code, args: note.fault.args };
  if (note?.merged && text === '') return { code: 'spreadsheet.cell.merged', args: { range: note.merged } };
  const maximum = key === 'note' ? longestNote : longestCell;
  if (text.length > maximum) return { code: 'field.too_long', args: { maximum } };
  if (note?.lostDigits) return { code: 'spreadsheet.cell.lost_digits', args: {} };
  const coding = note?.legacyFont ? legacyLaoFont(note.legacyFont) : null;
  if (coding && isLaoInLegacyFont(text, coding))
    return { code: 'spreadsheet.cell.legacy_font', args: { font: note!.legacyFont!.slice(0, 60) } };
  return wordColumns.includes(key) && legacyLao(text) ? { code: 'spreadsheet.cell.legacy_text', args: {} } : null;
}
