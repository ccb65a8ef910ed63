/** The words of a page in three languages, kept with it: the language changes without a network too. */

export const languages = ['lo', 'vi', 'en'] as const;
export type Language = (typeof languages)[number];
export type LocalisedText = Record<Language, string>;

type Args = Readonly<Record<string, string | number>>;

/** Language → key → text as the locale files have it, plural forms apart. */
let texts: Record<Language, Record<string, string>>;
let spoken: Language = 'en';

export async function loadWords(address: string): Promise<void> {
  texts = await (await fetch(address)).json();
}

export const isLanguage = (value: unknown): value is Language => languages.some((language) => language === value);

export const language = (): Language => spoken;

export function speak(chosen: Language): void {
  spoken = chosen;
}

/** The words of a key in another language than the one spoken. */
export const textIn = (other: Language, key: string): string => texts[other][key] ?? key;

export const knows = (key: string): boolean => key in texts[spoken];

/** The words of a key; with a `count` in its plural form. */
export function t(key: string, args: Args = {}): string {
  const words = texts[spoken];
  const text = args.count === undefined ? words[key] : pluralOf(words, key, Number(args.count));
  return (text ?? key).replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(args[name] ?? ''));
}

function pluralOf(words: Record<string, string>, key: string, count: number): string | undefined {
  const form = new Intl.PluralRules(spoken).select(count);
  const none = count === 0 ? words[`${key}_zero`] : undefined;
  return none ?? words[`${key}_${form}`] ?? words[`${key}_other`];
}

const inOrder: Readonly<Record<Language, readonly Language[]>> = {
  lo: ['lo', 'vi', 'en'],
  vi: ['vi', 'lo', 'en'],
  en: ['en', 'vi', 'lo'],
};

/** A text that people wrote, in the language spoken, else in the next there is. */
export function pick(text: LocalisedText): { text: string; lang: Language } {
  const lang = inOrder[spoken].find((one) => text[one].trim() !== '') ?? spoken;
  return { text: text[lang], lang };
}

// Viet Nam and Laos are at UTC+7 all year, whatever zone the phone believes to be in.
const local = (at: number): Date => new Date(at + 7 * 3_600_000);

/** `YYYY-MM-DD` there. */
export const dayOf = (at: number): string => local(at).toISOString().slice(0, 10);

/** `HH:MM` there. */
export const timeOf = (at: number): string => local(at).toISOString().slice(11, 16);
