import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { roles as everyRole, type Language, type LocalisedText, newId, type Role, searchKey } from '#libs/kernel';
import {
  allOf,
  anyOf,
  containing,
  Database,
  instantParameter,
  jsonOfRaw,
  type Listing,
  listPage,
  placeholders,
  type Where,
  where,
} from '#libs/platform';
import { Account } from './account.entity.js';
import type { AccountQuery } from './account.fields.js';
import { demoDomain } from './account.rules.js';
import { AccountRole } from './account-role.entity.js';

export interface ActorRow {
  id: string;
  name: string;
  language: Language;
  person_id: string | null;
  organisation_id: string | null;
  path: string | null;
  role: Role | null;
}

/** An account with its roles and the name of its organisation. */
export interface AccountWithRoles {
  account: Account;
  roles: Role[];
  organisation: LocalisedText | null;
}

@Injectable()
export class AccountsRepository {
  constructor(private readonly database: Database) {}

  /** Everything a request needs to know of its caller, in one query by keys: a row per role. */
  actorRows(accountId: string, signInId: string, now: Date): Promise<ActorRow[]> {
    return this.database.rows<ActorRow>(
      `SELECT a.id, a.name, a.language, a.person_id, a.organisation_id, o.path, r.role
        FROM sign_in s JOIN account a ON a.id = s.account_id
        LEFT JOIN organisation o ON o.id = a.organisation_id
        LEFT JOIN account_role r ON r.account_id = a.id
        WHERE s.id = ? AND s.account_id = ? AND s.ended_at IS NULL AND s.expires_at > ? AND a.status = 'active'`,
      [signInId, accountId, instantParameter(now)],
    );
  }

  /** The same of an active account, without a sign-in. */
  standingRows(accountId: string): Promise<ActorRow[]> {
    return this.database.rows<ActorRow>(
      `SELECT a.id, a.name, a.language, a.person_id, a.organisation_id, o.path, r.role
        FROM account a LEFT JOIN organisation o ON o.id = a.organisation_id
        LEFT JOIN account_role r ON r.account_id = a.id
        WHERE a.id = ? AND a.status = 'active'`,
      [accountId],
    );
  }

  find(id: string): Promise<Account | null> {
    return this.database.read.findOneBy(Account, { id });
  }

  findByEmail(email: string): Promise<Account | null> {
    return this.database.read.findOneBy(Account, { email });
  }

  findByInvitation(invitationDigest: string): Promise<Account | null> {
    return this.database.read.findOneBy(Account, { invitationDigest });
  }

  async isActive(id: string): Promise<boolean> {
    return (await this.find(id))?.status === 'active';
  }

  async rolesOf(accountId: string): Promise<Role[]> {
    const held = await this.database.read.findBy(AccountRole, { accountId });
    return inOrder(held.map(({ role }) => role));
  }

  async withRoles(accounts: readonly Account[]): Promise<AccountWithRoles[]> {
    if (accounts.length === 0) return [];
    const held = await this.database.read.findBy(AccountRole, { accountId: In(accounts.map(({ id }) => id)) });
    const organisations = await this.organisationNames(accounts);
    return accounts.map((account) => ({
      account,
      roles: inOrder(held.filter(({ accountId }) => accountId === account.id).map(({ role }) => role)),
      organisation: organisations.get(account.organisationId ?? '') ?? null,
    }));
  }

  /** `byEmail`: also found by their address, for whoever sees it whole. */
  async list(query: AccountQuery, sight: Where, byEmail: boolean): Promise<Listing<Account>> {
    const listing = await listPage<{ id: string }>(
      this.database,
      {
        from: 'account a',
        id: 'a.id',
        where: allOf(
          sight,
          query.q === undefined || query.q.trim() === '' ? null : matching(query.q, byEmail),
          query.status ? where('a.status = ?', query.status) : null,
          query.role
            ? where('EXISTS (SELECT 1 FROM account_role r WHERE r.account_id = a.id AND r.role = ?)', query.role)
            : null,
          query.organisationId
            ? where(
                'EXISTS (SELECT 1 FROM organisation o WHERE o.id = a.organisation_id AND o.path LIKE ?)',
                `%/${query.organisationId}/%`,
              )
            : null,
        ),
        sorts: { name: 'a.sort_key', createdAt: 'a.created_at' },
        defaultSort: 'name',
        select: 'a.id',
      },
      query,
    );
    const ids = listing.items.map(({ id }) => id);
    const found = ids.length === 0 ? [] : await this.database.read.findBy(Account, { id: In(ids) });
    const accounts = new Map(found.map((account) => [account.id, account]));
    return { ...listing, items: ids.flatMap((id) => accounts.get(id) ?? []) };
  }

