import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { type CertificatePayload, certificatePayload } from '../../libs/certificates/src/render/index.js';
import { Statements } from '../../libs/certificates/src/statement/index.js';
import { type PublishedKey, readByPage } from '../support/scan.js';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const keyId = 'ab'.repeat(32);
const keyOf = (id: string, x: string): PublishedKey => ({
  keyId: id,
  kid: `https://here/${id}`,
  x,
  isDevelopment: false,
});
const keys = [keyOf(keyId, publicKey.export({ format: 'jwk' }).x!)];
const statements = new Statements({
  statementKey: () => ({ keyId, sign: (bytes: Uint8Array) => sign(null, bytes, privateKey) }),
} as never);

const code = '7K3MQ-9XW42-PDHJK-R5T6V-8Y2BC';
const sample = certificatePayload.parse(
  JSON.parse(readFileSync('templates/certificates/standard/sample.json', 'utf8')),
) as CertificatePayload;
const certificate = (more: Partial<CertificatePayload> = {}): CertificatePayload => ({
  ...sample,
  verificationCode: code,
  verificationUrl: `https://mittaphap.example/verify/${code}`,
  ...more,
});
const sealed = (more: Partial<CertificatePayload> = {}): string => statements.seal(certificate(more)).verificationUrl;

describe('the statement in a QR code', () => {
  it('says what the certificate says', async () => {
    const reading = await readByPage(sealed(), keys);
    assert.equal(reading?.verdict, 'signed');
    assert.equal(reading?.isDevelopment, false);
    const { texts, shortened, ...more } = reading!.statement!;
    assert.deepEqual(texts, {
      serial: sample.serial,
      fullNameLao: sample.holder.fullNameLao,
      fullNameLatin: sample.holder.fullNameLatin,
      courseLao: sample.course.lo,
      // A title of more than 64 bytes keeps its beginning.
      courseVietnamese: 'Khóa bồi dưỡng quản lý, vận hành khu công nghiệp',
      decision: sample.decision.number,
    });
    assert.deepEqual([...shortened], ['courseVietnamese']);
    const { period, issue, units } = sample;
    const { from, to, issuedOn, kind } = more;
    assert.deepEqual(
      { kind, from, to, issuedOn, units: more.units },
      {
        kind: 'chung_chi',
        from: period.from,
        to: period.to,
        issuedOn: issue.date,
        units,
      },
    );
  });

  it('says nothing else of the holder', () => {
    const { holder } = sample;
    const other = { lo: 'ບ່ອນອື່ນ', vi: 'Nơi khác', en: 'Elsewhere' };
    const sameFace = { ...holder, birthDate: '1999-09-09', position: other, organisation: other } as typeof holder;
    assert.equal(sealed({ holder: sameFace, place: other, grade: other }), sealed());
  });

  it('is refused when any byte of it, or any letter of its code, is another', async () => {
    const address = sealed();
    const [front, fragment] = address.split('#') as [string, string];
    const bytes = Buffer.from(fragment, 'base64url');
    for (const index of bytes.keys()) {
      for (const bit of [1, 0x80]) {
        const changed = Buffer.from(bytes);
        changed[index]! ^= bit;
        const reading = await readByPage(`${front}#${changed.toString('base64url')}`, keys);
        assert.notEqual(reading?.verdict, 'signed', `byte ${index}`);
      }
    }
    for (const length of [0, 1, 20, 63, 64, 65, bytes.length - 1]) {
      const reading = await readByPage(`${front}#${bytes.subarray(0, length).toString('base64url')}`, keys);
      assert.notEqual(reading?.verdict, 'signed', `${length} bytes`);
    }
    assert.notEqual((await readByPage(`${address}A`, keys))?.verdict, 'signed');
    for (const [index, letter] of [...code].entries()) {
      if (letter === '-') continue;
      const otherCode = code.slice(0, index) + (letter === 'Z' ? 'Y' : 'Z') + code.slice(index + 1);
      assert.equal((await readByPage(address.replace(code, otherCode), keys))?.verdict, 'altered', otherCode);
    }
  });

  it('has one spelling', async () => {
    for (let length = 40; length < 43; length += 1) {
      const address = sealed({ decision: { ...sample.decision, number: 'Q'.repeat(length - 20) } });
      const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
      for (const last of letters) {
        const other = address.slice(0, -1) + last;
        if (other !== address) assert.equal((await readByPage(other, keys))?.verdict, 'altered', other.slice(-8));
      }
    }
  });

  it('is ours by a published key alone', async () => {
    const stranger = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x!;
    assert.equal((await readByPage(sealed(), [keyOf(keyId, stranger)]))?.verdict, 'altered');
    assert.equal((await readByPage(sealed(), [keyOf('cd'.repeat(32), stranger)]))?.verdict, 'unknownKey');
    const rotated = [keyOf('cd'.repeat(32), stranger), ...keys];
    assert.equal((await readByPage(sealed(), rotated))?.verdict, 'signed');
  });

  const lao = 'ທ້າວສຸກສະຫວັນແກ້ວມະນີວົງພະຈັນສີສະຫວັດ'.repeat(10);
  const vietnamese = 'Nguyễn Thị Huyền Trang '.repeat(12);
  const long = { lo: lao.repeat(3).slice(0, 500), vi: vietnamese.repeat(3).slice(0, 500), en: '' };
  const names: [what: string, fullNameLao: string, fullNameLatin: string][] = [
    ['Lao', lao.slice(0, 250), ''],
    ['Vietnamese', '', vietnamese.slice(0, 250)],
    ['both scripts', lao.slice(0, 250), vietnamese.slice(0, 250)],
    ['letters of three bytes with a hidden one between', `${lao.slice(0, 120)}\u200b${lao.slice(0, 129)}`, ''],
  ];
  for (const [what, fullNameLao, fullNameLatin] of names) {
    it(`fits a QR code with names of 250 characters: ${what}`, async () => {
      const holder = { ...sample.holder, fullNameLao, fullNameLatin };
      const decision = { ...sample.decision, number: 'D'.repeat(100) };
      const address = sealed({ holder, course: long, decision });
      assert.ok(address.length <= 600, `${address.length} characters`);
      assert.ok(address.length > 590, `${address.length} characters leave room for more`);
      const { verdict, statement } = (await readByPage(address, keys))!;
      assert.equal(verdict, 'signed');
      const graphemes = new Intl.Segmenter('lo', { granularity: 'grapheme' });
      const whole = {
        fullNameLao,
        fullNameLatin,
        courseLao: long.lo,
        courseVietnamese: long.vi,
        decision: decision.number,
      };
      for (const [part, text] of Object.entries(whole) as [keyof typeof whole, string][]) {
        const told = statement!.texts[part];
        assert.equal(statement!.shortened.has(part), told !== text, part);
        assert.ok(text.startsWith(told) && (told.length > 30 || told === text), part);
        const ends = [...graphemes.segment(text)].map(({ index, segment }) => index + segment.length);
        assert.ok(told === '' || ends.includes(told.length), `${part} is cut inside a letter`);
      }
      assert.equal(statement!.texts.serial, sample.serial);
    });
  }

  it('is read from what people type, and from nothing else', async () => {
    assert.equal((await readByPage(` ${sealed()}\n`, keys))?.verdict, 'signed');
    const bare = sealed().replace(code, code.toLowerCase().replaceAll('-', ''));
    assert.equal((await readByPage(bare, keys))?.verdict, 'signed');
    for (const text of ['', 'https://example.com/', code, `https://mittaphap.example/verify/${code}`, '#', 'x#y'])
      assert.equal(await readByPage(text, keys), null, text);
  });
});
