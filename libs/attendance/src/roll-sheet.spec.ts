import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type MarkStatus, markStatuses } from './attendance.rules.js';
import type { AttendanceConflict } from './attendance-conflict.entity.js';
import { type KeptEntry, type LoadedRoll, RollSheet } from './roll-sheet.js';
import { behindBy, saidWhen } from './sync/device-clock.rules.js';

const start = Date.UTC(2026, 2, 2, 1);
const opensAt = new Date(start - 3_600_000);
const people = ['keo', 'noy', 'kham'];

/** A mark as it lies on a device. */
interface OnDevice {
  device: 'A' | 'B';
  id: string;
  enrolmentId: string;
  status: MarkStatus;
  /** On the device's clock. */
  saidAt: Date;
  position: number;
  basedOn: string | null;
}

/** The tables behind the sheets. */
class Server {
  readonly loaded: LoadedRoll = {
    enrolmentIds: new Set(people),
    marks: new Map(),
    entries: new Map(),
    conflicts: new Map(),
    known: new Map(),
  };
  readonly ended: AttendanceConflict[] = [];

  /** Another witness, on the server itself. */
  hear(source: 'check_in' | 'paper' | 'excuse', enrolmentId: string, status: MarkStatus, minute: number): void {
    const sheet = new RollSheet('session', { accountId: null, deviceId: null }, new Date(), this.loaded);
    sheet.say({ id: `${source} ${enrolmentId}`, enrolmentId, status, source, markedAt: new Date(start + minute) });
    sheet.settle();
  }

  /** What one device sends at once, `behind` milliseconds behind the server's clock. */
  sync(marks: readonly OnDevice[], behind: number, now: Date): void {
    const sheet = new RollSheet('session', { accountId: null, deviceId: marks[0].device }, now, this.loaded);
    for (const { device: _, ...mark } of marks) {
      const markedAt = saidWhen(mark.saidAt, behind, opensAt, now);
      if (!sheet.isKnown(mark)) sheet.say({ ...mark, source: 'roll', markedAt });
    }
    this.ended.push(...sheet.settle().moved.filter(({ resolvedAt }) => resolvedAt));
  }

  get entries(): KeptEntry[] {
    return [...this.loaded.entries.values()].flat();
  }

  /** Everything but the order of arrival. */
  get outcome() {
    const of = (enrolmentId: string) => {
      const mark = this.loaded.marks.get(enrolmentId);
      if (!mark) return [enrolmentId];
      const { status, entryId, source, markedAt } = mark;
      const conflict = this.loaded.conflicts.get(mark.id);
      const disputed = conflict ? [conflict.standingEntryId, conflict.otherEntryId] : null;
      return [enrolmentId, status, entryId, source, markedAt.getTime(), disputed];
    };
    return {
      marks: people.map(of),
      said: this.entries.map(({ id, status, position, markedAt }) => [id, status, position, markedAt.getTime()]).sort(),
    };
  }
}

const minutes = (most: number) => fc.integer({ min: 0, max: most }).map((minute) => minute * 60_000);

/** What two devices say, each having seen what it could have: its own words, the server's, or what the other said before. */
const story = fc
  .record({
    said: fc.array(
      fc.record({
        device: fc.constantFrom('A' as const, 'B' as const),
        person: fc.constantFrom(...people),
        status: fc.constantFrom(...markStatuses),
        pause: minutes(3),
        seen: fc.option(fc.nat(), { nil: null, freq: 2 }),
      }),
      { minLength: 1, maxLength: 25 },
    ),
    witnesses: fc.array(
      fc.record({
        source: fc.constantFrom('check_in' as const, 'paper' as const, 'excuse' as const),
        person: fc.constantFrom(...people),
        status: fc.constantFrom(...markStatuses),
        minute: minutes(30),
      }),
      { maxLength: 4 },
    ),
    // Behind or ahead by up to twenty years.
    behind: fc.record({ A: fc.integer({ min: -6e11, max: 6e11 }), B: fc.integer({ min: -6e11, max: 6e11 }) }),
  })
  .map(({ said, witnesses, behind }) => {
    let now = start;
    const before = witnesses.map(({ source, person }) => ({ id: `${source} ${person}`, enrolmentId: person }));
    const marks: OnDevice[] = [];
    for (const [index, { device, person, status, pause, seen }] of said.entries()) {
      now += pause;
      const visible = [...before, ...marks].filter(({ enrolmentId }) => enrolmentId === person);
      marks.push({
        device,
        id: `${device}${index}`,
        enrolmentId: person,
        status,
        saidAt: new Date(now - behind[device]),
        position: index,
        basedOn: seen === null || visible.length === 0 ? null : visible[seen % visible.length].id,
      });
    }
    return { marks, witnesses, behind, end: new Date(now) };
  });

