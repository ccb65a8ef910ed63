import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fromZero, id, instant, json, longText, orNull, text, whole } from '../columns.js';
import { createTable, makeAppendOnly } from '../tables.js';
import { isPublished, refuse } from './published.js';

/** The review of outputs: looks for personal data with what they found, verdicts by the rubric, comments. */
export class Review1763803200000 implements MigrationInterface {
  readonly name = 'Review1763803200000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'output_look',
      {
        id: id(),
        output_id: id(),
        submitted_at: instant(),
        status: text(10),
        ended_at: orNull(instant()),
        attempts: fromZero(),
        held_until: orNull(instant()),
        fault: orNull(text(60)),
        cleared_at: orNull(instant()),
        cleared_by: orNull(id()),
        clear_reason: orNull(longText()),
        version: whole(),
      },
      {
        unique: { uq_output_look: ['output_id', 'submitted_at'] },
        index: { ix_output_look_status: ['status', 'held_until'] },
        references: { output_id: 'output' },
      },
    );
    await createTable(
      runner,
      'output_finding',
      { id: id(), look_id: id(), kind: text(20), place: json(), sample: text(120), count: whole() },
      { references: { look_id: 'output_look' } },
    );
    await createTable(
      runner,
      'output_review',
      {
        id: id(),
        output_id: id(),
        decision: text(10),
        rubric: orNull(json()),
        note: longText(),
        reviewed_by: orNull(id()),
        at: instant(),
      },
      { references: { output_id: 'output' } },
    );
    await createTable(
      runner,
      'output_comment',
      {
        id: id(),
        output_id: id(),
        about: orNull(text(60)),
        body: longText(),
        written_by: orNull(id()),
        at: instant(),
        resolved_at: orNull(instant()),
        resolved_by: orNull(id()),
        version: whole(),
      },
      { references: { output_id: 'output' } },
    );
    for (const table of ['output_finding', 'output_review']) await makeAppendOnly(runner, table);
    for (const table of ['output_look', 'output_comment'])
      for (const event of ['UPDATE', 'DELETE']) await refuse(runner, event, table, isPublished('OLD.output_id'));
    await refuse(runner, 'INSERT', 'output_comment', isPublished('NEW.output_id'));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['output_comment', 'output_review', 'output_finding', 'output_look'])
      await runner.dropTable(table, true);
  }
}
