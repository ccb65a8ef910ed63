import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ask, askersOf, denialOf } from './access/ask.js';
import { attendanceRows } from './access/attendance.js';
import { certificateRows } from './access/certificates.js';
import { takeTheOtherSteps, untold } from './access/changes.js';
import { type Column, columns, type Row } from './access/columns.js';
import { consumerRows, rowRows } from './access/consumers.js';
import { designRows } from './access/designs.js';
import { importRows } from './access/imports.js';
import { type List, lists } from './access/lists.js';
import { mailRows } from './access/mail.js';
import { materialRows } from './access/materials.js';
import { listRows } from './access/nomination-lists.js';
import { nominationRows } from './access/nominations.js';
import { leavingRows, openRows } from './access/open.js';
import { outputRows } from './access/outputs.js';
import { paperRows } from './access/paper.js';
import { peopleRows } from './access/people.js';
import { routesOf, shapeOf } from './access/routes.js';
import { searchRows } from './access/searches.js';
import { leaksIn } from './access/secrets.js';
import { timetableRows } from './access/timetable.js';
import { trainingRows } from './access/training.js';
import { useRows } from './access/uses.js';
import { buildWorld, type World } from './access/world.js';

const tables: Record<string, Row[]> = {
  'the open doors': openRows,
  'people, accounts and organisations': peopleRows,
  'courses, runs and sessions': trainingRows,
  'rooms and holidays': timetableRows,
  nominations: nominationRows,
  'lists of nominations': listRows,
  'lists of people in files': importRows,
  'materials and announcements': materialRows,
  'sign-in sheets': paperRows,
  attendance: attendanceRows,
  outputs: outputRows,
  'saved searches': searchRows,
  'keys and grants': consumerRows,
  'rows of data sets': rowRows,
  'uses of outputs': useRows,
  certificates: certificateRows,
  'designs of certificates': designRows,
  mails: mailRows,
};

/** Of the description of the API. */
interface Described {
  paths: Record<string, Record<string, { responses: Record<string, unknown> }>>;
}

describe('access', () => {
  let world: World;
  const leaks: string[] = [];
  /** What was answered over the API: `GET /api/v1/runs/: 200`. */
  const answers = new Set<string>();
  before(async () => {
    world = await buildWorld();
  });
  after(() => world?.app.close());

  /** Asks every row as everybody and says where the answer is another than the table's. */
  const differences = async (rows: readonly Row[]): Promise<string[]> => {
    const found: string[] = [];
    for (const row of rows) {
      const [method, address, may] = row;
      const asked = askersOf(row, world, columns).map(async (column) => {
        const expected = may[column] ?? denialOf(row, column);
        const { status, text } = await ask(world, column, row);
        leaks.push(...leaksIn(column, address, text));
        if (address.startsWith('/api/')) answers.add(`${shapeOf(`${method} ${address}`)} ${status}`);
        if (status !== expected)
          found.push(`${method} ${address} as ${column}: ${status}, not ${expected} ${codeIn(text)}`);
      });
      await Promise.all(asked);
    }
    return found;
  };

  it('is written down for every route there is', () => {
    const rows = [...Object.values(tables).flat(), ...leavingRows];
    const written = new Set(rows.map(([method, address]) => shapeOf(`${method} ${address}`)));
    const routes = routesOf(world.app.nest);
    const shapes = new Set(routes.map(shapeOf));
    const missing = routes.filter((route) => !written.has(shapeOf(route)));
    const left = [...written].filter((shape) => !shapes.has(shape));
    assert.deepEqual({ missing, left }, { missing: [], left: [] });
  });

  for (const [name, rows] of Object.entries(tables))
    it(`to ${name} is as the table says`, async () => assert.deepEqual(await differences(rows), []));

  for (const list of lists)
    it(`finds in ${list.address} exactly what is in sight, counted and page by page`, async () => {
      for (const column of columns) {
        const expected = list.found[column];
        if (expected === undefined) continue;
        const answers = [
          await whole(world, column, list),
          ...(list.unpaged ? [] : [await walked(world, column, list)]),
        ];
        for (const found of answers) assert.deepEqual(found.toSorted(), expected.toSorted(), column);
      }
    });

  it('tells nobody, in whatever was answered above, what of a person is not for them', () => {
    assert.deepEqual([...new Set(leaks)], []);
  });

  it('answers nothing over the API that its description does not name', async () => {
    const { paths } = (await world.app.public.get('/api/v1/openapi.json')).body as Described;
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { responses }]) =>
        Object.keys(responses).map((status) => `${method.toUpperCase()} ${path.replace(/\{\w+\}/g, ':')} ${status}`),
      ),
    );
    const known = new Set(described);
    assert.deepEqual([...answers].filter((answer) => !known.has(answer)).toSorted(), []);
  });

  it('leaves a trace of every change there is over the API', async () => {
    await takeTheOtherSteps(world);
    const silent = world.changes.filter(({ events }) => events === 0);
    const taken = new Set(world.changes.map(({ method, address }) => shapeOf(`${method} ${address}`)));
    const missing = routesOf(world.app.nest)
      .filter((route) => /^(POST|PUT|PATCH|DELETE) \/api\//.test(route) && !untold.includes(route))
      .filter((route) => !taken.has(shapeOf(route)));
    assert.deepEqual({ silent, missing }, { silent: [], missing: [] });
  });

  it('ends with the sign-in', async () => assert.deepEqual(await differences(leavingRows), []));
});

/** Names of all that one answer holds; what it counts is what it shows. */
async function whole(world: World, column: Column, { address, by = 'id', unpaged }: List): Promise<string[]> {
  const body = await world.get(column, unpaged ? address : `${address}?pageSize=200`);
  if (!unpaged) assert.equal(body.total, body.items.length, `${address} counts for ${column}`);
  return body.items.map((item: Record<string, string>) => world.nameOf(item[by]!));
}

/** The same, one item at a time by the cursor. */
async function walked(world: World, column: Column, { address, by = 'id' }: List): Promise<string[]> {
  const found: string[] = [];
  for (let after = ''; ; ) {
    const { items, next } = await world.get(column, `${address}?pageSize=1&total=false${after}`);
    found.push(...items.map((item: Record<string, string>) => world.nameOf(item[by]!)));
    if (next === undefined) return found;
    after = `&after=${encodeURIComponent(next)}`;
  }
}

/** The code of a problem. */
const codeIn = (text: string): string => /"code":"([^"]+)"/.exec(text)?.[1] ?? '';
