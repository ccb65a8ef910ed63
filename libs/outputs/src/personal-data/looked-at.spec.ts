import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Output } from '../output.entity.js';
import { OutputFile } from '../output-file.entity.js';
import { lookedAt } from './looked-at.js';

describe('what is looked at before it is published', () => {
  it('is what its files are called too', () => {
    const none = { lo: '', vi: '', en: '' };
    const output = Object.assign(new Output(), { title: none, summary: none, content: null, enterprises: [] });
    const file = Object.assign(new OutputFile(), { name: 'ĐT 0912 345 678.pdf', storageKey: 'key' });
    const { texts, files } = lookedAt(output, [file], [], (key) => `/${key}`);
    assert.deepEqual(texts.at(-1), { name: 'files', text: 'ĐT 0912 345 678.pdf' });
    assert.deepEqual(files, [{ name: 'ĐT 0912 345 678.pdf', path: '/key' }]);
  });
});
