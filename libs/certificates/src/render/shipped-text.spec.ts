import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shippedText } from './shipped-text.js';

describe('a text of the repository', () => {
  it('becomes plain text whose placeholders stand for themselves', () => {
    assert.equal(shippedText('Số hiệu: {{serial}}'), 'Số hiệu: {{serial}}');
    assert.equal(shippedText('{{#if grade}}{{grade}}\n{{/if}}{{title}}'), '{{grade}}\n{{title}}');
  });

  const attacks: Record<string, string> = {
    'a name every object has': '{{constructor}}',
    'a prototype': '{{__proto__}}',
    'a path': '{{title.length}}',
    'a segment in brackets': '{{title.[constructor]}}',
    'the context itself': '{{this}}',
    'the context of the caller': '{{../title}}',
    'a variable of the engine': '{{@root}}',
    'what is not escaped': '{{{title}}}',
    'what is not escaped, by its sign': '{{&title}}',
    'a loop': '{{#each title}}x{{/each}}',
    'a section': '{{#title}}x{{/title}}',
    'another context': '{{#with title}}x{{/with}}',
    'a lookup': '{{lookup title "constructor"}}',
    'a lookup inside': '{{#if (lookup title "constructor")}}x{{/if}}',
    'a log': '{{log title}}',
    'an unknown helper': '{{shout title}}',
    'a partial': '{{> other}}',
    'a partial block': '{{#> other}}x{{/other}}',
    'an inline partial': '{{#*inline "other"}}x{{/inline}}',
    'a decorator': '{{* decorate}}',
    'a condition on nothing of ours': '{{#if constructor}}x{{/if}}',
    'a condition on a literal': '{{#if true}}x{{/if}}',
    'another branch': '{{#if grade}}x{{else}}y{{/if}}',
    'block parameters': '{{#if grade as |g|}}{{g}}{{/if}}',
    'a setting of the helper': '{{#if grade includeZero=true}}x{{/if}}',
  };
  for (const [what, source] of Object.entries(attacks)) {
    it(`has no ${what}`, () => assert.throws(() => shippedText(source), /A certificate's text has no/));
  }
});
