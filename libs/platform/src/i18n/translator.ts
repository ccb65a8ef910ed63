import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { createInstance, type i18n } from 'i18next';
import { isLocalDate, type Language, languages, shortDate } from '#libs/kernel';
import { projectRoot } from '../project-root.js';

export type TextArgs = Readonly<Record<string, unknown>>;

/** `('runs.title', {count: 3})` → the text; the first part of the key is the locale file. */
export type Translate = (key: string, args?: TextArgs) => string;

type Resource = Record<string, Record<string, unknown>>;

function readLocale(language: Language): Resource {
  const folder = join(projectRoot, 'locales', language);
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return Object.fromEntries(
    files.map((name) => [name.replace('.json', ''), JSON.parse(readFileSync(join(folder, name), 'utf8'))]),
  );
}

/** Calendar dates as the language writes them: `{{date}}` is given as `2026-03-15`. */
const readable = (args: TextArgs | undefined, language: Language): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(args ?? {}).map(([name, value]) => [name, isLocalDate(value) ? shortDate(value, language) : value]),
  );

/** All texts of the interface, read once from `locales/`. */
@Injectable()
export class Translator {
  private readonly i18n: i18n = createInstance();
  private readonly fixed: Record<Language, Translate>;

  constructor() {
    void this.i18n.init({
      initAsync: false,
      fallbackLng: false,
      supportedLngs: [...languages],
      resources: Object.fromEntries(languages.map((language) => [language, { texts: readLocale(language) }])),
      ns: ['texts'],
      defaultNS: 'texts',
      interpolation: { escapeValue: false },
      returnEmptyString: false,
    });
    // `{{names, labels(of: designs.placeholder)}}`: what the texts below that key call the names given, as `title, course`.
    this.i18n.services.formatter?.add('labels', (names: string, language, { of }) =>
      names
        .split(', ')
        .map((name) => this.i18n.t(`${of}.${name}`, { lng: language }))
        .join(', '),
    );
    this.fixed = Object.fromEntries(
      languages.map((language) => {
        const t = this.i18n.getFixedT(language);
        return [language, (key: string, args?: TextArgs) => t(key, readable(args, language)) as string];
      }),
    ) as Record<Language, Translate>;
  }

  for(language: Language): Translate {
    return this.fixed[language];
  }

  /** A text, or all below a key, as written: plural forms apart and places to fill in. For pages that fill them in themselves. */
  written(language: Language, key: string): unknown {
    return this.i18n.getResource(language, 'texts', key);
  }

  has(language: Language, key: string): boolean {
    return this.i18n.exists(key, { lng: language });
  }
}
