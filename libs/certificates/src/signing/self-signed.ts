import { createPublicKey, type KeyObject, randomBytes, sign } from 'node:crypto';
import { BitString, fromBER, Integer, Utf8String } from 'asn1js';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  Extension,
  PublicKeyInfo,
  RelativeDistinguishedNames,
  Time,
} from 'pkijs';

const ecdsaWithSha256 = new AlgorithmIdentifier({ algorithmId: '1.2.840.10045.4.3.2' });
const commonName = '2.5.4.3';
const extension = { keyUsage: '2.5.29.15', basicConstraints: '2.5.29.19' };

/** The first two bits of a key usage: digital signature and non-repudiation. */
const signs = new Uint8Array([0b1100_0000]);

/** A certificate in DER that an EC key vouches for itself with: nobody else does. */
export function selfSigned(privateKey: KeyObject, name: string, from: Date, to: Date): Buffer {
  const certificate = new Certificate({ version: 2 });
  certificate.serialNumber = new Integer({ valueHex: Buffer.concat([Buffer.from([1]), randomBytes(15)]) });
  certificate.issuer = nameOf(name);
  certificate.subject = nameOf(name);
  certificate.notBefore = new Time({ value: from });
  certificate.notAfter = new Time({ value: to });
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  certificate.subjectPublicKeyInfo = PublicKeyInfo.fromBER(spki);
  certificate.extensions = [
    critical(extension.basicConstraints, new BasicConstraints({ cA: false }).toSchema().toBER()),
    critical(extension.keyUsage, new BitString({ valueHex: signs, unusedBits: 6 }).toBER()),
  ];
  certificate.signature = ecdsaWithSha256;
  certificate.signatureAlgorithm = ecdsaWithSha256;
  const stated = Buffer.from(certificate.encodeTBS().toBER());
  certificate.tbsView = stated;
  certificate.signatureValue = new BitString({ valueHex: sign('sha256', stated, privateKey) });
  return Buffer.from(certificate.toSchema().toBER());
}

const nameOf = (name: string): RelativeDistinguishedNames =>
  new RelativeDistinguishedNames({
    typesAndValues: [new AttributeTypeAndValue({ type: commonName, value: new Utf8String({ value: name }) })],
  });

const critical = (extnID: string, extnValue: ArrayBuffer): Extension =>
  new Extension({ extnID, critical: true, extnValue });

/** Whether a certificate (DER) lets its key sign documents: it says so, or says nothing of what the key is for. */
export function maySignDocuments(der: Uint8Array): boolean {
  const usage = Certificate.fromBER(der).extensions?.find(({ extnID }) => extnID === extension.keyUsage);
  if (!usage) return true;
  const [bits = 0] = (fromBER(usage.extnValue.valueBlock.valueHexView).result as BitString).valueBlock.valueHexView;
  return (bits & signs[0]!) !== 0;
}
