import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIGURATION, type Configuration } from '#libs/platform';

const randomLength = 24;
const sealLength = 16;

/** What is stored of a token. Tokens are random, so a plain hash is enough. */
export const digestOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** A link or token that only chance could guess: 192 bits. */
export const newSecret = (): string => randomBytes(randomLength).toString('base64url');

/**
 * Tokens of sign-ins: the id of the sign-in, chance, and a seal. The seal tells a token of ours that is out of date
 * (stolen, or used twice) from one that somebody made up: only the former ends the sign-in.
 */
@Injectable()
export class SignInTokens {
  private readonly key: Buffer;

  constructor(@Inject(CONFIGURATION) { secretKey }: Pick<Configuration, 'secretKey'>) {
    this.key = Buffer.from(hkdfSync('sha256', secretKey, '', 'sign-in tokens', 32));
  }

  issue(signInId: string): string {
    const bytes = Buffer.concat([idBytes(signInId), randomBytes(randomLength)]);
    return Buffer.concat([bytes, this.sealOf(bytes)]).toString('base64url');
  }

  /** The sign-in a token of ours was made for; null for anything else. */
  signInOf(token: string): string | null {
    const bytes = Buffer.from(token, 'base64url');
    if (bytes.length !== 16 + randomLength + sealLength) return null;
    const body = bytes.subarray(0, 16 + randomLength);
    if (!timingSafeEqual(this.sealOf(body), bytes.subarray(16 + randomLength))) return null;
    return body.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }

  private sealOf(bytes: Buffer): Buffer {
    return createHmac('sha256', this.key).update(bytes).digest().subarray(0, sealLength);
  }
}

const idBytes = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');
