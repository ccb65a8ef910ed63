import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync, inflateSync } from 'node:zlib';
import * as fontkit from 'fontkit';
import { documentFonts, projectRoot } from '#libs/platform';
import { type CertificatePayload, loadTemplate, Press } from '../../libs/certificates/src/render/index.js';
import { documentKey } from '../../libs/certificates/src/signing/cms.js';
import { type DocumentSigner, signerOf } from '../../libs/certificates/src/signing/document-signer.js';
import { selfSigned } from '../../libs/certificates/src/signing/self-signed.js';
import { roomBehind, statementBody } from '../../libs/certificates/src/statement/statement.js';
import { barePage, fontFiles } from './bare-certificate.js';
import { cpuInTurns, print } from './figures.js';

const ROUNDS = 25;
const BATCH = 100;
const at = new Date('2026-03-28T00:00:00Z');

/**
 * Certificates in one process, signed. Yardstick P draws the same page with pdfkit alone, its fonts parsed before; F
 * compresses what differs from one certificate to the next, copies the rest, and signs.
 */
export async function certificates(): Promise<void> {
  const template = await loadTemplate(join(projectRoot, 'templates/certificates/standard'));
  const payload = (index: number): CertificatePayload =>
    sealed({
      ...template.sample,
      serial: `VL-2026-${String(index).padStart(6, '0')}`,
      registerNumber: `CC-2026/${String(index).padStart(6, '0')}`,
      holder: { ...template.sample.holder, ...nameOf(index), birthDate: template.sample.holder.birthDate },
      verificationUrl: `${template.sample.verificationUrl}${index}`,
    });
  const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const [byElliptic, byRsa] = [signerWith(elliptic), signerWith(rsa)];
  const fonts = fontFiles.map((file) => fontkit.create(readFileSync(file)));
  documentFonts();

  let next = 0;
  const alone = async (signer: DocumentSigner) => {
    const one = payload(next++);
    return new Press(template, [one], { signature: { signer, at } }).print(one);
  };
  const batch = async (signer: DocumentSigner) => {
    const list = Array.from({ length: BATCH }, () => payload(next++));
    const press = new Press(template, list, { signature: { signer, at } });
    for (const one of list) press.print(one);
  };
  const bare = async () => barePage(template, payload(next++), fonts);
  const least = floor(
    template,
    Array.from({ length: BATCH }, (_, i) => payload(i)),
    elliptic,
    byElliptic,
  );
  const works = [
    [10, bare],
    [10, () => alone(byElliptic)],
    [1, () => batch(byElliptic)],
    [BATCH, async () => least()],
    [10, () => alone(byRsa)],
    [1, () => batch(byRsa)],
  ] as const;
  await cpuInTurns(3, ...works);
  const [p, one, many, f, oneRsa, manyRsa] = await cpuInTurns(ROUNDS, ...works);
  const each = many! / BATCH;
  print({
    what: 'A certificate alone, signed with ECDSA P-256',
    ours: `${one!.toFixed(2)} ms CPU (RSA-2048: ${oneRsa!.toFixed(2)} ms)`,
    yardstick: `P, bare pdfkit, fonts parsed: ${p!.toFixed(2)} ms CPU`,
    ratio: one! / p!,
    aim: '1.6',
  });
  print({
    what: `A certificate in a batch of ${BATCH}, signed with ECDSA P-256`,
    ours: `${each.toFixed(2)} ms CPU each (RSA-2048: ${(manyRsa! / BATCH).toFixed(2)} ms)`,
    yardstick: `P, bare pdfkit, fonts parsed: ${p!.toFixed(2)} ms CPU`,
    ratio: each / p!,
    aim: '0.5',
  });
  print({
    what: 'The same beside the least there is to do',
    ours: `${each.toFixed(2)} ms CPU each`,
    yardstick: `F, compress what differs, copy the rest, hash and sign: ${f!.toFixed(3)} ms CPU`,
    ratio: each / f!,
  });
}

const LAO = ['ບຸນມີ', 'ສົມສັກ', 'ຄຳຫຼ້າ', 'ພອນສະຫວັນ', 'ນ້ອຍ', 'ວຽງໄຊ', 'ແກ້ວມະນີ', 'ສີສະຫວາດ', 'ໄຊຍະລາດ', 'ດາລາວົງ'];
const LATIN = [
  'Bounmy',
  'Somsak',
  'Khamla',
  'Phonesavanh',
  'Noy',
  'Viengxay',
  'Keomany',
  'Sisavath',
  'Xayalath',
  'Dalavong',
];

/** A hundred names of two words, and no two certificates with the same one. */
function nameOf(index: number) {
  const [first, last] = [index % 10, Math.floor(index / 10) % 10];
  return {
    fullNameLao: `ທ້າວ ${LAO[first]} ${LAO[last]}`,
    fullNameLatin: `${LATIN[first]} ${LATIN[last]!.toUpperCase()} ${Math.floor(index / 100) || ''}`.trim(),
    position: { lo: `ຫົວໜ້າພະແນກ ${LAO[last]}`, vi: `Trưởng phòng ${LATIN[last]}`, en: '' },
    organisation: { lo: `ພະແນກອຸດສາຫະກຳ ແລະ ການຄ້າ ແຂວງ${LAO[first]}`, vi: `Sở Công Thương ${LATIN[first]}`, en: '' },
  };
}

/** With a code as long as a true one: behind the address it carries the statement, signed long before the drawing. */
function sealed(payload: CertificatePayload): CertificatePayload {
  const { verificationUrl: address } = payload;
  const body = statementBody(payload, '0'.repeat(64), roomBehind(address));
  const statement = Buffer.concat([body, randomBytes(64)]).toString('base64url');
  return { ...payload, verificationUrl: `${address}#${statement}` };
}

const signerWith = (key: KeyObject): DocumentSigner =>
  signerOf(documentKey(key, [selfSigned(key, 'Bench', new Date('2026-01-01'), new Date('2036-01-01'))]));

/** What nobody can save: measured on the very bytes that the press makes. */
function floor(
  template: Awaited<ReturnType<typeof loadTemplate>>,
  list: CertificatePayload[],
  key: KeyObject,
  signer: DocumentSigner,
): () => Buffer {
  const press = new Press(template, list, { signature: { signer, at } });
  const [one, other] = [press.print(list[0]!), press.print(list[1]!)];
  const constant = one.subarray(
    0,
    one.findIndex((byte, i) => byte !== other[i]),
  );
  const rest = one.subarray(constant.length);
  const differs = Buffer.concat(streamsOf(rest));
  return () => {
    const file = Buffer.concat([constant, deflateSync(differs, { level: 3 })]);
    return sign('sha256', createHash('sha256').update(file).digest(), key);
  };
}

/** The contents of the compressed streams in a part of a file. */
function streamsOf(part: Buffer): Buffer[] {
  const text = part.toString('latin1');
  return [...text.matchAll(/\/FlateDecode\/Length (\d+)>>\nstream\n/g)].map((match) => {
    const from = match.index + match[0].length;
    return inflateSync(part.subarray(from, from + Number(match[1])));
  });
}
