import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Actor, newId } from '#libs/kernel';
import { type NominationQuery, NominationsService, nominationQuery } from '#libs/nominations';
import type { Organisation } from '#libs/people';
import { Database, UnitOfWork } from '#libs/platform';
import type { CourseRun } from '#libs/training';
import { engine } from '../support/engine.js';
import { laoCoordinator, nominatorOf, openRun, startNominations } from '../support/nominations.js';
import type { TestContext } from '../support/platform.js';
import { actorOf, organisation, person, vnCoordinator } from '../support/training.js';

interface Statement {
  sql: string;
  parameters: unknown[];
}

describe('the list of nominations', () => {
  let context: TestContext;
  let database: Database;
  let ministry: Organisation;
  const departments: Organisation[] = [];
  let run: CourseRun;
  let total = 0;

  before(async () => {
    context = await startNominations();
    database = context.get(Database);
    ministry = await organisation(context, 'Ministry');
    for (let index = 0; index < 4; index += 1)
      departments.push(await organisation(context, `Department ${index}`, ministry));
    departments.push(await organisation(context, 'Elsewhere'));
    run = await openRun(context, {});
  });
  after(() => context.close());

  /** Written straight into the table: nobody nominates thousands in a test. */
  async function fill(count: number): Promise<void> {
    const people: string[] = [];
    for (let index = 0; index < 50; index += 1) people.push((await person(context, `Person ${total}-${index}`)).id);
    const row = (index: number) => {
      const id = newId();
      const submitted = index % 10 === 0 ? null : '2026-03-02 02:00:00.000';
      const status = submitted ? (index % 3 ? 'withdrawn' : 'not_selected') : 'withdrawn';
      const home = departments[index % departments.length].id;
      const selected = index % 2 ? submitted : null;
      return [
        id,
        run.id,
        home,
        people[index % people.length],
        status,
        index,
        '2026-03-01 02:00:00.000',
        submitted,
        selected,
      ];
    };
    const marks = "(?, ?, ?, ?, ?, ?, '', '', ?, ?, ?, 1)";
    for (let from = 0; from < count; from += 500) {
      const rows = Array.from({ length: Math.min(500, count - from) }, (_, index) => row(total + from + index));
      await context.get(UnitOfWork).run(() =>
        database.change(
          `INSERT INTO nomination (id, run_id, organisation_id, person_id, status, \`rank\`, letter_number, note, created_at,
            submitted_at, selected_at, version) VALUES ${rows.map(() => marks).join(', ')}`,
          rows.flat(),
        ),
      );
    }
    total += count;
    await context
      .get(UnitOfWork)
      .run(() => database.change(engine === 'mariadb' ? 'ANALYZE TABLE nomination' : 'ANALYZE', []));
  }

  const ask = (more: Partial<NominationQuery>): NominationQuery => ({
    ...nominationQuery.parse({}),
    total: 'false',
    ...more,
  });

  /** The statements a page costs. */
  async function statementsOf(actor: Actor, query: Partial<NominationQuery>): Promise<Statement[]> {
    const seen: Statement[] = [];
    const { rows } = database;
    database.rows = (sql: string, parameters: unknown[] = []) => {
      seen.push({ sql, parameters });
      return rows.call(database, sql, parameters) as never;
    };
    try {
      const { items } = await context.get(NominationsService).list(actor, ask(query));
      assert.ok(items.length > 0, 'there is something to see');
    } finally {
      database.rows = rows;
    }
    return seen;
  }

  const readers = (): [string, Actor, Partial<NominationQuery>][] => [
    ['IICE', laoCoordinator, {}],
    ['IICE, one status', laoCoordinator, { status: 'withdrawn' }],
    ['VIOIT', vnCoordinator, {}],
    ['an auditor', actorOf('auditor'), {}],
    ['a nominator of a ministry', nominatorOf(ministry), {}],
    ['a nominator of a department', nominatorOf(departments[0]), {}],
  ];

  it('costs the same statements for thirty rows and for twelve thousand', async () => {
    await fill(30);
    const few = new Map<string, number>();
    for (const [who, actor, query] of readers()) few.set(who, (await statementsOf(actor, query)).length);
    await fill(12_000);
    for (const [who, actor, query] of readers()) {
      const { length } = await statementsOf(actor, query);
      assert.equal(length, few.get(who), who);
      assert.ok(length <= 2, `${who}: ${length} statements`);
    }
  });

  it('follows an index: no scan of the table and no sorting of it on either engine', async () => {
    for (const [who, actor, query] of readers()) {
      const page = (await statementsOf(actor, query)).at(-1)!;
      const plan = await database.rows<Record<string, unknown>>(
        `${engine === 'mariadb' ? 'EXPLAIN' : 'EXPLAIN QUERY PLAN'} ${page.sql}`,
        page.parameters,
      );
      for (const line of plan) refuseSlow(who, line);
    }
  });

  /** The derived page of at most 51 ids may be scanned and sorted; the table of nominations may not. */
  function refuseSlow(who: string, line: Record<string, unknown>): void {
    const text = JSON.stringify(line);
    if (engine === 'sqlite') {
      // `SCAN n USING INDEX` in the cut goes along the index and stops at the limit; tables are looked up by key.
      assert.doesNotMatch(String(line.detail), /^SCAN (n|r|c|o|p|w|x)$|AUTOMATIC/, who);
      return;
    }
    if (line.table !== 'n') return;
    assert.notEqual(line.type, 'ALL', `${who}: ${text}`);
    assert.doesNotMatch(String(line.Extra ?? ''), /filesort|temporary/, `${who}: ${text}`);
  }

  it('pages by cursor through everything in sight, each once, in the same order as by number', async () => {
    const actor = nominatorOf(ministry);
    const service = context.get(NominationsService);
    const walked: string[] = [];
    let after: string | undefined;
    for (let page = 0; page < 5; page += 1) {
      const listing = await service.list(actor, ask({ pageSize: 40, ...(after ? { after } : {}) }));
      walked.push(...listing.items.map(({ id }) => id));
      after = listing.next;
    }
    const numbered: string[] = [];
    for (let page = 1; page <= 5; page += 1) {
      const listing = await service.list(actor, ask({ pageSize: 40, page }));
      numbered.push(...listing.items.map(({ id }) => id));
    }
    assert.deepEqual(walked, numbered);
    assert.equal(new Set(walked).size, 200);
  });

  it('counts exactly what is in sight', async () => {
    const { total: seen } = await context.get(NominationsService).list(nominatorOf(ministry), ask({ total: 'true' }));
    const [{ number }] = await database.rows<{ number: number }>(
      `SELECT COUNT(*) AS number FROM nomination n JOIN organisation o ON o.id = n.organisation_id WHERE o.path LIKE ?`,
      [`${ministry.path}%`],
    );
    assert.equal(seen, Number(number));
  });

  it('is as quick at the end as at the beginning', async () => {
    const service = context.get(NominationsService);
    const actor = nominatorOf(ministry);
    const [last] = (await service.list(actor, ask({ sort: 'createdAt', pageSize: 60 }))).items.slice(-1);
    const timed = async (query: Partial<NominationQuery>) => {
      const times = [];
      for (let round = 0; round < 7; round += 1) {
        const from = performance.now();
        await service.list(actor, ask(query));
        times.push(performance.now() - from);
      }
      return times.toSorted((a, b) => a - b)[3];
    };
    const [first, deep] = [await timed({}), await timed({ after: last.id })];
    assert.ok(deep < first * 3 + 5, `first ${first.toFixed(1)} ms, deep ${deep.toFixed(1)} ms`);
  });
});
