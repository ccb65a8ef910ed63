import { Injectable } from '@nestjs/common';
import { type Language, languages, searchKey, sectors } from '#libs/kernel';
import { sexes, spokenLanguages, traineeKinds } from '#libs/people';
import { Translator } from '#libs/platform';
import { type ChoiceColumn, type ColumnKey, columnKeys } from './import.columns.js';

const codesOf: Readonly<Record<ChoiceColumn, readonly string[]>> = {
  sex: sexes,
  nationality: ['LA', 'VN'],
  traineeKind: traineeKinds,
  languages: spokenLanguages,
  sector: sectors,
};

const placeOf: Readonly<Record<ChoiceColumn, string>> = {
  sex: 'people.sex',
  nationality: 'organisations.country',
  traineeKind: 'people.traineeKind',
  languages: 'people.language',
  sector: 'outputs.sector',
};

/** One word, one spelling: case, marks of width and what stands in brackets or after a star do not count. */
const folded = (text: string): string => searchKey(text.replace(/\([^)]*\)|（[^）]*）|[*:]/g, ' '));

/** The words that headers and drop-downs may have, in all languages whatever the file's own. */
@Injectable()
export class ImportWords {
  private readonly headers = new Map<string, ColumnKey>();
  private readonly choices = new Map<string, string>();

  constructor(private readonly translator: Translator) {
    for (const key of columnKeys)
      for (const word of [key, ...languages.flatMap((language) => this.named(language, key))])
        this.headers.set(folded(word), key);
    for (const [column, codes] of Object.entries(codesOf) as [ChoiceColumn, readonly string[]][])
      for (const code of codes)
        for (const word of [code, ...languages.flatMap((language) => this.worded(language, column, code))])
          this.choices.set(`${column} ${searchKey(word)}`, code);
  }

  /** Every word a header is known by. */
  get headerWords(): string[] {
    return [
      ...this.headers.keys(),
      ...languages.flatMap((language) => columnKeys.map((key) => this.header(language, key))),
    ];
  }

  header(language: Language, key: ColumnKey): string {
    return this.translator.for(language)(`imports.column.${key}`);
  }

  keyOf(header: string): ColumnKey | null {
    return this.headers.get(folded(header)) ?? null;
  }

  /** What a drop-down offers. */
  offered(language: Language, column: ChoiceColumn): string[] {
    return codesOf[column].map((code) => this.translator.for(language)(`${placeOf[column]}.${code}`));
  }

  /** Null for a word that is none of them. */
  codeOf(column: ChoiceColumn, word: string): string | null {
    return this.choices.get(`${column} ${searchKey(word)}`) ?? null;
  }

  private named(language: Language, key: ColumnKey): string[] {
    return [this.header(language, key), ...this.more(language, `imports.alias.${key}`)];
  }

  private worded(language: Language, column: ChoiceColumn, code: string): string[] {
    const word = this.translator.for(language)(`${placeOf[column]}.${code}`);
    return [word, ...this.more(language, `imports.word.${column}.${code}`)];
  }

  /** Other ways to say it, divided by `|`. */
  private more(language: Language, key: string): string[] {
    return this.translator.has(language, key) ? this.translator.for(language)(key).split('|') : [];
  }
}
