import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import type { OctetString } from 'asn1js';
import {
  AuthenticatedSafe,
  CertBag,
  ContentInfo,
  EncryptedData,
  PFX,
  PKCS8ShroudedKeyBag,
  PrivateKeyInfo,
  type SafeBag,
  SafeContents,
} from 'pkijs';
import { checkSeal, decrypted, WrongPassword } from './pkcs12-decryption.js';

/** What a PKCS#12 (`.p12`, `.pfx`) holds: one private key, its certificate first and then those above it. */
export interface Pkcs12 {
  privateKey: KeyObject;
  certificates: X509Certificate[];
}

/** Not a PKCS#12, or one that lacks what is needed; the message says what. */
export class UnfitPkcs12 extends Error {}

/** Throws {@link UnfitPkcs12}, WrongPassword or UnreadableMethod. */
export function readPkcs12(bytes: Uint8Array, password: string): Pkcs12 {
  const { authSafe, macData } = parsed(bytes);
  const content = contentOf(authSafe);
  if (macData) checkSeal(macData, content, password);
  const bags = AuthenticatedSafe.fromBER(content).safeContents.flatMap((safe) => bagsOf(safe, password));
  const privateKeys = bags.flatMap(({ bagValue }) => privateKeyOf(bagValue, password));
  if (privateKeys.length !== 1) throw new UnfitPkcs12(`holds ${privateKeys.length} private keys, not one`);
  const certificates = bags.flatMap(({ bagValue }) =>
    bagValue instanceof CertBag ? [new X509Certificate(octets(bagValue.certValue as OctetString))] : [],
  );
  return { privateKey: privateKeys[0]!, certificates: chainFrom(privateKeys[0]!, certificates) };
}

function parsed(bytes: Uint8Array): PFX {
  try {
    return PFX.fromBER(bytes);
  } catch {
    throw new UnfitPkcs12('is not a PKCS#12 file');
  }
}

function bagsOf(safe: ContentInfo, password: string): SafeBag[] {
  if (safe.contentType === ContentInfo.DATA) return SafeContents.fromBER(contentOf(safe)).safeBags;
  if (safe.contentType !== ContentInfo.ENCRYPTED_DATA)
    throw new UnfitPkcs12('is protected by a key, not by a password');
  const { encryptedContentInfo } = new EncryptedData({ schema: safe.content });
  const { contentEncryptionAlgorithm } = encryptedContentInfo;
  const encrypted = new Uint8Array(encryptedContentInfo.getEncryptedContent());
  const content = decrypted(contentEncryptionAlgorithm, encrypted, password);
  try {
    return SafeContents.fromBER(content).safeBags;
  } catch {
    throw new WrongPassword();
  }
}

function privateKeyOf(bag: SafeBag['bagValue'], password: string): KeyObject[] {
  if (bag instanceof PrivateKeyInfo) return [ownKey(Buffer.from(bag.toSchema().toBER()))];
  if (!(bag instanceof PKCS8ShroudedKeyBag)) return [];
  return [ownKey(decrypted(bag.encryptionAlgorithm, octets(bag.encryptedData), password))];
}

const ownKey = (der: Buffer): KeyObject => createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });

/** The certificate of the key and, as far as they are there, those that vouch for it. */
function chainFrom(key: KeyObject, certificates: readonly X509Certificate[]): X509Certificate[] {
  const chain: X509Certificate[] = [];
  let next = certificates.find((certificate) => certificate.checkPrivateKey(key));
  if (!next) throw new UnfitPkcs12('has no certificate that belongs to its private key');
  while (next && !chain.includes(next)) {
    const lower: X509Certificate = next;
    chain.push(lower);
    next = certificates.find((certificate) => certificate !== lower && lower.checkIssued(certificate));
  }
  return chain;
}

const contentOf = ({ content }: ContentInfo): Uint8Array => octets(content as OctetString);

/** Some tools cut long strings into pieces. */
const octets = (string: OctetString): Uint8Array => new Uint8Array(string.getValue());
