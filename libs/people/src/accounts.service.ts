import { Injectable } from '@nestjs/common';
import {
  type Actor,
  Clock,
  conflict,
  enforce,
  forbidden,
  invalid,
  isLanguage,
  type Language,
  notFound,
  type Role,
  requireGrant,
  type Scope,
  scopeOf,
  stale,
} from '#libs/kernel';
import { Audit, anyOf, ConfigurationError, type Listing, UnitOfWork, type Where, where } from '#libs/platform';
import type { Account } from './account.entity.js';
import type { AccountQuery, PasswordFields, ProfileChanges } from './account.fields.js';
import { accountKeys, maskedEmail, mayChangeRolesOf, mayHoldRoles, mayLoseAdmin } from './account.rules.js';
import { AccountsRepository, type AccountWithRoles } from './accounts.repository.js';
import { Passwords } from './passwords.js';
import { accountAccess } from './people.policy.js';
import { ownOrganisation } from './sight.js';
import { SignInsRepository } from './sign-ins.repository.js';

/** An account as an actor may see it; its e-mail is masked where the matrix says so. */
export interface AccountCard extends AccountWithRoles {
  email: string;
  masked: boolean;
}

@Injectable()
export class AccountsService {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly signIns: SignInsRepository,
    private readonly passwords: Passwords,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Who is behind a sign-in, with the rights of this moment; null when the sign-in or the account is over. */
  async actorOf(accountId: string, signInId: string, language: Language | null): Promise<Actor | null> {
    const rows = await this.accounts.actorRows(accountId, signInId, this.clock.now());
    const [row] = rows;
    if (!row) return null;
    return {
      kind: 'account',
      accountId: row.id,
      signInId,
      personId: row.person_id,
      organisationId: row.organisation_id,
      organisationPath: row.path,
      roles: rows.flatMap(({ role }) => role ?? []),
      name: row.name,
      language: language ?? (isLanguage(row.language) ? row.language : 'en'),
    };
  }

  async list(actor: Actor, query: AccountQuery): Promise<Listing<AccountCard>> {
    const scope = scopeOf(actor, accountAccess.read);
    const listing = await this.accounts.list(query, inSight(scope), !scope.masked);
    return { ...listing, items: await this.cards(actor, scope, listing.items) };
  }

  async get(actor: Actor, id: string): Promise<AccountCard> {
    const scope = scopeOf(actor, accountAccess.read);
    const account = await this.accounts.find(id);
    if (!account || !(await this.accounts.isInSight(id, inSight(scope)))) throw notFound('account');
    const [card] = await this.cards(actor, scope, [account]);
    return card;
  }

  /** One's own account, unmasked. */
  async me(actor: Actor): Promise<AccountCard> {
    requireGrant(actor, accountAccess.own);
    const [own] = await this.accounts.withRoles([await this.own(actor)]);
    return { ...own, email: own.account.email, masked: false };
  }

  async setRoles(actor: Actor, id: string, version: number, roles: readonly Role[]): Promise<AccountCard> {
    requireGrant(actor, accountAccess.setRoles);
    await this.unitOfWork.run(async () => {
      const account = await this.load(id, version);
      enforce(mayChangeRolesOf(id, actor.accountId), 'forbidden');
      enforce(mayHoldRoles(roles, account));
      const before = await this.accounts.rolesOf(id);
      if (before.includes('admin') && !roles.includes('admin')) await this.keepAnAdmin(account, before);
      await this.accounts.setRoles(id, roles);
      await this.accounts.save(account);
      await this.audit.record(actor, {
        action: 'account.roles_set',
        noun: 'account',
        subjectId: id,
        details: { before, roles },
      });
    });
    return this.get(actor, id);
  }

  /** From this moment the account can do nothing; its sign-ins end in the same unit. */
  async deactivate(actor: Actor, id: string, reason: string | null = null): Promise<AccountCard> {
    requireGrant(actor, accountAccess.deactivate);
    await this.unitOfWork.run(async () => {
      const account = await this.load(id);
      if (account.status === 'deactivated') throw conflict('account.is_deactivated');
      await this.keepAnAdmin(account, await this.accounts.rolesOf(id));
      account.deactivate();
      await this.accounts.save(account);
      await this.signIns.endAll(id, this.clock.now());
      await this.audit.record(actor, { action: 'account.deactivated', noun: 'account', subjectId: id, reason });
    });
    // Whoever has just put out their own account is told so, though they see nothing from now on.
    const [account] = await this.accounts.withRoles([await this.load(id)]);
    return { ...account, email: account.account.email, masked: false };
  }

