import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type PageLanguage = 'lo' | 'vi' | 'en';

/** Every text of one language by its key, `<file>.<path>`. */
export function wordsOf(language: PageLanguage): Map<string, string> {
  const folder = join('locales', language);
  const words = new Map<string, string>();
  for (const file of readdirSync(folder)) {
    const collect = (value: unknown, key: string): void => {
      if (typeof value === 'string') words.set(key, value);
      else for (const [name, below] of Object.entries(value as object)) collect(below, `${key}.${name}`);
    };
    collect(JSON.parse(readFileSync(join(folder, file), 'utf8')), file.replace('.json', ''));
  }
  return words;
}

const spaced = (text: string): string => text.replace(/\s+/g, ' ').trim().toLowerCase();

/** Proper names that every language writes alike: standards, products. */
const names = ['open badge'];

/** What English texts say between their placeholders, from two words on, where this language says something else. */
function englishPhrases(language: 'lo' | 'vi'): string[] {
  const own = wordsOf(language);
  const phrases = [...wordsOf('en')].flatMap(([key, text]) =>
    text === own.get(key) ? [] : text.split(/\{\{[^}]*\}\}|\$t\([^)]*\)|[,.;:!?()“”"–—\n]/).map(spaced),
  );
  return [...new Set(phrases)].filter((phrase) => /^[a-z'’-]{2,} [a-z'’ -]+$/.test(phrase) && !names.includes(phrase));
}

const files = readdirSync(join('locales', 'en')).map((file) => file.replace('.json', ''));
const aKey = new RegExp(`\\b(?:${files.join('|')})\\.[a-z][A-Za-z_]*(?:\\.[A-Za-z_]+)*`, 'g');

/** Finds English of the interface, and keys without a text, on pages of another language. */
export function strangersIn(language: 'lo' | 'vi'): (text: string) => string[] {
  const phrases = englishPhrases(language);
  return (text) => {
    const said = spaced(text);
    const english = phrases.filter((phrase) => said.includes(phrase) && new RegExp(`\\b${phrase}\\b`).test(said));
    return [...english, ...(text.match(aKey) ?? [])];
  };
}
