import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RecentFiles } from './recent-files.js';

const ten = (letter: string) => Buffer.from(letter.repeat(10));

describe('files read lately', () => {
  it('are kept until there is no room, those first that nobody asked for', () => {
    const files = new RecentFiles(100);
    for (const letter of 'abcdefghij') files.keep(letter, ten(letter));
    assert.deepEqual(files.find('a'), ten('a'));
    files.keep('k', ten('k'));
    assert.equal(files.find('b'), null);
    assert.deepEqual(files.find('a'), ten('a'));
    assert.deepEqual(files.find('k'), ten('k'));
  });

  it('are not kept when one would take the room of many', () => {
    const files = new RecentFiles(100);
    files.keep('a', Buffer.alloc(11));
    assert.equal(files.find('a'), null);
  });

  it('are let go, and counted once', () => {
    const files = new RecentFiles(20);
    for (const content of [1, 2, 2, 2, 2]) files.keep('a', Buffer.alloc(content));
    files.drop('a');
    for (let number = 0; number < 10; number += 1) files.keep(String(number), Buffer.alloc(2));
    assert.ok(files.find('0'));
    assert.equal(files.find('a'), null);
  });
});
