import { Injectable } from '@nestjs/common';
import { type Actor, publicActor } from '#libs/kernel';
import { AccountsRepository, type ActorRow } from './accounts.repository.js';

/** Who somebody is by now, for work done after their request. */
@Injectable()
export class ActorLookup {
  constructor(private readonly accounts: AccountsRepository) {}

  /** The owner of an account, who has not signed in for this; null when the account is over. */
  async of(accountId: string): Promise<Actor | null> {
    const rows = await this.accounts.standingRows(accountId);
    const [row] = rows;
    return row ? { ...publicActor(row.language), ...standing(rows), accountId, kind: 'account' } : null;
  }

  /** With the rights of this moment, whether they are still signed in or not; null when the account is over. */
  async now(actor: Actor): Promise<Actor | null> {
    if (actor.kind !== 'account' || actor.accountId === null) return actor;
    const rows = await this.accounts.standingRows(actor.accountId);
    return rows.length > 0 ? { ...actor, ...standing(rows) } : null;
  }
}

const standing = (rows: readonly ActorRow[]) => {
  const { person_id: personId, organisation_id: organisationId, path: organisationPath, name } = rows[0]!;
  return { personId, organisationId, organisationPath, name, roles: rows.flatMap(({ role }) => role ?? []) };
};
