import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { orDiscard } from './uploads.js';

describe('an upload', () => {
  const upload = () => {
    const discarded: string[] = [];
    return { discarded, discard: async () => void discarded.push('file') };
  };

  it('keeps its file when something comes of it', async () => {
    const one = upload();
    assert.equal(await orDiscard(one, () => 'row'), 'row');
    assert.equal(await orDiscard(one, async () => 'job'), 'job');
    assert.deepEqual(one.discarded, []);
  });

  it('loses its file, and tells why, when nothing does', async () => {
    const fitsNot = new Error('fits not');
    const ways = [
      () => {
        throw fitsNot;
      },
      () => Promise.reject(fitsNot),
    ];
    for (const make of ways) {
      const one = upload();
      await assert.rejects(orDiscard(one, make), fitsNot);
      assert.deepEqual(one.discarded, ['file']);
    }
  });
});
