import { Entity, Index } from 'typeorm';
import type { Role } from '#libs/kernel';
import { id, Key, References, Stored, text } from '#libs/platform';
import { Account } from './account.entity.js';

/** One role of one account. */
@Entity('account_role')
@Index('uq_account_role', ['accountId', 'role'], { unique: true })
@Index('ix_account_role_role', ['role'])
export class AccountRole {
  @Key() id: string;
  @Stored(id()) @References(() => Account) accountId: string;
  @Stored(text(30)) role: Role;
}
