import { Injectable } from '@nestjs/common';
import { Database, instantOfRaw, jsonOfRaw, placeholders } from '#libs/platform';
import { Person } from '../person.entity.js';
import { type OwnWords } from '../person.rules.js';
import { PersonOrganisation } from '../person-organisation.entity.js';
import { inOrder, type MergeChoices } from './merge.rules.js';
import { PersonDistinction } from './person-distinction.entity.js';
import { PersonMerge } from './person-merge.entity.js';

/** A merge as it is told later. */
export interface MergeRecord {
  id: string;
  duplicateId: string;
  at: Date;
  accountName: string | null;
  choices: MergeChoices;
  moved: Record<string, number>;
  wordsBefore: { survivor: OwnWords; duplicate: OwnWords };
}

export interface DistinctionRecord {
  id: string;
  otherId: string;
  at: Date;
  accountName: string | null;
  reason: string;
}

@Injectable()
export class MergingRepository {
  constructor(private readonly database: Database) {}

  /** Locks these persons to the end of the unit: whoever would name one of them in a new row waits here. */
  async hold(ids: readonly string[]): Promise<void> {
    await this.database.change(`UPDATE person SET version = version WHERE id IN (${placeholders(ids)})`, [...ids]);
  }

  /** As it lies there, merged or not. */
  find(id: string): Promise<Person | null> {
    return this.database.read.findOneBy(Person, { id });
  }

  save(person: Person): Promise<void> {
    return this.database.update(person);
  }

  /** Accounts of this person that are or will be used. */
  async accountsInUse(personId: string): Promise<number> {
    const [row] = await this.database.rows<{ count: number }>(
      "SELECT COUNT(*) AS count FROM account WHERE person_id = ? AND status <> 'deactivated'",
      [personId],
    );
    return Number(row!.count);
  }

  async accounts(personId: string): Promise<number> {
    const [row] = await this.database.rows<{ count: number }>(
      'SELECT COUNT(*) AS count FROM account WHERE person_id = ?',
      [personId],
    );
    return Number(row!.count);
  }

  /** Accounts go over, and whoever was merged into the duplicate before is from now on merged into the survivor. */
  async moveOwn(survivorId: string, duplicateId: string): Promise<void> {
    const both = [survivorId, duplicateId];
    await this.database.change('UPDATE account SET person_id = ?, version = version + 1 WHERE person_id = ?', both);
    await this.database.change('UPDATE person SET merged_into_id = ? WHERE merged_into_id = ?', both);
    await this.moveDistinctions(survivorId, duplicateId);
  }

  links(personIds: readonly string[]): Promise<PersonOrganisation[]> {
    return this.database.read
      .createQueryBuilder(PersonOrganisation, 'l')
      .where('l.personId IN (:...personIds)', { personIds })
      .orderBy('l.since')
      .addOrderBy('l.id')
      .getMany();
  }

  async saveLink({ id, personId, ownWords }: PersonOrganisation): Promise<void> {
    await this.database.write.update(PersonOrganisation, { id }, { personId, ownWords: ownWords as never });
  }

  async removeLink({ id }: PersonOrganisation): Promise<void> {
    await this.database.change('DELETE FROM person_organisation WHERE id = ?', [id]);
  }

  add(row: PersonMerge | PersonDistinction): Promise<void> {
    return this.database.insert(row);
  }

  findDistinction(one: string, other: string): Promise<PersonDistinction | null> {
    const [oneId, otherId] = inOrder(one, other);
    return this.database.read.findOneBy(PersonDistinction, { oneId, otherId });
  }

  /** Merges into this person, the latest first, with those into whoever was merged into it. */
  async mergesOf(personId: string): Promise<MergeRecord[]> {
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT m.id, m.duplicate_id, m.at, m.choices, m.moved, m.words_before, a.name AS account_name
        FROM person_merge m JOIN person d ON d.id = m.duplicate_id LEFT JOIN account a ON a.id = m.account_id
        WHERE d.merged_into_id = ? ORDER BY m.id DESC`,
      [personId],
    );
    return rows.map((row) => ({
      id: row.id as string,
      duplicateId: row.duplicate_id as string,
      at: instantOfRaw(row.at),
      accountName: row.account_name as string | null,
      choices: jsonOfRaw(row.choices),
      moved: jsonOfRaw(row.moved),
      wordsBefore: jsonOfRaw(row.words_before),
    }));
  }

  async distinctionsOf(personId: string): Promise<DistinctionRecord[]> {
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT d.id, d.one_id, d.other_id, d.at, d.reason, a.name AS account_name
        FROM person_distinction d LEFT JOIN account a ON a.id = d.account_id
        WHERE d.one_id = ? OR d.other_id = ? ORDER BY d.id DESC LIMIT 100`,
      [personId, personId],
    );
    return rows.map((row) => ({
      id: row.id as string,
      otherId: (row.one_id === personId ? row.other_id : row.one_id) as string,
      at: instantOfRaw(row.at),
      accountName: row.account_name as string | null,
      reason: row.reason as string,
    }));
  }

  /** Whoever was told apart from the duplicate is told apart from the survivor. Only the pair itself stays as it was. */
  private async moveDistinctions(survivorId: string, duplicateId: string): Promise<void> {
    const told = await this.database.read
      .createQueryBuilder(PersonDistinction, 'd')
      .where('d.oneId = :duplicateId OR d.otherId = :duplicateId', { duplicateId })
      .orderBy('d.id')
      .getMany();
    for (const distinction of told) {
      const third = distinction.oneId === duplicateId ? distinction.otherId : distinction.oneId;
      if (third === survivorId || (await this.findDistinction(survivorId, third))) continue;
      const [oneId, otherId] = inOrder(survivorId, third);
      await this.database.write.update(PersonDistinction, { id: distinction.id }, { oneId, otherId });
    }
  }
}
