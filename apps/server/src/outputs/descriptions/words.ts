import { type LocalisedText, languages } from '#libs/kernel';
import type { PublishedOutput } from '#libs/outputs';
import type { Translator } from '#libs/platform';

/** What a code is called, in all three languages. */
export const inAll = (translator: Translator, key: string): LocalisedText => ({
  lo: translator.for('lo')(key),
  vi: translator.for('vi')(key),
  en: translator.for('en')(key),
});

/** The words an output is found by elsewhere: what it is, of which sector, where, for which criteria. */
export const keywordsOf = (translator: Translator, output: PublishedOutput): LocalisedText[] =>
  [
    `outputs.kind.${output.kind}`,
    `outputs.sector.${output.sector}`,
    output.province && `places.province.${output.province}`,
    output.zone && `outputs.zone.${output.zone}`,
    output.gate && `outputs.gate.${output.gate}`,
    ...output.criteria.map((criterion) => `outputs.criterion.${criterion}`),
  ]
    .filter((key) => key !== null)
    .map((key) => inAll(translator, key));

/** The languages a text is written in. */
export const spoken = (text: LocalisedText) => languages.filter((language) => text[language].trim() !== '');

/** The summary, or the title where none was written: a description is never empty. */
export const descriptionOf = ({ title, summary }: Pick<PublishedOutput, 'title' | 'summary'>): LocalisedText =>
  spoken(summary).length > 0 ? summary : title;

/** From when to when a dataset tells; null where nothing was said. */
export function periodOf({ content }: PublishedOutput): { from: string | null; to: string | null } | null {
  return content.kind === 'dataset' && (content.period.from || content.period.to) ? content.period : null;
}

/** The last part of a file's name, in small letters; empty without one. */
export const extensionOf = (name: string): string => /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
