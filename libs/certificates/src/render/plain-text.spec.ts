import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plainText, textFault } from './plain-text.js';
import { placeholders, type TemplateValues } from './texts.js';

const values = (some: Partial<TemplateValues>) =>
  ({ ...Object.fromEntries(placeholders.map((name) => [name, ''])), ...some }) as TemplateValues;

describe('plain text with placeholders', () => {
  it('says what certificates say, and nothing of what that contains', () => {
    const text = plainText('Số {{serial}} – {{ title }}.');
    assert.equal(text(values({ serial: '{{title}} $& <b>', title: 'CHỨNG CHỈ' })), 'Số {{title}} $& <b> – CHỨNG CHỈ.');
  });

  it('leaves out a line of empty placeholders, and keeps one that has none', () => {
    const text = plainText('{{authorityForm}}\n{{signatoryTitle}}\nXếp loại: {{grade}} {{gradeEn}}\n\n(đóng dấu)');
    assert.equal(text(values({ signatoryTitle: 'VIỆN TRƯỞNG' })), 'VIỆN TRƯỞNG\n\n(đóng dấu)');
    assert.match(text(values({ gradeEn: 'Good' })), /Xếp loại: {2}Good/);
  });

  const faults: [text: string, fault: ReturnType<typeof textFault>][] = [
    ['{{title}}{{serial}}', null],
    ['{{identityNumber}}', { unknown: 'identityNumber' }],
    ['{{constructor}}', { unknown: 'constructor' }],
    ['{{__proto__}}', { unknown: '__proto__' }],
    ['{{toString}}', { unknown: 'toString' }],
    ['{{#each title}}', { unknown: '#each title' }],
    ['{{> other}}', { unknown: '> other' }],
    ['{{lookup title 0}}', { unknown: 'lookup title 0' }],
    ['{{}}', { unknown: '' }],
    ['{{{title}}}', { stray: '{}' }],
    ['{{title', { stray: '{{' }],
    ['a } b', { stray: '}' }],
  ];
  for (const [text, fault] of faults) {
    it(`${fault ? 'is not' : 'is'} ${text}`, () => {
      assert.deepEqual(textFault(text), fault);
      if (fault) assert.throws(() => plainText(text));
    });
  }

  it('takes no longer for a text made of braces', () => {
    const start = performance.now();
    textFault('{{ '.repeat(20_000));
    textFault(`{{${' '.repeat(20_000)}`);
    assert.ok(performance.now() - start < 1000);
  });
});
