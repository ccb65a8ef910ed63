import type { LocalDate } from '#libs/kernel';
import type { CertificatePayload } from '../render/index.js';

/**
 * The statement that a certificate's QR code carries, for reading a certificate without a network. Version 1.
 *
 * The QR code is an address, `<public address>/verify/<code>#<statement>`, of at most 600 characters; the fragment never
 * reaches the server. `<statement>` is base64url without padding of the body and, after it, the 64 bytes of an Ed25519
 * signature over
 *
 *     "mittaphap-statement" 0x00 · the letters of the code, with their dashes · the body
 *
 * so that a statement belongs to one code. The body, numbers with their high byte first:
 *
 *     1 byte   version: 1
 *     4 bytes  the first eight hexadecimal digits of the `keyId` of the key that signed, among the published ones
 *     1 byte   kind of document: 1 chứng chỉ, 2 giấy chứng nhận
 *     2 bytes  first day of the course, in days since 2000-01-01
 *     2 bytes  last day
 *     2 bytes  day of issue
 *     2 bytes  units
 *     1 byte   bit n is set when text n is shortened
 *     1 byte   bit n is set when text n is in the Lao manner
 *     6 texts  serial; name in Lao script; name in Latin script; course in Lao; course in Vietnamese; number of the decision
 *
 * A text is one byte with the number of its bytes, and those bytes: UTF-8, or in the Lao manner one byte a character, ASCII
 * as it is and U+0E80 to U+0EFF as 0x80 to 0xFF. What has no room is cut between two graphemes. Nothing follows the texts.
 *
 * It says no more than anyone is told who holds the code: never birth date, position, organisation, identity number or
 * contact.
 */

/** Characters of a QR code that a telephone still reads from a printed certificate. */
export const longestQrText = 600;

/** Bytes of an Ed25519 signature. */
const signatureLength = 64;

const kinds: Readonly<Record<CertificatePayload['kind'], number>> = { chung_chi: 1, giay_chung_nhan: 2 };

/** Most bytes of each text, so that one does not take the room of the others. */
const most = { serial: 60, name: 250, course: 64, decision: 40 };

/** What is signed of a body that stands behind this code. */
export const signedBytes = (code: string, body: Uint8Array): Uint8Array =>
  Buffer.concat([Buffer.from(`mittaphap-statement\0${code}`), body]);

/** Bytes of a body whose statement goes behind an address of so many characters. */
export const roomBehind = (address: string): number =>
  Math.floor(((longestQrText - address.length - '#'.length) * 3) / 4) - signatureLength;

/** The body for what a certificate says, in at most so many bytes. */
export function statementBody(payload: CertificatePayload, keyId: string, room: number): Uint8Array {
  const { kind, serial, holder, course, decision, period, issue, units } = payload;
  const head = Buffer.alloc(14);
  head.writeUInt8(1, 0);
  head.write(keyId.slice(0, 8), 1, 'hex');
  head.writeUInt8(kinds[kind], 5);
  head.writeUInt16BE(dayNumber(period.from), 6);
  head.writeUInt16BE(dayNumber(period.to), 8);
  head.writeUInt16BE(dayNumber(issue.date), 10);
  head.writeUInt16BE(units, 12);
  const texts = fitted(
    [
      [serial, most.serial],
      [holder.fullNameLao, most.name],
      [holder.fullNameLatin, most.name],
      [course.lo, most.course],
      [course.vi, most.course],
      [decision.number, most.decision],
    ],
    room - head.length - 2,
  );
  return Buffer.concat([
    head,
    Buffer.from([bits(texts.map(({ isCut }) => isCut)), bits(texts.map(({ isLao }) => isLao))]),
    ...texts.flatMap(({ bytes }) => [Buffer.from([bytes.length]), bytes]),
  ]);
}

const dayNumber = (date: LocalDate): number => (Date.parse(date) - Date.parse('2000-01-01')) / 86_400_000;

const bits = (flags: readonly boolean[]): number =>
  flags.reduce((sum, flag, index) => sum + (flag ? 1 << index : 0), 0);

interface WrittenText {
  bytes: Buffer;
  isLao: boolean;
  isCut: boolean;
}

/** Each text in as many bytes as it may have; where that is too much together, the longest give way first. */
function fitted(texts: readonly (readonly [text: string, most: number])[], room: number): WrittenText[] {
  const within = (limit: number) => texts.map(([text, own]) => writtenText(text, Math.min(own, limit)));
  const fits = (written: readonly WrittenText[]) =>
    written.reduce((sum, { bytes }) => sum + 1 + bytes.length, 0) <= room;
  let [fitting, above] = [0, 256];
  while (above - fitting > 1) {
    const limit = Math.floor((fitting + above) / 2);
    if (fits(within(limit))) fitting = limit;
    else above = limit;
  }
  return within(fitting);
}

const graphemes = new Intl.Segmenter('lo', { granularity: 'grapheme' });

function writtenText(text: string, most: number): WrittenText {
  const isLao = /^[\0-\x7f\u0e80-\u0eff]*$/.test(text) && !/^[\0-\x7f]*$/.test(text);
  const write = (part: string) =>
    isLao ? Buffer.from([...part].map((letter) => letter.charCodeAt(0) & 0xff)) : Buffer.from(part);
  const whole = write(text);
  if (whole.length <= most) return { bytes: whole, isLao, isCut: false };
  let end = 0;
  let length = 0;
  for (const { segment, index } of graphemes.segment(text)) {
    length += write(segment).length;
    if (length > most) break;
    end = index + segment.length;
  }
  return { bytes: write(text.slice(0, end).trimEnd()), isLao, isCut: true };
}
