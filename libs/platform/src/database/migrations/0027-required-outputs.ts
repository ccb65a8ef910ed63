import type { MigrationInterface, QueryRunner } from 'typeorm';

const due = { course: 'dueDays', course_run: 'dueOn' } as const;

type Kind = string | { kind: string };

/** What courses and runs require was a list of kinds; now each kind is asked so many times, of whom, and by when. */
export class RequiredOutputs1763803300000 implements MigrationInterface {
  readonly name = 'RequiredOutputs1763803300000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, date] of Object.entries(due))
      await rewrite(runner, table, (one) =>
        typeof one === 'string' ? { kind: one, count: 1, per: 'run', [date]: null } : one,
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(due))
      await rewrite(runner, table, (one) => (typeof one === 'string' ? one : one.kind));
  }
}

/** Row by row, only what is not yet so: re-runnable, and the same on both engines. */
async function rewrite(runner: QueryRunner, table: string, each: (one: Kind) => Kind): Promise<void> {
  const rows: { id: string; required_outputs: string }[] = await runner.query(
    `SELECT id, required_outputs FROM ${table}`,
  );
  for (const { id, required_outputs: before } of rows) {
    const after = JSON.stringify((JSON.parse(before) as Kind[]).map(each));
    if (after !== before) await runner.query(`UPDATE ${table} SET required_outputs = ? WHERE id = ?`, [after, id]);
  }
}
