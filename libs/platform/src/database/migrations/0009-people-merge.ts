import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';
import { id, instant, json, longText, orNull, text } from '../columns.js';
import { addColumn, createTable } from '../tables.js';

const added = { sound_key: orNull(text(120)), latin_sound_key: orNull(text(120)), merged_into_id: orNull(id()) };

/** Where people who may be one are looked for. */
const indices = {
  ix_person_sound_key: ['sound_key', 'birth_date'],
  ix_person_latin_sound_key: ['latin_sound_key', 'birth_date'],
  ix_person_birth_date: ['birth_date'],
  ix_person_merged_into_id: ['merged_into_id'],
};

export class PeopleMerge1763800800000 implements MigrationInterface {
  name = 'PeopleMerge1763800800000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [column, kind] of Object.entries(added)) await addColumn(runner, 'person', column, kind);
    const known = new Set((await runner.getTable('person'))!.indices.map(({ name }) => name));
    for (const [name, columnNames] of Object.entries(indices))
      if (!known.has(name)) await runner.createIndex('person', new TableIndex({ name, columnNames }));
    await createTable(
      runner,
      'person_merge',
      {
        id: id(),
        survivor_id: id(),
        duplicate_id: id(),
        choices: json(),
        moved: json(),
        words_before: json(),
        account_id: orNull(id()),
        at: instant(),
      },
      {
        unique: { uq_person_merge_duplicate: ['duplicate_id'] },
        references: { survivor_id: 'person', duplicate_id: 'person' },
      },
    );
    await createTable(
      runner,
      'person_distinction',
      { id: id(), one_id: id(), other_id: id(), reason: longText(), account_id: orNull(id()), at: instant() },
      {
        unique: { uq_person_distinction: ['one_id', 'other_id'] },
        references: { one_id: 'person', other_id: 'person' },
        check: { ck_person_distinction_order: 'one_id < other_id' },
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['person_distinction', 'person_merge']) await runner.dropTable(table, true);
    for (const name of Object.keys(indices)) await runner.dropIndex('person', name);
    for (const column of Object.keys(added)) await runner.dropColumn('person', column);
  }
}
