import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { AccountsService, accountQuery } from '#libs/people';

const query = accountQuery.parse({ role: 'instructor', pageSize: 200, total: 'false' });

/** Who can be assigned to a session: the persons behind the accounts of instructors. */
@Injectable()
export class Instructors {
  constructor(private readonly accounts: AccountsService) {}

  async options(actor: Actor): Promise<{ value: string; label: string }[]> {
    const { items } = await this.accounts.list(actor, query);
    return items.flatMap(({ account: { personId, name } }) => (personId ? [{ value: personId, label: name }] : []));
  }
}
