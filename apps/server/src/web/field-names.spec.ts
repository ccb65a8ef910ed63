import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withFieldNames } from './field-names.js';

const link = (id: string) => `<a href="#${id}" data-names-field>Please fill this in.</a>`;
const named = (id: string, page: string) => withFieldNames(link(id) + page).slice(0, -page.length);

describe('the summary of what is wrong', () => {
  for (const [what, id, page, expected] of [
    ['a field by its label', 'run-code', '<label for="run-code">Code</label>', 'Code: '],
    [
      'without "(optional)"',
      'run-note',
      '<label for="run-note">Note <span class="optional">(optional)</span></label>',
      'Note: ',
    ],
    [
      'a choice by its legend',
      'person-sex',
      '<fieldset class="field" id="person-sex" tabindex="-1">\n  <legend>Sex</legend></fieldset>',
      'Sex: ',
    ],
    [
      'one language of a text by both',
      'run-place.lo',
      '<fieldset id="run-place"><legend>Place</legend><label for="run-place.lo">Lao</label></fieldset>',
      'Place – Lao: ',
    ],
    ['nothing that is not on the page', 'run-gone', '<p>no such field</p>', ''],
  ] as const) {
    it(`names ${what}`, () => {
      assert.equal(named(id, page), `<a href="#${id}">${expected}Please fill this in.</a>`);
    });
  }

  it('takes labels as they were escaped', () => {
    assert.match(named('f-x', '<label for="f-x">A &lt;b&gt;</label>'), />A &lt;b&gt;: Please/);
  });
});
