import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { startProgramme } from '../support/programme.js';

const zones = ['UTC', 'Asia/Vientiane', 'America/Los_Angeles'] as const;

interface Said {
  /** Minutes by which the clock of the server is behind UTC. */
  offset: number;
  typed: number[];
  saved: number;
  api: [string, string][];
  stillAt: string;
  ofRun: string[];
  pages: string[][];
  forms: string[][];
  calendar: string[][];
  feed: [string, string][];
  letter: string[];
}

/** What a server in this zone says of a timetable. */
async function saidIn(zone: string): Promise<Said> {
  const programme = startProgramme(['dist/test/support/timetable-in-a-zone.js'], { ...process.env, TZ: zone });
  const [code] = await once(programme.process, 'exit');
  const said = /^said (.*)$/m.exec(programme.output())?.[1];
  assert.ok(code === 0 && said, programme.output());
  return JSON.parse(said);
}

const wall = [
  ['2027-12-31', '20:00', '23:30'],
  ['2028-01-01', '00:30', '06:59'],
  ['2028-02-28', '21:00', '23:59'],
  ['2028-02-29', '00:00', '03:00'],
  ['2028-02-29', '07:00', '11:30'],
  ['2028-03-01', '00:00', '09:00'],
];

const instants = [
  ['2027-12-31T13:00:00.000Z', '2027-12-31T16:30:00.000Z'],
  ['2027-12-31T17:30:00.000Z', '2027-12-31T23:59:00.000Z'],
  ['2028-02-28T14:00:00.000Z', '2028-02-28T16:59:00.000Z'],
  ['2028-02-28T17:00:00.000Z', '2028-02-28T20:00:00.000Z'],
  ['2028-02-29T00:00:00.000Z', '2028-02-29T04:30:00.000Z'],
  ['2028-02-29T17:00:00.000Z', '2028-03-01T02:00:00.000Z'],
];

/** As a letter says it: `31/12/2027`. */
const written = wall.map(([on = '', from, to]) => [on.split('-').reverse().join('/'), from, to]);

describe('a timetable', () => {
  const said = new Map<string, Said>();
  for (const zone of zones)
    it(`shows the clock on the wall of both countries on a server in ${zone}`, async () => {
      const one = await saidIn(zone);
      said.set(zone, one);
      assert.deepEqual(one.typed, [303, 303, 303, 303, 303, 201]);
      assert.deepEqual([one.saved, one.stillAt], [303, instants[0]![0]]);
      assert.deepEqual(one.api, instants);
      assert.deepEqual(one.feed, instants);
      assert.deepEqual(one.forms, wall);
      assert.deepEqual(one.letter, written.flat());
      for (const [index, page] of one.pages.entries()) assert.deepEqual(page.slice(0, 3), wall[index]);
      assert.deepEqual(one.ofRun, wall.flat());
    });

  it('is the same to the letter in every zone', () => {
    const [first, ...others] = zones.map((zone) => said.get(zone)!);
    assert.deepEqual(
      zones.map((zone) => said.get(zone)!.offset),
      [0, -420, 480],
    );
    for (const other of others) assert.deepEqual({ ...other, offset: 0 }, first);
    // The last week of the year has its session on Friday and the first of the next on Saturday.
    for (const part of ['2027-12-31', '20:00', '2028-01-01', '00:30'])
      assert.ok(first!.calendar[0]!.includes(part), part);
    for (const part of ['2028-02-29', '07:00', '2028-03-01']) assert.ok(first!.calendar[1]!.includes(part), part);
  });
});
