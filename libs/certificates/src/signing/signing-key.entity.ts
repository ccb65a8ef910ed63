import { Entity, Index } from 'typeorm';
import { flag, instant, Key, longText, orNull, Stored, text, whole } from '#libs/platform';

export const keyPurposes = ['document', 'statement'] as const;

export type KeyPurpose = (typeof keyPurposes)[number];

/**
 * The public half of a key that was ever signed with. It stays when another takes over, so that what it signed can be
 * checked for ever; the database refuses any other change.
 */
@Entity('signing_key')
@Index('uq_signing_key_fingerprint', ['fingerprint'], { unique: true })
export class SigningKey {
  @Key() id: string;
  @Stored(text(10)) purpose: KeyPurpose;
  /** SHA-256 of the public key (SPKI, DER), in hexadecimal digits. */
  @Stored(text(64)) keyId: string;
  /** SHA-256 of the certificate, of the public key where there is none: one key may get another certificate. */
  @Stored(text(64)) fingerprint: string;
  /** As people call it: `ECDSA P-256`, `RSA 2048`, `Ed25519`. */
  @Stored(text(20)) algorithm: string;
  /** The certificates, the key's own first; the public key where there are none. */
  @Stored(longText()) publicPem: string;
  /** Whom the certificate names. */
  @Stored(orNull(longText())) subject: string | null;
  @Stored(orNull(instant())) validFrom: Date | null;
  @Stored(orNull(instant())) validTo: Date | null;
  /** Made by a development server: nothing signed with it has legal effect. */
  @Stored(flag()) isDevelopment: boolean;
  @Stored(instant()) firstUsedAt: Date;
  @Stored(orNull(instant())) retiredAt: Date | null;
  @Stored(whole()) version: number;

  /** Another key of the same purpose has taken over. */
  retire(at: Date): void {
    this.retiredAt = at;
  }

  /** It is the current one again. */
  resume(): void {
    this.retiredAt = null;
  }
}
