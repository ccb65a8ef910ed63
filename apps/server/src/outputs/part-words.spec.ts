import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Language, languages } from '#libs/kernel';
import { Translator } from '#libs/platform';
import type { Visit } from '../web/index.js';
import { partWords } from './part-words.js';

const translator = new Translator();
const words = (part: string, language: Language = 'en') => partWords({ t: translator.for(language) } as Visit, part);

describe('a part of an output', () => {
  it('is called as in its form, its language named', () => {
    assert.equal(words('title.lo', 'vi'), 'Tên · Tiếng Lào');
    assert.equal(words('content.indicators.2.target'), 'Content · Indicators · 2 · Target');
    assert.equal(
      words('tables.gates.schema.fields.codeList.label.vi'),
      'Tables · gates · Columns · List of codes · Vietnamese',
    );
  });

  it('keeps the names its authors gave to files, tables and columns', () => {
    assert.equal(words('files.title.lo.csv'), 'Files · title.lo.csv');
    assert.equal(words('tables.label.columns.unit'), 'Tables · label · Columns · unit');
    assert.equal(words('tables.rows.rows'), 'Tables · rows · Rows');
  });

  it('has words in every language', () => {
    for (const language of languages)
      for (const part of ['gate', 'criteria', 'accessLevel', 'content.period.from', 'content.steps.1.role', 'authors'])
        assert.doesNotMatch(words(part, language), /[a-z]+[.-][a-z]+/i, part);
  });
});
