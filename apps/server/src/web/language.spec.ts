import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { acceptedLanguage } from './language.js';

describe('Accept-Language', () => {
  const cases: [header: string | undefined, language: string | null][] = [
    ['vi', 'vi'],
    ['lo-LA,lo;q=0.9,en;q=0.8', 'lo'],
    ['en;q=0.5, vi;q=0.8', 'vi'],
    ['fr, en;q=0.7', 'en'],
    ['vi;q=0, en;q=0.1', 'en'],
    ['vi, lo', 'vi'],
    // Mongo and Votic begin like ours.
    ['lol, vie, english', null],
    ['*', null],
    ['vi;q=much', null],
    ['', null],
    [undefined, null],
  ];
  for (const [header, language] of cases)
    it(`${header} asks for ${language ?? 'none of ours'}`, () => assert.equal(acceptedLanguage(header), language));
});
