import { type Language, type LocalisedText, pickText } from '#libs/kernel';
import {
  accessLevels,
  type Criterion,
  criteria,
  type Gate,
  gates,
  type Licence,
  licenceCodes,
  licences,
  outputStatuses,
  type Sector,
  sectors,
  zones,
} from '#libs/outputs';
import { laoProvinces, outputKinds } from '#libs/training';
import type { Visit } from '../web/index.js';

/** Words and figures that several pages about outputs show. */

export interface Option {
  value: string;
  label: string;
  hint?: string;
}

const tones = {
  draft: 'neutral',
  submitted: 'progress',
  returned: 'attention',
  accepted: 'progress',
  published: 'good',
  withdrawn: 'bad',
} as const;

export const statusBadge = (visit: Visit, status: keyof typeof tones) => ({
  text: visit.t(`outputs.status.${status}`),
  tone: tones[status],
});

export const kindOptions = (visit: Visit): Option[] =>
  outputKinds.map((value) => ({ value, label: visit.t(`outputs.kind.${value}`) }));

export const statusOptions = (visit: Visit): Option[] =>
  outputStatuses.map((value) => ({ value, label: visit.t(`outputs.status.${value}`) }));

export const sectorOptions = (visit: Visit): Option[] =>
  sectors.map((value) => ({ value, label: visit.t(`outputs.sector.${value}`) }));

export const provinceOptions = (visit: Visit): Option[] =>
  laoProvinces.map((value) => ({ value, label: visit.t(`places.province.${value}`) }));

export const zoneOptions = (visit: Visit): Option[] =>
  zones.map((value) => ({ value, label: visit.t(`outputs.zone.${value}`) }));

export const gateOptions = (visit: Visit): Option[] =>
  gates.map((value) => ({ value, label: visit.t(`outputs.gate.${value}`) }));

export const criterionOptions = (visit: Visit): Option[] =>
  criteria.map((value) => ({ value, label: visit.t(`outputs.criterion.${value}`) }));

export const licenceOptions = (visit: Visit): Option[] =>
  licenceCodes.map((value) => ({ value, label: visit.t(`outputs.licence.${value}`) }));

export const accessOptions = (visit: Visit): Option[] =>
  accessLevels.map((value) => ({
    value,
    label: visit.t(`outputs.access.${value}`),
    hint: visit.t(`outputs.accessHint.${value}`),
  }));

export const provinceWord = (visit: Visit, province: string | null) =>
  province ? visit.t(`places.province.${province}`) : null;

export const zoneWord = (visit: Visit, zone: string | null) => (zone ? visit.t(`outputs.zone.${zone}`) : null);

/** What an output says of where and for whom it was made, and what may be done with it. */
export interface Described {
  sector: Sector;
  province: string | null;
  zone: string | null;
  gate: Gate | null;
  enterprises: readonly string[];
  criteria: readonly Criterion[];
  licence: Licence;
}

/** An item of a summary list; one with nothing to show is for leaving out. */
export interface Fact {
  label: string;
  text?: string | null;
  href?: string | null;
  localised?: LocalisedText;
  instant?: Date | null;
  date?: string;
}

export const descriptionFacts = (visit: Visit, output: Described): Fact[] => [
  { label: visit.t('outputs.field.sector'), text: visit.t(`outputs.sector.${output.sector}`) },
  { label: visit.t('outputs.field.province'), text: provinceWord(visit, output.province) },
  { label: visit.t('outputs.field.zone'), text: zoneWord(visit, output.zone) },
  { label: visit.t('outputs.field.gate'), text: output.gate ? visit.t(`outputs.gate.${output.gate}`) : null },
  { label: visit.t('outputs.field.enterprises'), text: output.enterprises.join('; ') },
  {
    label: visit.t('outputs.field.criteria'),
    text: output.criteria.map((criterion) => visit.t(`outputs.criterion.${criterion}`)).join('; '),
  },
  {
    label: visit.t('outputs.field.licence'),
    text: visit.t(`outputs.licence.${output.licence}`),
    href: licences[output.licence],
  },
];

/** Names in both scripts where there are two. */
export const authorNames = (authors: readonly { fullName: string; fullNameLatin: string }[]): string =>
  authors
    .map(({ fullName, fullNameLatin }) =>
      fullNameLatin && fullNameLatin !== fullName ? `${fullName} (${fullNameLatin})` : fullName,
    )
    .join('; ');

const units = ['B', 'kB', 'MB', 'GB'];

/** `1.4 MB`, with the decimal sign of the language. */
export function sizeWords(bytes: number, language: Language): string {
  const power = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  const value = new Intl.NumberFormat(language, { maximumFractionDigits: power === 0 ? 0 : 1 });
  return `${value.format(bytes / 1000 ** power)} ${units[power]}`;
}

const graphemes = new Intl.Segmenter('lo', { granularity: 'grapheme' });

/** The beginning of a text, never cut inside a Lao syllable's marks. */
function beginning(text: string, length: number): string {
  const parts = [...graphemes.segment(text)];
  if (parts.length <= length) return text;
  const cut = parts
    .slice(0, length)
    .map(({ segment }) => segment)
    .join('');
  return `${cut.replace(/\s+\S*$/, '').trimEnd() || cut}…`;
}

export const shortened = (text: LocalisedText, length = 220): LocalisedText => ({
  lo: beginning(text.lo, length),
  vi: beginning(text.vi, length),
  en: beginning(text.en, length),
});

/** The lines of a text in the language that is shown, each marked with it. Empty when nothing is written. */
export function paragraphs(text: LocalisedText, language: Language): Partial<LocalisedText>[] {
  const picked = pickText(text, language);
  return picked.text
    .split('\n')
    .filter(Boolean)
    .map((line) => ({ [picked.language]: line }));
}
