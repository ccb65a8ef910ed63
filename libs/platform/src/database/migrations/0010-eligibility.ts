import type { MigrationInterface, QueryRunner } from 'typeorm';
import { calendarDate, id, instant, json, list, longText, orNull, text } from '../columns.js';
import { addColumn, createTable } from '../tables.js';

const added = [
  ['person', 'service_since'],
  ['person', 'languages'],
  ['person', 'sector'],
  ['course_run', 'eligibility_rules'],
  ['course_run', 'required_documents'],
];

/** What calls ask of people: their years of service, languages and sector; the rules of a run; the blocks lifted. */
export class Eligibility1763800900000 implements MigrationInterface {
  name = 'Eligibility1763800900000';

  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'person', 'service_since', orNull(calendarDate()));
    await addColumn(runner, 'person', 'languages', list());
    await addColumn(runner, 'person', 'sector', orNull(text(40)));
    await addColumn(runner, 'course_run', 'eligibility_rules', list());
    await addColumn(runner, 'course_run', 'required_documents', list());
    await createTable(
      runner,
      'eligibility_lift',
      {
        id: id(),
        nomination_id: id(),
        rule: text(30),
        lifted_rule: json(),
        reason: longText(),
        lifted_by: orNull(id()),
        lifted_at: instant(),
      },
      { unique: { uq_eligibility_lift: ['nomination_id', 'rule'] }, references: { nomination_id: 'nomination' } },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('eligibility_lift', true);
    for (const [table, column] of added) await runner.query(`ALTER TABLE ${table} DROP COLUMN ${column}`);
  }
}
