import {
  conflict,
  instantOf,
  type Language,
  type LocalDate,
  type LocalisedText,
  officialDate,
  officialPeriod,
  pickText,
  shortDate,
} from '#libs/kernel';
import type { Organisation } from '#libs/people';
import { missingGlyphs, type Translate } from '#libs/platform';
import type { RunRow } from '#libs/training';
import type { ListCard } from '../lists-in-sight.js';
import type { ListedRow } from '../nomination-lists.repository.js';
import type { ListPaper, PaperColumn } from './list-paper.js';

interface Given {
  card: ListCard;
  people: readonly ListedRow[];
  run: RunRow;
  /** From the root down, the organisation itself last. */
  offices: readonly Organisation[];
  employers: ReadonlyMap<string, Organisation>;
  language: Language;
  t: Translate;
  today: LocalDate;
}

/** Puts a list into the words of one language. 409 when a letter in it is in none of our fonts. */
export function paperOf({ card, people, run, offices, employers, language, t, today }: Given): ListPaper {
  const say = (key: string, args = {}) => t(`nomination-list.document.${key}`, args);
  const own = (text: LocalisedText) => pickText(text, language).text;
  const { letterNumber, letterDate } = card.list;
  const province = offices.findLast((office) => office.province !== null)?.province ?? null;
  const date = letterDate ? officialDate(letterDate, language) : say('noDate');
  const showsBirth = people.some(({ birthDate }) => birthDate !== null);
  const column = (key: string, share: number, align: PaperColumn['align'] = 'left'): PaperColumn => ({
    label: say(`column.${key}`),
    share,
    align,
  });
  const employerOf = ({ employerId, organisationName }: ListedRow) =>
    own(employers.get(employerId ?? '')?.name ?? organisationName);
  const paper: ListPaper = {
    language,
    id: `nomination list ${run.id} ${card.organisationId} ${card.list.version} ${language}`,
    createdAt: instantOf(letterDate ?? today, '00:00').toISOString(),
    state: [say('state'), say('motto')],
    offices: offices.map(({ name }) => own(name)),
    number: say('number', { number: letterNumber || say('noNumber') }),
    placeAndDate: province ? say('placeAndDate', { place: t(`places.province.${province}`), date }) : date,
    title: say('title'),
    about: [
      say('course', { course: own(run.courseTitle), run: run.code }),
      say('when', { period: officialPeriod({ from: run.startsOn, to: run.endsOn }, language), place: own(run.place) }),
    ],
    columns: [
      column('number', 5, 'centre'),
      column('name', 25),
      column('sex', 7, 'centre'),
      ...(showsBirth ? [column('birthDate', 11, 'centre')] : []),
      column('position', 20),
      column('organisation', 20),
      column('kind', 14),
    ],
    rows: people.map((row) => [
      String(row.rank),
      nameOf(row),
      t(`people.sex.${row.sex}`),
      ...(showsBirth ? [row.birthDate ? shortDate(row.birthDate, language) : ''] : []),
      own(row.position),
      employerOf(row),
      row.traineeKind ? t(`people.traineeKind.${row.traineeKind}`) : '',
    ]),
    totals: say('totals', { people: people.length, women: people.filter(({ sex }) => sex === 'female').length }),
    signature: [say('signer'), say('signHere')],
    foot: say('foot'),
  };
  requireGlyphs(paper);
  return paper;
}

/** Own script first, Latin beneath where it says more. */
const nameOf = ({ fullName, fullNameLatin }: ListedRow): string =>
  fullNameLatin && fullNameLatin !== fullName ? `${fullName}\n${fullNameLatin}` : fullName;

function requireGlyphs({ offices, number, about, rows }: ListPaper): void {
  const texts = [...offices, number, ...about, ...rows.flat()].flatMap((text) => text.split('\n'));
  const letters = new Set([...new Set(texts)].flatMap((text) => missingGlyphs(text)));
  if (letters.size > 0) throw conflict('nomination.list_missing_glyphs', { letters: [...letters].join(' ') });
}