  /** Ends all sign-ins of somebody else; they may sign in again. */
  async endSignIns(actor: Actor, id: string): Promise<AccountCard> {
    requireGrant(actor, accountAccess.endSignIns);
    await this.unitOfWork.run(async () => {
      await this.load(id);
      const ended = await this.signIns.endAll(id, this.clock.now());
      await this.audit.record(actor, {
        action: 'account.sign_ins_ended',
        noun: 'account',
        subjectId: id,
        details: { ended },
      });
    });
    return this.get(actor, id);
  }

  async changeProfile(actor: Actor, version: number, changes: ProfileChanges): Promise<AccountCard> {
    requireGrant(actor, accountAccess.own);
    await this.unitOfWork.run(async () => {
      const account = await this.own(actor);
      if (account.version !== version) throw stale('account');
      Object.assign(account, changes);
      Object.assign(account, accountKeys(account.name));
      await this.accounts.save(account);
      await this.audit.record(actor, { action: 'account.profile_changed', noun: 'account', subjectId: account.id });
    });
    return this.me(actor);
  }

  /** Ends every sign-in but the one that asks. Throws 422 at `/currentPassword` when that is wrong. */
  async changePassword(actor: Actor, { currentPassword, password }: PasswordFields): Promise<void> {
    requireGrant(actor, accountAccess.own);
    const { passwordHash } = await this.own(actor);
    if (!(await this.passwords.matches(passwordHash, currentPassword)))
      throw invalid({ pointer: '/currentPassword', code: 'account.wrong_password' });
    const next = await this.passwords.hash(password);
    await this.unitOfWork.run(async () => {
      const account = await this.own(actor);
      account.passwordHash = next;
      await this.accounts.save(account);
      await this.signIns.endAll(account.id, this.clock.now(), actor.signInId);
      await this.audit.record(actor, { action: 'account.password_changed', noun: 'account', subjectId: account.id });
    });
  }

  /** Production starts only without invented accounts. */
  async assertNoDemoAccounts(): Promise<void> {
    const [first] = await this.accounts.demoAccounts();
    if (first)
      throw new ConfigurationError(
        `DATABASE_URL: this database holds demo accounts (${first}); production needs its own`,
      );
  }

  /** Instructors whom a session can be given to. */
  instructors(): Promise<{ personId: string; name: string }[]> {
    return this.accounts.instructors();
  }

  /** True while nobody could sign in: a fresh database. */
  async isEmpty(): Promise<boolean> {
    return this.accounts.isEmpty();
  }

  private async keepAnAdmin(account: Account, roles: readonly Role[]): Promise<void> {
    if (!roles.includes('admin') || account.status !== 'active') return;
    enforce(mayLoseAdmin(true, await this.accounts.otherAdmins(account.id)));
  }

  private async load(id: string, version?: number): Promise<Account> {
    const account = await this.accounts.find(id);
    if (!account) throw notFound('account');
    if (version !== undefined && account.version !== version) throw stale('account');
    return account;
  }

  private async own(actor: Actor): Promise<Account> {
    const account = actor.accountId === null ? null : await this.accounts.find(actor.accountId);
    if (!account) throw forbidden();
    return account;
  }

  private async cards(actor: Actor, scope: Scope, accounts: readonly Account[]): Promise<AccountCard[]> {
    const found = await this.accounts.withRoles(accounts);
    return found.map((one) => {
      const masked = scope.masked && one.account.id !== actor.accountId;
      return { ...one, masked, email: masked ? maskedEmail(one.account.email) : one.account.email };
    });
  }
}

const inSight = (scope: Scope): Where =>
  anyOf(
    scope.allBy.length > 0 ? where('1 = 1') : null,
    ownOrganisation('a.organisation_id', scope),
    scope.selfAccountId === null ? null : where('a.id = ?', scope.selfAccountId),
  );