/** How it arrives: shuffled, some of it again, cut into syncs. */
const arrival = <T>(marks: readonly T[]) =>
  fc
    .record({
      order: fc.shuffledSubarray([...marks], { minLength: marks.length }),
      again: fc.shuffledSubarray([...marks]),
      cuts: fc.array(fc.integer({ min: 1, max: 8 }), { minLength: marks.length * 2, maxLength: marks.length * 2 }),
    })
    .map(({ order, again, cuts }) => {
      const all = [...order, ...again];
      const parts: T[][] = [];
      for (let index = 0, done = 0; done < all.length; done += cuts[index], index += 1)
        parts.push(all.slice(done, done + cuts[index]));
      return parts;
    });

const told = fc.oneof(story).chain((one) => fc.tuple(fc.constant(one), arrival(one.marks)));

function serverWith(
  witnesses: { source: 'check_in' | 'paper' | 'excuse'; person: string; status: MarkStatus; minute: number }[],
) {
  const server = new Server();
  const first = new Map(witnesses.map((one) => [`${one.source} ${one.person}`, one]));
  for (const { source, person, status, minute } of first.values())
    server.hear(source, person, source === 'excuse' ? 'excused' : status, minute);
  return server;
}

describe('what two devices say', () => {
  it('in any order, any number of times, in any parts, comes to the same marks and conflicts, and nothing is lost', () => {
    fc.assert(
      fc.property(told, ([{ marks, witnesses, behind, end }, parts]) => {
        const inTurn = serverWith(witnesses);
        for (const mark of marks) inTurn.sync([mark], behind[mark.device], end);
        const server = serverWith(witnesses);
        let now = end.getTime();
        for (const part of parts)
          for (const device of ['A', 'B'] as const) {
            now += 1000;
            const own = part.filter((mark) => mark.device === device);
            // The same clock shows a later time by now.
            if (own.length > 0)
              server.sync(own, behindBy(new Date(now - behind[device]), new Date(now)), new Date(now));
          }
        assert.deepEqual(server.outcome, inTurn.outcome);
        const ids = new Set(server.entries.map(({ id }) => id));
        assert.ok(marks.every(({ id }) => ids.has(id)));
        assert.equal(ids.size, server.entries.length);
      }),
      { numRuns: 500 },
    );
  });

  it('stands in the order of each device, also when its clock is set at any moment', () => {
    const jumps = fc.tuple(told, fc.array(fc.integer({ min: -6e11, max: 6e11 }), { minLength: 25, maxLength: 25 }));
    fc.assert(
      fc.property(jumps, ([[{ marks, end }, parts], offsets]) => {
        const jumping = new Map(
          marks.map((mark, index) => [mark.id, { ...mark, saidAt: new Date(mark.saidAt.getTime() + offsets[index]) }]),
        );
        const server = serverWith([]);
        for (const part of parts)
          for (const device of ['A', 'B'] as const) {
            const own = part.filter((mark) => mark.device === device).map(({ id }) => jumping.get(id)!);
            if (own.length > 0) server.sync(own, 0, end);
          }
        for (const person of people) {
          const last = new Map(
            marks.filter(({ enrolmentId }) => enrolmentId === person).map((mark) => [mark.device, mark]),
          );
          const stands = server.loaded.marks.get(person)?.entryId;
          assert.ok(last.size === 0 || [...last.values()].some(({ id }) => id === stands));
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a sheet', () => {
  it('opens one conflict, however often it is said, and ends it when its witnesses come to agree', () => {
    const server = new Server();
    const mark = (device: 'A' | 'B', position: number, status: MarkStatus): OnDevice => ({
      device,
      id: `${device}${position}`,
      enrolmentId: 'keo',
      status,
      saidAt: new Date(start + position),
      position,
      basedOn: null,
    });
    const now = new Date(start + 60_000);
    for (let round = 0; round < 3; round += 1) {
      server.sync([mark('A', 1, 'present')], 0, now);
      server.sync([mark('B', 1, 'absent')], 0, now);
    }
    const [conflict] = server.loaded.conflicts.values();
    assert.deepEqual([conflict.standingEntryId, conflict.otherEntryId], ['A1', 'B1']);
    server.sync([mark('B', 2, 'present')], 0, now);
    assert.equal(server.loaded.conflicts.size, 0);
    assert.deepEqual(
      server.ended.map(({ id, status, resolvedBy, openKey }) => [id === conflict.id, status, resolvedBy, openKey]),
      [[true, 'present', null, null]],
    );
  });
});
