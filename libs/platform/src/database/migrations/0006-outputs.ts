import type { MigrationInterface, QueryRunner } from 'typeorm';
import { id, instant, json, longText, orNull, text, whole } from '../columns.js';
import { createTable } from '../tables.js';
import { differs, isPublished, refuse } from './published.js';

/** What of an output is as it was published for ever. */
const published = [
  'run_id',
  'kind',
  'title',
  'summary',
  'sector',
  'province',
  'zone',
  'access_level',
  'original_id',
  'version_number',
  'published_at',
];

export class Outputs1763800500000 implements MigrationInterface {
  readonly name = 'Outputs1763800500000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'output',
      {
        id: id(),
        run_id: id(),
        kind: text(20),
        title: json(),
        summary: json(),
        sector: text(40),
        province: orNull(text(5)),
        zone: orNull(text(60)),
        access_level: text(12),
        status: text(20),
        original_id: id(),
        version_number: whole(),
        created_by: orNull(id()),
        created_at: instant(),
        submitted_at: orNull(instant()),
        accepted_at: orNull(instant()),
        published_at: orNull(instant()),
        published_year: orNull(whole()),
        withdrawn_at: orNull(instant()),
        status_reason: orNull(longText()),
        search_key: longText(),
        title_sort_lo: text(250),
        title_sort_vi: text(250),
        title_sort_en: text(250),
        version: whole(),
      },
      {
        unique: { uq_output_version: ['original_id', 'version_number'] },
        index: {
          ix_output_published: ['status', 'published_at', 'id'],
          ix_output_run: ['run_id', 'status', 'kind'],
        },
        references: { run_id: 'course_run' },
        check: { ck_output_version_number: 'version_number >= 1' },
      },
    );
    await createTable(
      runner,
      'output_author',
      { id: id(), output_id: id(), enrolment_id: id() },
      {
        unique: { uq_output_author: ['output_id', 'enrolment_id'] },
        references: { output_id: 'output', enrolment_id: 'enrolment' },
      },
    );
    await createTable(
      runner,
      'output_file',
      {
        id: id(),
        output_id: id(),
        name: text(250),
        media_type: text(120),
        size: whole(),
        sha256: text(64),
        storage_key: text(80),
        uploaded_at: instant(),
        uploaded_by: orNull(id()),
      },
      { references: { output_id: 'output' } },
    );
    await createTable(
      runner,
      'output_approval',
      { id: id(), output_id: id(), side: text(2), account_id: id(), at: instant() },
      { unique: { uq_output_approval: ['output_id', 'side'] }, references: { output_id: 'output' } },
    );
    await createTable(
      runner,
      'output_waiver',
      { id: id(), run_id: id(), kind: text(20), side: text(2), account_id: id(), reason: longText(), at: instant() },
      { unique: { uq_output_waiver: ['run_id', 'kind', 'side'] }, references: { run_id: 'course_run' } },
    );
    const changes = published.map((column) => differs(runner, column)).join(' OR ');
    await refuse(runner, 'UPDATE', 'output', `OLD.status IN ('published', 'withdrawn') AND (${changes})`);
    for (const table of ['output_file', 'output_author']) {
      await refuse(runner, 'UPDATE', table, isPublished('OLD.output_id'));
      await refuse(runner, 'DELETE', table, isPublished('OLD.output_id'));
      await refuse(runner, 'INSERT', table, isPublished('NEW.output_id'));
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['output_waiver', 'output_approval', 'output_file', 'output_author', 'output'])
      await runner.dropTable(table, true);
  }
}
