import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FormBody } from '../../web/index.js';
import { rearranged, rowCount } from './form-rows.js';

const posted = (button: string) =>
  new FormBody({
    button,
    version: '3',
    'content.steps.0.title.lo': 'ໜຶ່ງ',
    'content.steps.0.role': 'Hải quan',
    'content.steps.1.title.lo': 'ສອງ',
    'content.steps.1.role': '',
    'content.stepsides.0.x': 'y',
  });
const titles = (body: FormBody | null) =>
  [0, 1, 2].map((index) => body?.values[`content.steps.${index}.title.lo`] ?? null);

describe('the rows of a form', () => {
  it('move, go and come as their buttons say, with everything else that was typed', () => {
    assert.deepEqual(titles(rearranged(posted('up.steps.1'), 'content', ['steps'])), ['ສອງ', 'ໜຶ່ງ', null]);
    assert.deepEqual(titles(rearranged(posted('up.steps.0'), 'content', ['steps'])), ['ໜຶ່ງ', 'ສອງ', null]);
    assert.deepEqual(titles(rearranged(posted('remove.steps.0'), 'content', ['steps'])), ['ສອງ', null, null]);
    const longer = rearranged(posted('add.steps'), 'content', ['steps']);
    assert.deepEqual(titles(longer), ['ໜຶ່ງ', 'ສອງ', '']);
    assert.equal(longer?.values['content.steps.2.role'], '');
    assert.equal(longer?.values.version, '3');
    assert.equal(longer?.values['content.stepsides.0.x'], 'y');
  });

  it('are left alone by any other button', () => {
    for (const button of ['', 'stay', 'add.roles', 'toString.steps', 'add'])
      assert.equal(rearranged(posted(button), 'content', ['steps']), null, button);
  });

  it('are counted, whatever numbers they were posted under', () => {
    assert.equal(rowCount(posted('').values, 'content.steps'), 2);
    assert.equal(rowCount({ 'content.steps.900.role': 'a', 'content.steps.1e9.role': 'b' }, 'content.steps'), 1);
  });
});
