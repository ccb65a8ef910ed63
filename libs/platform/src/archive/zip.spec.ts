import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { after, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { unzipSync } from 'fflate';
import { fromBufferPromise } from 'yauzl';
import { zipOf } from './zip.js';

const folder = mkdtempSync(join(tmpdir(), 'zip-'));
after(() => rmSync(folder, { recursive: true }));

const at = new Date('2026-03-01T02:00:00Z');
const file = (name: string, content: string) => {
  const path = join(folder, `${Buffer.from(name).toString('hex').slice(0, 40)}.bin`);
  writeFileSync(path, content);
  return { name, path, size: Buffer.byteLength(content), at };
};

const contents = (zip: Buffer) =>
  Object.entries(unzipSync(zip)).map(([name, bytes]) => [name, Buffer.from(bytes).toString()]);

describe('an archive', () => {
  it('holds every file as it is, under names in any script, and is as long as it said', async () => {
    const { stream, size } = zipOf([file('ສົມສີ.pdf', 'ກ'.repeat(100_000)), file('Đức.pdf', '')]);
    const bytes = await buffer(stream);
    assert.equal(bytes.length, size);
    assert.deepEqual(contents(bytes), [
      ['ສົມສີ.pdf', 'ກ'.repeat(100_000)],
      ['Đức.pdf', ''],
    ]);
    assert.ok(size > 300_000, 'stored');
  });

  it('is the same for the same files, and empty for none', async () => {
    const files = [file('a.pdf', 'a')];
    assert.deepEqual(await buffer(zipOf(files).stream), await buffer(zipOf(files).stream));
    assert.deepEqual(contents(await buffer(zipOf([]).stream)), []);
  });

  it('holds many in their order, small ones read ahead between large ones', async () => {
    const files = Array.from({ length: 30 }, (_, at) =>
      file(`${at}.pdf`, `${at} `.repeat(at % 7 === 3 ? 120_000 : 10)),
    );
    assert.ok(files.some(({ size }) => size > 256 * 1024));
    const { stream, size } = zipOf(files);
    const bytes = await buffer(stream);
    assert.equal(bytes.length, size);
    assert.deepEqual(
      contents(bytes).map(([name, content]) => [name, content!.split(' ')[0]]),
      files.map(({ name }, at) => [name, String(at)]),
    );
  });

  it('says of each file its checksum, its moment, and that its name is as Unix writes it', async () => {
    const texts = { 'ສົມສີ.pdf': 'ກ', 'large.pdf': '0123456789'.repeat(60_000), 'Đức.pdf': '' };
    const bytes = await buffer(zipOf(Object.entries(texts).map(([name, text]) => file(name, text))).stream);
    const told: unknown[] = [];
    for await (const entry of (await fromBufferPromise(bytes)).eachEntry()) {
      const { fileName, crc32: sum, versionMadeBy, externalFileAttributes, generalPurposeBitFlag } = entry;
      const [isUnix, isUtf8] = [versionMadeBy >> 8 === 3, (generalPurposeBitFlag & 0x800) !== 0];
      told.push([fileName, sum, isUnix, isUtf8, externalFileAttributes >>> 16, entry.getLastModDate()]);
    }
    assert.deepEqual(
      told,
      Object.entries(texts).map(([name, text]) => [name, crc32(text), true, name !== 'large.pdf', 0o100644, at]),
    );
  });

  it('leaves no file open when whoever takes it goes away', { skip: process.platform !== 'linux' }, async () => {
    const large = file('left.pdf', 'x'.repeat(3_000_000));
    const open = () =>
      readdirSync('/proc/self/fd').filter((number) => {
        try {
          return readlinkSync(`/proc/self/fd/${number}`) === large.path;
        } catch {
          return false;
        }
      }).length;
    const { stream } = zipOf([large]);
    await once(stream, 'readable');
    assert.equal(open(), 1);
    stream.destroy();
    for (let tries = 0; open() > 0 && tries < 100; tries += 1) await pause(20);
    assert.equal(open(), 0);
  });

  it('does not mind what is read ahead and never its turn', async () => {
    const files = [file('first.pdf', 'a'), { ...file('second.pdf', 'b'), path: join(folder, 'gone') }];
    const { stream } = zipOf(files);
    await once(stream, 'readable');
    stream.destroy();
    // A rejection that nobody hears of would end the process.
    await pause(50);
    assert.ok(stream.destroyed);
  });

  it('is not begun when the format cannot hold it', () => {
    const half = { ...file('half.pdf', 'a'), size: 2 ** 31 };
    assert.throws(() => zipOf([half, half]), RangeError);
    const tiny = file('tiny.pdf', '');
    assert.throws(() => zipOf(Array.from({ length: 2 ** 16 }, () => tiny)), RangeError);
  });

  it('breaks off when a file is gone or has other bytes than it said', async () => {
    const gone = { ...file('a.pdf', 'a'), path: join(folder, 'gone') };
    await assert.rejects(buffer(zipOf([gone]).stream));
    await assert.rejects(buffer(zipOf([{ ...file('b.pdf', 'b'), size: 2 }]).stream));
    const grown = { ...file('c.pdf', 'c'.repeat(900_000)), size: 300_000 };
    let sent = 0;
    await assert.rejects(async () => {
      for await (const chunk of zipOf([grown]).stream) sent += chunk.length;
    }, /more than 300000 bytes/);
    assert.ok(sent <= 300_100, 'no more than was said');
  });
});
