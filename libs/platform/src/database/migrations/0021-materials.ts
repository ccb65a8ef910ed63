import type { MigrationInterface, QueryRunner } from 'typeorm';
import { id, instant, json, longText, orNull, text, whole } from '../columns.js';
import { createTable } from '../tables.js';

/** What is handed out in a run or a session, and what is announced to those who take part. */
export class Materials1763803000000 implements MigrationInterface {
  name = 'Materials1763803000000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'announcement',
      {
        id: id(),
        run_id: id(),
        title: json(),
        body: json(),
        announced_at: instant(),
        created_by: orNull(id()),
        version: whole(),
      },
      { references: { run_id: 'course_run' } },
    );
    await createTable(
      runner,
      'material',
      {
        id: id(),
        run_id: id(),
        session_id: orNull(id()),
        title: json(),
        kind: text(10),
        url: orNull(longText()),
        file_name: orNull(text(250)),
        media_type: orNull(text(120)),
        size: orNull(whole()),
        sha256: orNull(text(64)),
        storage_key: orNull(text(80)),
        created_by: orNull(id()),
        created_at: instant(),
        version: whole(),
      },
      {
        references: { run_id: 'course_run', session_id: 'session' },
        check: {
          ck_material_kind: "(kind = 'link') = (url IS NOT NULL) AND (kind = 'file') = (storage_key IS NOT NULL)",
        },
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['material', 'announcement']) await runner.dropTable(table, true);
  }
}
