import { Injectable } from '@nestjs/common';
import { type Actor, Clock, enforce, forbidden, invalid, newId, notFound, type Role, requireGrant } from '#libs/kernel';
import { Audit, isUniqueViolation, UnitOfWork } from '#libs/platform';
import { Account } from './account.entity.js';
import type { AcceptanceFields, InvitationFields } from './account.fields.js';
import { accountKeys, invitationDays, mayHoldRoles } from './account.rules.js';
import { AccountsRepository } from './accounts.repository.js';
import { InvitedPeople } from './invited-people.js';
import { Passwords } from './passwords.js';
import { accountAccess, invitationTo, mayInviteAll } from './people.policy.js';
import { SignInsRepository } from './sign-ins.repository.js';
import { digestOf, newSecret } from './tokens.js';

/** A link as it is shown once: `/invitations/<token>`. Nobody can read it again. */
export interface Invitation {
  account: Account;
  roles: Role[];
  token: string;
  expiresAt: Date;
}

const day = 24 * 3_600_000;

@Injectable()
export class InvitationsService {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly invited: InvitedPeople,
    private readonly signIns: SignInsRepository,
    private readonly passwords: Passwords,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Makes the account and the link by which its owner sets a password. */
  async invite(actor: Actor, fields: InvitationFields): Promise<Invitation> {
    for (const role of fields.roles) requireGrant(actor, invitationTo(role));
    return this.unitOfWork.run(async () => {
      const account = await this.newAccount(actor, fields);
      const invitation = this.link(account, fields.roles);
      await this.add(account, fields.roles);
      await this.record(actor, 'account.invited', account, { roles: fields.roles });
      return invitation;
    });
  }

  /**
   * A new link when the first ran out or was lost. For an active account it is the way back to a forgotten password,
   * which only an admin may open.
   */
  async renew(actor: Actor, id: string): Promise<Invitation> {
    requireGrant(actor, accountAccess.invite);
    return this.unitOfWork.run(async () => {
      const account = await this.accounts.find(id);
      if (!account) throw notFound('account');
      const roles = await this.accounts.rolesOf(id);
      if (!mayInviteAll(actor, roles)) throw forbidden();
      if (account.status !== 'invited') requireGrant(actor, accountAccess.setRoles);
      const invitation = this.link(account, roles);
      await this.accounts.save(account);
      await this.record(actor, 'account.invitation_renewed', account, {});
      return invitation;
    });
  }

  /** Whom a link is for. Throws 404 `invitation` when it was used, has run out or never was. */
  async find(token: string): Promise<Account> {
    const account = await this.accounts.findByInvitation(digestOf(token));
    const isGood = account?.invitationExpiresAt && account.invitationExpiresAt > this.clock.now();
    if (!account || !isGood) throw notFound('invitation');
    return account;
  }

  /** Sets the password and uses the link up; earlier sign-ins of the account end. */
  async accept(token: string, { password, language }: AcceptanceFields): Promise<Account> {
    await this.find(token);
    const hash = await this.passwords.hash(password);
    return this.unitOfWork.run(async () => {
      const account = await this.find(token);
      account.activate(hash);
      if (language) account.language = language;
      await this.accounts.save(account);
      await this.signIns.endAll(account.id, this.clock.now());
      const owner: Actor = { ...byNobody, accountId: account.id, name: account.name, language: account.language };
      await this.record(owner, 'account.invitation_accepted', account, {});
      return account;
    });
  }

  /** An account that can sign in at once. For the operator alone: the first admin, demo data. */
  async open(actor: Actor, fields: InvitationFields, password: string): Promise<Account> {
    if (actor.kind !== 'operator') throw forbidden();
    const hash = await this.passwords.hash(password);
    return this.unitOfWork.run(async () => {
      const account = await this.newAccount(actor, fields);
      account.activate(hash);
      await this.add(account, fields.roles);
      await this.record(actor, 'account.opened', account, { roles: fields.roles });
      return account;
    });
  }

  private async newAccount(actor: Actor, fields: InvitationFields): Promise<Account> {
    const { organisationId, personId } = await this.invited.placeOf(actor, fields);
    enforce(mayHoldRoles(fields.roles, { organisationId, personId }));
    return Object.assign(new Account(), {
      ...accountKeys(fields.name),
      id: newId(),
      email: fields.email,
      name: fields.name,
      language: fields.language,
      organisationId,
      personId,
      passwordHash: null,
      status: 'invited',
      invitationDigest: null,
      invitationExpiresAt: null,
      createdAt: this.clock.now(),
      version: 1,
    });
  }

  private link(account: Account, roles: Role[]): Invitation {
    const token = newSecret();
    const expiresAt = new Date(this.clock.now().getTime() + invitationDays * day);
    account.invite(digestOf(token), expiresAt);
    return { account, roles, token, expiresAt };
  }

  private async add(account: Account, roles: readonly Role[]): Promise<void> {
    try {
      await this.accounts.add(account);
    } catch (error) {
      if (isUniqueViolation(error)) throw invalid({ pointer: '/email', code: 'account.email_taken' });
      throw error;
    }
    await this.accounts.setRoles(account.id, roles);
  }

  private record(actor: Actor, action: string, { id }: Account, details: Record<string, unknown>): Promise<void> {
    return this.audit.record(actor, { action, noun: 'account', subjectId: id, details });
  }
}

const byNobody = {
  kind: 'account',
  signInId: null,
  personId: null,
  organisationId: null,
  organisationPath: null,
  roles: [],
} as const;
