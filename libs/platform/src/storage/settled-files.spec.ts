import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { type SettledFile, settleFiles } from './settled-files.js';
import { keyFrom } from './storage-key.js';

let data: string;
let folders: { files: string; arriving: string };
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'settled-'));
  folders = { files: join(data, 'files'), arriving: join(data, 'arriving') };
  mkdirSync(folders.files);
  mkdirSync(folders.arriving);
});
afterEach(() => rmSync(data, { recursive: true }));

const named = (name: string, content: string) => ({ name, make: () => Buffer.from(content) });
const settled = async (...brought: Parameters<typeof settleFiles>[1]) =>
  (await settleFiles(folders, brought)).map((one) => (one.status === 'fulfilled' ? one.value : null));
const contentOf = (file: SettledFile | null | undefined) => readFileSync(join(folders.files, file!.key), 'utf8');

describe('files that are settled', () => {
  it('lie under keys that follow from their names, with their size and hash', async () => {
    const [one, two] = await settled(named('ໜຶ່ງ', 'ກ'), named('ສອງ', 'ຂຄ'));
    const sha256 = createHash('sha256').update('ກ').digest('hex');
    assert.deepEqual(one, { key: keyFrom('ໜຶ່ງ'), size: 3, sha256, isFirst: true });
    assert.deepEqual([contentOf(one), contentOf(two)], ['ກ', 'ຂຄ']);
    assert.deepEqual(readdirSync(folders.arriving), []);
  });

  it('keep the bytes of whoever came first, who may be at it in the same moment', async () => {
    const both = await Promise.all([settled(named('a', 'first')), settled(named('a', 'second'))]);
    const [winner] = both.flat().filter((one) => one!.isFirst);
    let asked = 0;
    const third = () => {
      asked += 1;
      return Buffer.from('third');
    };
    const [late] = await settled({ name: 'a', make: third });
    assert.equal(asked, 0, 'what is there is not made again');
    assert.deepEqual({ ...late, isFirst: true }, winner);
    assert.equal(both.flat().filter((one) => one!.isFirst).length, 1);
    assert.ok(['first', 'second'].includes(contentOf(late)));
    assert.deepEqual(readdirSync(folders.arriving), []);
  });

  it('do not suffer from one that cannot be made or stored', async () => {
    mkdirSync(join(folders.files, keyFrom('in the way')), { recursive: true });
    const unmade = {
      name: 'unmade',
      make: () => {
        throw new RangeError('no such glyph');
      },
    };
    const results = await settleFiles(folders, [unmade, named('in the way', 'b'), named('c', 'c')]);
    assert.deepEqual(
      results.map((one) => (one.status === 'fulfilled' ? contentOf(one.value) : (one.reason.code ?? one.reason.name))),
      ['RangeError', 'EISDIR', 'c'],
    );
    assert.deepEqual(readdirSync(folders.arriving), []);
  });
});
