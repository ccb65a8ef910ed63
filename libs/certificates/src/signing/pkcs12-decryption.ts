import { createDecipheriv, createHash, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto';
import { OctetString, Sequence } from 'asn1js';
import { type AlgorithmIdentifier, type MacData, PBES2Params, PBKDF2Params } from 'pkijs';

/** The password does not open the file. */
export class WrongPassword extends Error {}

/** Written in a way we do not read; `method` names it. */
export class UnreadableMethod extends Error {
  constructor(readonly method: string) {
    super(method);
  }
}

const hashes: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
  // The same as HMAC.
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};

/** Ciphers of PBES2, with the bytes of their key. */
const ciphers: Readonly<Record<string, readonly [name: string, keyLength: number]>> = {
  '2.16.840.1.101.3.4.1.2': ['aes-128-cbc', 16],
  '2.16.840.1.101.3.4.1.22': ['aes-192-cbc', 24],
  '2.16.840.1.101.3.4.1.42': ['aes-256-cbc', 32],
  '1.2.840.113549.3.7': ['des-ede3-cbc', 24],
};

const pbes2 = '1.2.840.113549.1.5.13';
const pbkdf2 = '1.2.840.113549.1.5.12';
const tripleDes = '1.2.840.113549.1.12.1.3';

/** Iterations beyond this are a file made to keep us busy. */
const mostIterations = 10_000_000;

const purposeOf = { key: 1, iv: 2, mac: 3 } as const;

/** Throws {@link WrongPassword} when the seal over the whole file was not made with this password. */
export function checkSeal({ mac, macSalt, iterations }: MacData, sealed: Uint8Array, password: string): void {
  const hash = named(hashes, mac.digestAlgorithm.algorithmId);
  const expected = octetsOf(mac.digest);
  const key = derive(hash, purposeOf.mac, password, octetsOf(macSalt), bounded(iterations ?? 1), expected.length);
  const found = createHmac(hash, key).update(sealed).digest();
  if (found.length !== expected.length || !timingSafeEqual(found, expected)) throw new WrongPassword();
}

/** What was encrypted by PBES2 (AES, as tools write today) or by SHA-1 with Triple DES (as they wrote before). */
export function decrypted(algorithm: AlgorithmIdentifier, encrypted: Uint8Array, password: string): Buffer {
  const [cipher, key, iv] = keysOf(algorithm, password);
  const decipher = createDecipheriv(cipher, key, iv);
  try {
    return Buffer.concat([decipher.update(encrypted), decipher.final()]);
  } catch {
    throw new WrongPassword();
  }
}

function keysOf({ algorithmId, algorithmParams }: AlgorithmIdentifier, password: string): [string, Buffer, Buffer] {
  if (algorithmId === pbes2) return modernKeys(new PBES2Params({ schema: algorithmParams }), password);
  if (algorithmId !== tripleDes) throw new UnreadableMethod(methodNames[algorithmId] ?? algorithmId);
  const [salt, iterations] = (algorithmParams as Sequence).valueBlock.value as [
    OctetString,
    { valueBlock: { valueDec: number } },
  ];
  const part = (purpose: number, length: number) =>
    derive('sha1', purpose, password, octetsOf(salt), bounded(iterations.valueBlock.valueDec), length);
  return ['des-ede3-cbc', part(purposeOf.key, 24), part(purposeOf.iv, 8)];
}

const methodNames: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.12.1.1': 'RC4 (128 bits)',
  '1.2.840.113549.1.12.1.2': 'RC4 (40 bits)',
  '1.2.840.113549.1.12.1.4': 'Triple DES with two keys',
  '1.2.840.113549.1.12.1.5': 'RC2 (128 bits)',
  '1.2.840.113549.1.12.1.6': 'RC2 (40 bits)',
  '1.2.840.113549.1.5.14': 'PBMAC1',
};

function modernKeys({ keyDerivationFunc, encryptionScheme }: PBES2Params, password: string): [string, Buffer, Buffer] {
  if (keyDerivationFunc.algorithmId !== pbkdf2) throw new UnreadableMethod(keyDerivationFunc.algorithmId);
  const { salt, iterationCount, prf } = new PBKDF2Params({ schema: keyDerivationFunc.algorithmParams });
  const hash = prf ? named(hashes, prf.algorithmId) : 'sha1';
  const [cipher, length] = named(ciphers, encryptionScheme.algorithmId);
  const key = pbkdf2Sync(password, octetsOf(salt), bounded(iterationCount), length, hash);
  return [cipher, key, octetsOf(encryptionScheme.algorithmParams)];
}

/** RFC 7292, appendix B.2: bytes for one purpose (1 key, 2 initial vector, 3 seal) from a password. */
function derive(
  hash: string,
  purpose: number,
  password: string,
  salt: Buffer,
  iterations: number,
  length: number,
): Buffer {
  const block = hash === 'sha384' || hash === 'sha512' ? 128 : 64;
  const wide = Buffer.from(`${password}\0`, 'utf16le').swap16();
  let input: Buffer = Buffer.concat([repeated(salt, block), repeated(wide, block)]);
  const diversifier = Buffer.alloc(block, purpose);
  const made: Buffer[] = [];
  for (let bytes = 0; bytes < length; ) {
    let digest = createHash(hash).update(diversifier).update(input).digest();
    for (let round = 1; round < iterations; round += 1) digest = createHash(hash).update(digest).digest();
    made.push(digest);
    bytes += digest.length;
    input = moved(input, repeated(digest, block).subarray(0, block));
  }
  return Buffer.concat(made).subarray(0, length);
}

/** Over and over, up to a whole number of blocks. */
const repeated = (bytes: Buffer, block: number): Buffer => Buffer.alloc(Math.ceil(bytes.length / block) * block, bytes);

/** Each block of the input plus `by` plus one, as whole numbers, what runs over left out. */
function moved(input: Buffer, by: Buffer): Buffer {
  const size = by.length;
  const result = Buffer.alloc(input.length);
  for (let at = 0; at < input.length; at += size) {
    let carry = 1;
    for (let index = size - 1; index >= 0; index -= 1) {
      carry += input[at + index]! + by[index]!;
      result[at + index] = carry & 0xff;
      carry >>= 8;
    }
  }
  return result;
}

const octetsOf = (octets: OctetString): Buffer => Buffer.from(octets.valueBlock.valueHexView);

function named<T>(table: Readonly<Record<string, T>>, identifier: string): T {
  const found = table[identifier];
  if (found === undefined) throw new UnreadableMethod(methodNames[identifier] ?? identifier);
  return found;
}

function bounded(iterations: number): number {
  if (!(iterations >= 1 && iterations <= mostIterations)) throw new UnreadableMethod(`${iterations} iterations`);
  return iterations;
}
