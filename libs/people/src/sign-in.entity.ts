import { Entity, Index } from 'typeorm';
import { id, instant, Key, orNull, References, Stored, text, whole } from '#libs/platform';
import { Account } from './account.entity.js';
import type { SignInKind } from './sign-in.rules.js';

/** One sign-in of an account on one device, until it ends or expires. */
@Entity('sign_in')
@Index('uq_sign_in_token', ['tokenDigest'], { unique: true })
export class SignIn {
  @Key() id: string;
  @Stored(id()) @References(() => Account) accountId: string;
  @Stored(text(10)) kind: SignInKind;
  /** SHA-256 of the token that is good now: the cookie's, or the last refresh token handed out. */
  @Stored(text(64)) tokenDigest: string;
  @Stored(text(200)) userAgent: string;
  @Stored(instant()) createdAt: Date;
  @Stored(instant()) lastUsedAt: Date;
  @Stored(instant()) expiresAt: Date;
  @Stored(orNull(instant())) endedAt: Date | null;
  @Stored(whole()) version: number;
}
