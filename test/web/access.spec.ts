import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ask, askersOf, denialOf } from './access/ask.js';
import { attendanceRows } from './access/attendance.js';
import { certificateRows } from './access/certificates.js';
import { columns, type Row } from './access/columns.js';
import { nominationRows } from './access/nominations.js';
import { leavingRows, openRows } from './access/open.js';
import { outputRows } from './access/outputs.js';
import { peopleRows } from './access/people.js';
import { routesOf, shapeOf } from './access/routes.js';
import { trainingRows } from './access/training.js';
import { buildWorld, type World } from './access/world.js';

const tables: Record<string, Row[]> = {
  'the open doors': openRows,
  'people, accounts and organisations': peopleRows,
  'courses, runs and sessions': trainingRows,
  nominations: nominationRows,
  attendance: attendanceRows,
  outputs: outputRows,
  certificates: certificateRows,
  'signing out': leavingRows,
};

describe('access', () => {
  let world: World;
  before(async () => {
    world = await buildWorld();
  });
  after(() => world?.app.close());

  it('is written down for every route there is', () => {
    const named = new Set(
      Object.values(tables)
        .flat()
        .map(([method, address]) => shapeOf(`${method} ${address}`)),
    );
    const routes = routesOf(world.app.nest);
    const missing = routes.filter((route) => !named.has(shapeOf(route)));
    assert.deepEqual(missing, [], 'routes without a row');
    const known = new Set(routes.map(shapeOf));
    assert.deepEqual(
      [...named].filter((route) => !known.has(route)),
      [],
      'rows without a route',
    );
  });

  for (const [name, rows] of Object.entries(tables))
    it(`to ${name} is as the table says`, async () => {
      const wrong: string[] = [];
      for (const row of rows) {
        const [method, address, may] = row;
        for (const column of askersOf(row, world, columns)) {
          const expected = may[column] ?? denialOf(row, column);
          const { status, text } = await ask(world, column, row);
          if (status !== expected)
            wrong.push(`${method} ${address} as ${column}: ${status}, not ${expected} ${said(text)}`);
        }
      }
      assert.deepEqual(wrong, []);
    });
});

/** The code of a problem, for the message. */
const said = (text: string): string => /"code":"([^"]+)"/.exec(text)?.[1] ?? '';
