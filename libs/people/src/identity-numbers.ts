import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIGURATION, type Configuration } from '#libs/platform';

const algorithm = 'aes-256-gcm';
const ivLength = 12;
const tagLength = 16;
const version = 'v1.';

/** Seals identity numbers before they are stored. The only place that can open one. */
@Injectable()
export class IdentityNumbers {
  private readonly sealing: Buffer;
  private readonly indexing: Buffer;

  constructor(@Inject(CONFIGURATION) { identityKey }: Pick<Configuration, 'identityKey'>) {
    // Two keys of one secret: who could compute digests must not thereby open numbers.
    this.sealing = Buffer.from(hkdfSync('sha256', identityKey, '', 'identity number seal', 32));
    this.indexing = Buffer.from(hkdfSync('sha256', identityKey, '', 'identity number digest', 32));
  }

  /** AES-256-GCM, bound to the person: a sealed number copied to another row does not open. */
  seal(number: string, personId: string): string {
    const iv = randomBytes(ivLength);
    const cipher = createCipheriv(algorithm, this.sealing, iv).setAAD(Buffer.from(personId));
    const sealed = Buffer.concat([cipher.update(number, 'utf8'), cipher.final()]);
    return version + Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
  }

  /** Throws when the number was sealed under another key or for another person. */
  open(sealed: string, personId: string): string {
    const bytes = Buffer.from(sealed.slice(version.length), 'base64url');
    const decipher = createDecipheriv(algorithm, this.sealing, bytes.subarray(0, ivLength))
      .setAAD(Buffer.from(personId))
      .setAuthTag(bytes.subarray(ivLength, ivLength + tagLength));
    return Buffer.concat([decipher.update(bytes.subarray(ivLength + tagLength)), decipher.final()]).toString('utf8');
  }

  /** HMAC-SHA-256 in hex: finds an equal number without opening any. */
  digest(number: string): string {
    return createHmac('sha256', this.indexing).update(number).digest('hex');
  }
}
