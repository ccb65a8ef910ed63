import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { AccountsRepository } from './accounts.repository.js';

/** Who somebody is by now, for work done after their request. */
@Injectable()
export class ActorLookup {
  constructor(private readonly accounts: AccountsRepository) {}

  /** With the rights of this moment, whether they are still signed in or not; null when the account is over. */
  async now(actor: Actor): Promise<Actor | null> {
    if (actor.kind !== 'account' || actor.accountId === null) return actor;
    const rows = await this.accounts.standingRows(actor.accountId);
    const [row] = rows;
    if (!row) return null;
    return {
      ...actor,
      personId: row.person_id,
      organisationId: row.organisation_id,
      organisationPath: row.path,
      roles: rows.flatMap(({ role }) => role ?? []),
      name: row.name,
    };
  }
}
