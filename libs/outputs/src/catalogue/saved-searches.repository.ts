import { Injectable } from '@nestjs/common';
import { Account } from '#libs/people';
import { Database, instantParameter, isUniqueViolation, type Receiver } from '#libs/platform';
import { SavedSearch } from './saved-search.entity.js';

@Injectable()
export class SavedSearchesRepository {
  constructor(private readonly database: Database) {}

  /** The first saved first. */
  ofAccount(accountId: string): Promise<SavedSearch[]> {
    return this.database.read.find(SavedSearch, { where: { accountId }, order: { id: 'ASC' } });
  }

  /** Those that tell, first the one whose news is the oldest. */
  toldOf(accountId: string): Promise<SavedSearch[]> {
    return this.database.read.find(SavedSearch, {
      where: { accountId, tells: true },
      order: { toldUntil: 'ASC', id: 'ASC' },
    });
  }

  find(accountId: string, id: string): Promise<SavedSearch | null> {
    return this.database.read.findOneBy(SavedSearch, { id, accountId });
  }

  /** False when its owner has another of this name. */
  async add(search: SavedSearch): Promise<boolean> {
    return saved(() => this.database.insert(search));
  }

  async update(search: SavedSearch): Promise<boolean> {
    return saved(() => this.database.update(search));
  }

  async tellFrom({ id }: SavedSearch, at: Date): Promise<void> {
    await this.database.change('UPDATE saved_search SET told_until = ? WHERE id = ?', [instantParameter(at), id]);
  }

  /** It was looked through until then. False when it had been moved on, or turned silent, since it was loaded. */
  async moveOn({ id, toldUntil }: SavedSearch, until: Date): Promise<boolean> {
    const moved = await this.database.change(
      'UPDATE saved_search SET told_until = ? WHERE id = ? AND told_until = ? AND tells = 1',
      [instantParameter(until), id, instantParameter(toldUntil)],
    );
    return moved === 1;
  }

  async remove(search: SavedSearch): Promise<void> {
    await this.database.write.delete(SavedSearch, { id: search.id });
  }

  /** Accounts in use that want to be told of something. */
  async toldAccounts(): Promise<string[]> {
    const rows = await this.database.rows<{ account_id: string }>(
      `SELECT DISTINCT s.account_id FROM saved_search s JOIN account a ON a.id = s.account_id
        WHERE s.tells = 1 AND a.status = 'active' ORDER BY s.account_id`,
    );
    return rows.map(({ account_id }) => account_id);
  }

  async receiver(accountId: string): Promise<Receiver> {
    const { name, email, language } = await this.database.read.findOneByOrFail(Account, { id: accountId });
    return { accountId, name, address: email, language };
  }
}

async function saved(save: () => Promise<void>): Promise<boolean> {
  try {
    await save();
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}
