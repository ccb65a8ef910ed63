import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { AccountsService, accountQuery, PersonLookup } from '#libs/people';

const query = accountQuery.parse({ role: 'instructor', pageSize: 200, total: 'false' });

/** Who can be assigned to a session: the persons behind the accounts of instructors. */
@Injectable()
export class Instructors {
  constructor(
    private readonly accounts: AccountsService,
    private readonly people: PersonLookup,
  ) {}

  async options(actor: Actor): Promise<{ value: string; label: string }[]> {
    const { items } = await this.accounts.list(actor, query);
    const known = await this.people.byIds(items.map(({ account }) => account.personId));
    return [...known.values()].map(({ id, fullName }) => ({ value: id, label: fullName }));
  }
}
