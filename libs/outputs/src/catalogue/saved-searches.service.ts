import { Injectable } from '@nestjs/common';
import { type Actor, Clock, conflict, newId, notFound, requireGrant, stale } from '#libs/kernel';
import { AccountHolds } from '#libs/people';
import { Audit, UnitOfWork } from '#libs/platform';
import { SavedSearch } from './saved-search.entity.js';
import type { SavedSearchChanges, SavedSearchFields } from './saved-search.fields.js';
import { savedSearchAccess } from './saved-search.policy.js';
import { SavedSearchesRepository } from './saved-searches.repository.js';

/** More than anybody follows. */
export const mostSearches = 50;

/** What somebody looks for again and again: their own, seen by nobody else. */
@Injectable()
export class SavedSearchesService {
  constructor(
    private readonly searches: SavedSearchesRepository,
    private readonly accounts: AccountHolds,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** One's own, the first saved first. */
  async list(actor: Actor): Promise<SavedSearch[]> {
    requireGrant(actor, savedSearchAccess.own);
    return this.searches.ofAccount(actor.accountId!);
  }

  async get(actor: Actor, id: string): Promise<SavedSearch> {
    requireGrant(actor, savedSearchAccess.own);
    const search = await this.searches.find(actor.accountId!, id);
    if (!search) throw notFound('saved_search');
    return search;
  }

  save(actor: Actor, fields: SavedSearchFields): Promise<SavedSearch> {
    requireGrant(actor, savedSearchAccess.own);
    const accountId = actor.accountId!;
    return this.unitOfWork.run(async () => {
      await this.accounts.hold(accountId);
      if ((await this.searches.ofAccount(accountId)).length >= mostSearches)
        throw conflict('saved_search.too_many', { most: mostSearches });
      const at = this.clock.now();
      const search = Object.assign(new SavedSearch(), {
        ...fields,
        id: newId(),
        accountId,
        toldUntil: at,
        createdAt: at,
        version: 1,
      });
      if (!(await this.searches.add(search))) throw nameTaken(fields.name);
      await this.record(actor, 'saved_search.saved', search);
      return search;
    });
  }

  edit(actor: Actor, id: string, version: number, { name, tells }: SavedSearchChanges): Promise<SavedSearch> {
    return this.unitOfWork.run(async () => {
      const search = await this.get(actor, id);
      if (search.version !== version) throw stale('saved_search');
      if (name !== undefined) search.name = name;
      // What came while nobody wanted to hear of it is no news any more.
      if (tells && !search.tells) await this.searches.tellFrom(search, this.clock.now());
      search.tells = tells ?? search.tells;
      if (!(await this.searches.update(search))) throw nameTaken(search.name);
      await this.record(actor, 'saved_search.edited', search);
      return search;
    });
  }

  remove(actor: Actor, id: string): Promise<void> {
    return this.unitOfWork.run(async () => {
      const search = await this.get(actor, id);
      await this.searches.remove(search);
      await this.record(actor, 'saved_search.removed', search);
    });
  }

  /** That it happened; what somebody looks for is nobody's business. */
  private record(actor: Actor, action: string, { id }: SavedSearch): Promise<void> {
    return this.audit.record(actor, { action, noun: 'saved_search', subjectId: id });
  }
}

const nameTaken = (name: string) => conflict('saved_search.name_taken', { name });
