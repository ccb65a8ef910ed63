import { createHash, type KeyObject, sign } from 'node:crypto';

/** Signs the bytes of one document; kept synchronous and free of state, so that every drawing thread has its own. */
export interface DocumentSigner {
  /** Most bytes that one signature takes, its certificates included: what a document keeps free for it. */
  readonly reservedBytes: number;
  /** The detached CMS (DER, ETSI.CAdES.detached) over these stretches of the file, one after the other. */
  sign(stretches: readonly Uint8Array[]): Uint8Array;
}

/** Bytes that are the same for every document but for the SHA-256 that goes in at `digestAt`. */
export interface DigestBlank {
  readonly bytes: Uint8Array;
  readonly digestAt: number;
}

/** A whole CMS but for the digest and a signature of `signatureLength` bytes at `signatureAt`. */
export interface SignatureBlank extends DigestBlank {
  readonly signatureAt: number;
  readonly signatureLength: number;
}

/** What a thread is sent to sign with: can be cloned, and nothing of it has to be parsed there. */
export interface DocumentKey {
  readonly privateKey: KeyObject;
  /** What is signed: the attributes of the CMS, as a SET. */
  readonly attributes: DigestBlank;
  /** One for each length that a signature of this key commonly has: ECDSA's differ by some bytes. */
  readonly envelopes: readonly SignatureBlank[];
}

export function signerOf({ privateKey, attributes, envelopes }: DocumentKey): DocumentSigner {
  const byLength = new Map(envelopes.map((envelope) => [envelope.signatureLength, envelope]));
  return {
    reservedBytes: Math.max(...envelopes.map(({ bytes }) => bytes.length)),
    sign(stretches) {
      const digest = digestOf(stretches);
      const signed = filled(attributes, digest);
      for (;;) {
        const signature = sign('sha256', signed, privateKey);
        const envelope = byLength.get(signature.length);
        // One in thousands of millions is shorter than those prepared for; the next one will not be.
        if (!envelope) continue;
        const cms = filled(envelope, digest);
        cms.set(signature, envelope.signatureAt);
        return cms;
      }
    },
  };
}

function digestOf(stretches: readonly Uint8Array[]): Uint8Array {
  const hash = createHash('sha256');
  for (const stretch of stretches) hash.update(stretch);
  return hash.digest();
}

function filled({ bytes, digestAt }: DigestBlank, digest: Uint8Array): Uint8Array {
  const copy = bytes.slice();
  copy.set(digest, digestAt);
  return copy;
}
