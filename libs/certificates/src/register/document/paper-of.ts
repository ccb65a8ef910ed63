import { type Language, type LocalisedText, pickText, shortDate } from '#libs/kernel';
import type { Translate } from '#libs/platform';
import type { RegisterEntry } from '../register-entry.entity.js';
import { issueSaid } from '../register-line.js';
import { notesAmong, rowsOnPage, type ShownBook, type ShownNote } from '../register-lists.service.js';
import type { InBoth, PaperPage, RegisterPaper } from './register-paper.js';

type Say = (key: string, args?: Record<string, unknown>) => string;

const languages = ['vi', 'lo'] as const;

/** Puts pages of a book, from the first with these lines on, into the words of both languages. */
export function paperOf(
  book: ShownBook,
  lines: readonly RegisterEntry[],
  firstPage: number,
  translate: (language: Language) => Translate,
): RegisterPaper {
  const inBoth = (words: (say: Say) => string): InBoth => {
    const of = (language: Language) => words((key, args) => translate(language)(`register.paper.${key}`, args));
    return [of(languages[0]), of(languages[1])];
  };
  const column = (key: string, share: number, isWordy = false) => ({
    label: inBoth((say) => say(`column.${key}`)),
    share,
    isWordy,
  });
  const rows = [...Map.groupBy(lines, ({ number }) => number).values()];
  const pages = Array.from({ length: Math.ceil(rows.length / rowsOnPage) }, (_, index): PaperPage => {
    const own = rows.slice(index * rowsOnPage, (index + 1) * rowsOnPage);
    const { position, hash } = own.at(-1)!.find(({ kind }) => kind === 'issue')!;
    return {
      rows: own.map((one) => rowOf(one, inBoth)),
      chain: inBoth((say) => say('chain', { position, hash })),
      number: inBoth((say) => say('page', { page: firstPage + index })),
    };
  });
  return {
    id: `register ${book.name} ${pages.map(({ chain }) => chain[0]).join(' ')}`,
    createdAt: lines
      .map(({ at }) => at.toISOString())
      .toSorted()
      .at(-1)!,
    title: inBoth((say) => say(`title.${book.kind}`)),
    book: inBoth((say) => say('book', { book: book.name, year: String(book.year) })),
    columns: [
      column('number', 14),
      column('person', 17.5),
      column('birthDate', 9),
      column('organisation', 19, true),
      column('course', 20, true),
      column('serial', 12),
      column('decision', 14),
      column('issuedOn', 9),
      column('received', 12),
      column('notes', 15, true),
    ],
    signers: [inBoth((say) => say('keeper')), inBoth((say) => say('head'))],
    pages,
  };
}

function rowOf(lines: readonly RegisterEntry[], inBoth: (words: (say: Say) => string) => InBoth): string[] {
  const { printedNumber, content } = lines.find(({ kind }) => kind === 'issue')!;
  const said = issueSaid(content);
  return [
    printedNumber,
    [said.fullNameLao, said.fullNameLatin].filter(Boolean).join('\n'),
    day(said.birthDate),
    inTwo(said.organisation),
    inTwo(said.course),
    said.serial,
    `${said.decisionNumber}\n${day(said.decisionDate)}`,
    day(said.issuedOn),
    '',
    [
      ...(said.replacesSerial ? [inBoth((say) => say('replaces', { serial: said.replacesSerial }))] : []),
      ...notesAmong(lines).map((note) => inBoth((say) => noteWords(note, say))),
    ]
      .map((words) => words.join('\n'))
      .join('\n'),
  ];
}

const noteWords = ({ kind, decidedOn, replacedBy, position }: ShownNote, say: Say): string =>
  say(`note.${kind}`, { date: decidedOn, serial: replacedBy, position });

/** Both languages write a day alike on forms: 15/3/2026. */
const day = (date: Parameters<typeof shortDate>[0]): string => shortDate(date, 'vi');

const inTwo = (text: LocalisedText): string =>
  [...new Set(languages.map((one) => pickText(text, one).text))].join('\n');
