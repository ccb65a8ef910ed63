import { Entity, Index } from 'typeorm';
import type { Language } from '#libs/kernel';
import { id, instant, Key, longText, orNull, References, Stored, text, whole } from '#libs/platform';
import type { AccountStatus } from './account.rules.js';
import { Organisation } from './organisation.entity.js';
import { Person } from './person.entity.js';

/** Somebody who signs in. What they may is in their roles, where in their organisation or person. */
@Entity('account')
@Index('uq_account_email', ['email'], { unique: true })
@Index('uq_account_invitation', ['invitationDigest'], { unique: true })
export class Account {
  @Key() id: string;
  /** In lower case. */
  @Stored(text(254)) email: string;
  /** argon2id; null until an invitation is accepted. */
  @Stored(orNull(text(300))) passwordHash: string | null;
  @Stored(orNull(id())) @References(() => Person) personId: string | null;
  @Stored(orNull(id())) @References(() => Organisation) organisationId: string | null;
  @Stored(text(250)) name: string;
  @Stored(longText()) searchKey: string;
  @Stored(text(600)) sortKey: string;
  @Stored(text(2)) language: Language;
  @Stored(text(20)) status: AccountStatus;
  /** SHA-256 of the one-time link; the link itself is shown once and kept nowhere. */
  @Stored(orNull(text(64))) invitationDigest: string | null;
  @Stored(orNull(instant())) invitationExpiresAt: Date | null;
  @Stored(instant()) createdAt: Date;
  @Stored(whole()) version: number;

  invite(digest: string, expiresAt: Date): void {
    this.invitationDigest = digest;
    this.invitationExpiresAt = expiresAt;
  }

  /** The link is used up; the account signs in with this password from now on. */
  activate(passwordHash: string): void {
    this.passwordHash = passwordHash;
    this.status = 'active';
    this.forgetInvitation();
  }

  deactivate(): void {
    this.status = 'deactivated';
    this.forgetInvitation();
  }

  private forgetInvitation(): void {
    this.invitationDigest = null;
    this.invitationExpiresAt = null;
  }
}
