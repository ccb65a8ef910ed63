import {
  conflict,
  type Language,
  type LocalisedText,
  localDateOf,
  officialDate,
  pickText,
  timeOfDay,
} from '#libs/kernel';
import { missingGlyphs, type Translate } from '#libs/platform';
import type { SessionRow } from '#libs/training';
import type { EnrolledPerson } from '../../rates.repository.js';
import type { RollHeading } from '../../roll-row.js';
import type { SheetRow } from '../sheets.repository.js';
import type { InBoth, SheetPaper } from './sheet-paper.js';

interface Given {
  sheet: SheetRow;
  heading: RollHeading;
  /** With its room and who teaches. */
  session: SessionRow;
  /** By enrolment id. */
  people: ReadonlyMap<string, EnrolledPerson>;
  /** `https://…`, without a slash at the end. */
  publicUrl: string;
  translate: (language: Language) => Translate;
}

const languages = ['vi', 'lo'] as const;

/** Puts a sheet into the words of both languages. 409 when a letter in it is in none of our fonts. */
export function paperOf({ sheet, heading, session, people, publicUrl, translate }: Given): SheetPaper {
  const inBoth = (words: (language: Language, say: (key: string, args?: object) => string) => string): InBoth => {
    const of = (language: Language) => {
      const t = translate(language);
      return words(language, (key, args = {}) => t(`sheets.paper.${key}`, args as Record<string, unknown>));
    };
    return [of(languages[0]), of(languages[1])];
  };
  const own = (text: LocalisedText, language: Language) => pickText(text, language).text;
  const { startsAt, endsAt, instructors } = session;
  const times = `${timeOfDay(startsAt)}–${timeOfDay(endsAt)}`;
  const column = (key: string, share: number, align: 'left' | 'centre' = 'left') => ({
    label: inBoth((_, say) => say(`column.${key}`)),
    share,
    align,
  });
  const count = sheet.pages.length;
  const paper: SheetPaper = {
    id: `sign-in sheet ${sheet.id}`,
    createdAt: sheet.printedAt.toISOString(),
    title: inBoth((_, say) => say('title')),
    about: inBoth((language, say) =>
      [
        say('course', { course: own(heading.courseTitle, language), run: heading.runCode }),
        say('session', { number: session.number, topic: own(session.topic, language) }),
        say('when', { times, date: officialDate(localDateOf(startsAt), language) }),
        [session.room && own(session.room.name, language), own(session.place, language)].filter(Boolean).join(', '),
        instructors.length > 0 ? say('teachers', { names: instructors.map(({ name }) => name).join(', ') }) : '',
      ]
        .filter(Boolean)
        .join('\n'),
    ),
    columns: [
      column('number', 7, 'centre'),
      column('name', 34),
      column('organisation', 26),
      column('signature', 25, 'centre'),
      column('mark', 8, 'centre'),
    ],
    legend: inBoth((_, say) => say('legend')),
    teacher: inBoth((_, say) => say('teacher')),
    pages: sheet.pages.map((enrolmentIds, index) => ({
      address: `${publicUrl}/sheets/${sheet.id}?page=${index + 1}`,
      foot: [heading.runCode, ...inBoth((_, say) => say('foot', { page: index + 1, of: count }))].join(' · '),
      rows: enrolmentIds
        .map((id) => people.get(id)!)
        .map(({ fullName, fullNameLatin, organisationName }, row) => [
          String(sheet.pages.slice(0, index).flat().length + row + 1),
          fullNameLatin && fullNameLatin !== fullName ? `${fullName}\n${fullNameLatin}` : fullName,
          pickText(organisationName, 'lo').text,
        ]),
    })),
  };
  requireGlyphs(paper);
  return paper;
}

function requireGlyphs({ about, pages }: SheetPaper): void {
  const texts = [...about, ...pages.flatMap(({ rows }) => rows.flat())].flatMap((text) => text.split('\n'));
  const letters = new Set([...new Set(texts)].flatMap((text) => missingGlyphs(text)));
  if (letters.size > 0) throw conflict('sheet.missing_glyphs', { letters: [...letters].join(' ') });
}
