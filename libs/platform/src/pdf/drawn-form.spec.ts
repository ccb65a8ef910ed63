import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clusters, drawnForm } from './drawn-form.js';

describe('the drawn form of a text', () => {
  const spellings: [given: string, drawn: string, what: string][] = [
    ['ກ\u0ECD\u0EB2', 'ກ\u0EB3', 'SARA AM in two signs'],
    ['ນ\u0EC9\u0EB3', 'ນ\u0EC9\u0EB3', 'tone before AM'],
    ['ນ\u0EB3\u0EC9', 'ນ\u0EC9\u0EB3', 'tone after AM'],
    ['ນ\u0ECD\u0EC9\u0EB2', 'ນ\u0EC9\u0EB3', 'tone inside AM'],
    ['ນ\u0EC9\u0ECD\u0EB2', 'ນ\u0EC9\u0EB3', 'tone before NIKHAHIT'],
    ['ນ\u0ECD\u0EB2\u0EC9', 'ນ\u0EC9\u0EB3', 'tone after both signs'],
    ['ທ\u0EC8\u0EB5', 'ທ\u0EB5\u0EC8', 'tone before an upper vowel'],
    ['ບ\u0ECD\u0EC8', 'ບ\u0ECD\u0EC8', 'NIKHAHIT as a vowel'],
    ['ກ\u0ECDນ\u0EB2', 'ກ\u0ECDນ\u0EB2', 'NIKHAHIT and AA of two letters'],
    ['Nguye\u0302\u0303n', 'Nguyễn', 'Vietnamese in pieces'],
    ['ກາ\u200Bລາ', 'ກາລາ', 'a zero-width space'],
    ['a\tb', 'a b', 'a tabulator'],
  ];
  for (const [given, drawn, what] of spellings) {
    it(`reads ${what}`, () => assert.equal(drawnForm(given), drawn));
  }

  it('keeps every character given', () => {
    const given = spellings.map(([text]) => text).join(' ');
    assert.equal(
      clusters(given)
        .map((cluster) => cluster.given)
        .join(''),
      given,
    );
  });
});
