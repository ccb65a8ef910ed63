import { createHash, type KeyObject, randomBytes } from 'node:crypto';
import { type BaseBlock, Integer, Null, ObjectIdentifier, OctetString, Sequence, Set as SetOf } from 'asn1js';
import {
  AlgorithmIdentifier,
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs';
import type { DigestBlank, DocumentKey, SignatureBlank } from './document-signer.js';

const oid = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  sha256: '2.16.840.1.101.3.4.2.1',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  rsa: '1.2.840.113549.1.1.1',
};

/**
 * Everything of a PAdES signature of the level B-B (ETSI EN 319 142-1) that is the same for every document: a detached
 * CMS with content type, message digest and the certificate's hash as its signed attributes, and the whole chain. The
 * time stands in the PDF, where this level wants it. Certificates in DER, the signer's own first.
 */
export function documentKey(privateKey: KeyObject, certificates: readonly Uint8Array[]): DocumentKey {
  const digest = randomBytes(32);
  const attributes = signedAttributes(certificates[0]!, digest);
  const asSet = new SetOf({ value: attributes.map((attribute) => attribute.toSchema()) });
  return {
    privateKey,
    attributes: blankOf(bytesOf(asSet), digest),
    envelopes: signatureLengths(privateKey).map((length) =>
      envelope(privateKey, certificates, attributes, digest, length),
    ),
  };
}

/** In the order DER wants of a set: the shorter first. */
const signedAttributes = (certificate: Uint8Array, digest: Uint8Array): Attribute[] => [
  attribute(oid.contentType, new ObjectIdentifier({ value: ContentInfo.DATA })),
  attribute(oid.messageDigest, new OctetString({ valueHex: digest })),
  attribute(oid.signingCertificateV2, certificateHash(certificate)),
];

/** SigningCertificateV2 with one ESSCertIDv2, whose hash is SHA-256 where none is named. */
function certificateHash(certificate: Uint8Array): Sequence {
  const hash = createHash('sha256').update(certificate).digest();
  const certificateId = new Sequence({ value: [new OctetString({ valueHex: hash })] });
  return new Sequence({ value: [new Sequence({ value: [certificateId] })] });
}

function envelope(
  key: KeyObject,
  certificates: readonly Uint8Array[],
  attributes: Attribute[],
  digest: Uint8Array,
  signatureLength: number,
): SignatureBlank {
  const signature = randomBytes(signatureLength);
  const { issuer, serialNumber } = Certificate.fromBER(certificates[0]!);
  const sha256 = new AlgorithmIdentifier({ algorithmId: oid.sha256 });
  const signer = new SignerInfo({
    version: 1,
    sid: new IssuerAndSerialNumber({
      issuer,
      serialNumber: new Integer({ valueHex: serialNumber.valueBlock.valueHexView }),
    }),
    digestAlgorithm: sha256,
    signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes }),
    signatureAlgorithm: signatureAlgorithm(key),
    signature: new OctetString({ valueHex: signature }),
  });
  const signed = new SignedData({
    version: 1,
    digestAlgorithms: [sha256],
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: ContentInfo.DATA }),
    // A set in DER stands in the order of its bytes, whoever signs.
    certificates: certificates.toSorted(Buffer.compare).map((certificate) => Certificate.fromBER(certificate)),
    signerInfos: [signer],
  });
  const content = new ContentInfo({ contentType: ContentInfo.SIGNED_DATA, content: signed.toSchema(true) });
  const bytes = bytesOf(content.toSchema());
  return { ...blankOf(bytes, digest), signatureLength, signatureAt: placeOf(bytes, signature) };
}

const signatureAlgorithm = ({ asymmetricKeyType }: KeyObject): AlgorithmIdentifier =>
  asymmetricKeyType === 'ec'
    ? new AlgorithmIdentifier({ algorithmId: oid.ecdsaWithSha256 })
    : new AlgorithmIdentifier({ algorithmId: oid.rsa, algorithmParams: new Null() });

/** Of ECDSA two numbers as long as the curve, each with up to a byte more for its sign, or some fewer. */
function signatureLengths({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): number[] {
  if (asymmetricKeyType !== 'ec') return [asymmetricKeyDetails!.modulusLength! / 8];
  const longest = asymmetricKeyDetails!.namedCurve === 'secp384r1' ? 104 : 72;
  return Array.from({ length: 6 }, (_, fewer) => longest - fewer);
}

const attribute = (type: string, value: BaseBlock): Attribute => new Attribute({ type, values: [value] });

const bytesOf = (block: BaseBlock): Uint8Array => new Uint8Array(block.toBER(false));

const blankOf = (bytes: Uint8Array, digest: Uint8Array): DigestBlank => ({ bytes, digestAt: placeOf(bytes, digest) });

/** Random bytes that stand in for the true ones are found at one place alone. */
const placeOf = (bytes: Uint8Array, part: Uint8Array): number => Buffer.from(bytes.buffer).indexOf(part);