  /** True in a fresh database. */
  async isEmpty(): Promise<boolean> {
    return !(await this.database.read.existsBy(Account, {}));
  }

  async isInSight(id: string, sight: Where): Promise<boolean> {
    const rows = await this.database.rows(`SELECT a.id FROM account a WHERE a.id = ? AND (${sight.sql})`, [
      id,
      ...sight.parameters,
    ]);
    return rows.length === 1;
  }

  /** Persons behind active or invited accounts with the role instructor. */
  async instructors(): Promise<{ personId: string; name: string }[]> {
    const rows = await this.database.rows<{ person_id: string; name: string }>(
      `SELECT DISTINCT a.person_id, a.name, a.sort_key FROM account_role r JOIN account a ON a.id = r.account_id
        WHERE r.role = 'instructor' AND a.person_id IS NOT NULL AND a.status <> 'deactivated' ORDER BY a.sort_key, a.person_id`,
    );
    return rows.map(({ person_id, name }) => ({ personId: person_id, name }));
  }

  /** Held to the end of the unit: nobody else changes what hangs on this account meanwhile, so that it can be counted. */
  async hold(id: string): Promise<void> {
    await this.database.change('UPDATE account SET version = version WHERE id = ?', [id]);
  }

  /**
   * Active admins beside this account. The rows of all admins are held until the unit ends: two admins who put each
   * other out at once would otherwise both still count one.
   */
  async otherAdmins(accountId: string): Promise<number> {
    await this.database.change("UPDATE account_role SET role = role WHERE role = 'admin'", []);
    const [row] = await this.database.rows<{ count: number }>(
      `SELECT COUNT(*) AS count FROM account_role r JOIN account a ON a.id = r.account_id
        WHERE r.role = 'admin' AND a.status = 'active' AND a.id <> ?`,
      [accountId],
    );
    return Number(row.count);
  }

  async demoAccounts(): Promise<string[]> {
    const rows = await this.database.rows<{ email: string }>(
      "SELECT email FROM account WHERE email LIKE ? ESCAPE '!' ORDER BY email",
      [`%${demoDomain}`],
    );
    return rows.map(({ email }) => email);
  }

  add(account: Account): Promise<void> {
    return this.database.insert(account);
  }

  save(account: Account): Promise<void> {
    return this.database.update(account);
  }

  async setRoles(accountId: string, roles: readonly Role[]): Promise<void> {
    const held = await this.rolesOf(accountId);
    const gone = held.filter((role) => !roles.includes(role));
    if (gone.length > 0)
      await this.database.change(`DELETE FROM account_role WHERE account_id = ? AND role IN (${placeholders(gone)})`, [
        accountId,
        ...gone,
      ]);
    for (const role of roles)
      if (!held.includes(role))
        await this.database.insert(Object.assign(new AccountRole(), { id: newId(), accountId, role }));
  }

  private async organisationNames(accounts: readonly Account[]): Promise<Map<string, LocalisedText>> {
    const ids = [...new Set(accounts.flatMap(({ organisationId }) => organisationId ?? []))];
    if (ids.length === 0) return new Map();
    const rows = await this.database.rows<{ id: string; name: string }>(
      `SELECT id, name FROM organisation WHERE id IN (${placeholders(ids)})`,
      ids,
    );
    return new Map(rows.map(({ id, name }) => [id, jsonOfRaw<LocalisedText>(name)]));
  }
}

const inOrder = (held: readonly Role[]): Role[] => everyRole.filter((role) => held.includes(role));

function matching(q: string, byEmail: boolean): Where {
  const words = searchKey(q);
  return anyOf(
    words ? where("a.search_key LIKE ? ESCAPE '!'", containing(words)) : null,
    byEmail ? where("a.email LIKE ? ESCAPE '!'", containing(q.trim().toLowerCase())) : null,
  );
}
