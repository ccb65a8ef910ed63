export const languages = ['lo', 'vi', 'en'] as const;

export type Language = (typeof languages)[number];

/** A text that people read, in the three languages. A missing one is the empty string. */
export interface LocalisedText {
  lo: string;
  vi: string;
  en: string;
}

const fallbackOrder: Readonly<Record<Language, readonly Language[]>> = {
  lo: ['lo', 'vi', 'en'],
  vi: ['vi', 'lo', 'en'],
  en: ['en', 'vi', 'lo'],
};

export interface PickedText {
  text: string;
  /** The language of `text`, for the `lang` attribute. */
  language: Language;
  /** Another language than the one asked for: the page says so. */
  fallback: boolean;
}

const isMissing = (text: string) => text.trim() === '';

/** The text in the language asked for, else in the next that is there; empty when all three are missing. */
export function pickText(text: LocalisedText, language: Language): PickedText {
  const found = fallbackOrder[language].find((candidate) => !isMissing(text[candidate]));
  if (!found) return { text: '', language, fallback: false };
  return { text: text[found], language: found, fallback: found !== language };
}

export function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value);
}
