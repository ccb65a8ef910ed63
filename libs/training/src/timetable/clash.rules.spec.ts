import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { localDate } from '#libs/kernel';
import { type Booking, changedAspects, clashesOf, concerning, type Facts } from './clash.rules.js';

/** A session of the morning of 10 March, 8:00 to 11:30 on the clock of both countries. */
const session = (id: string, more: Partial<Booking> = {}): Booking => ({
  id,
  runId: 'run',
  run: 'R-1',
  number: 1,
  startsAt: new Date('2026-03-10T01:00:00Z'),
  endsAt: new Date('2026-03-10T04:30:00Z'),
  roomId: 'hall',
  instructorIds: ['lan'],
  ...more,
});

const other = (more: Partial<Booking> = {}): Booking =>
  session('other', { runId: 'far', run: 'R-2', number: 3, roomId: 'elsewhere', instructorIds: [], ...more });

const facts = (more: Partial<Facts> = {}): Facts => ({
  bookings: [],
  rooms: new Map([['hall', { label: 'A-1', capacity: 30, closures: [] }]]),
  holidays: [],
  sizes: new Map([['run', 30]]),
  people: new Map(),
  instructors: new Map([['lan', 'Lan']]),
  ...more,
});

const side = { run: 'R-2', number: 3, day: '2026-03-10', from: '08:00', to: '11:30' };

const codes = (known: Partial<Facts>, wanted = session('wanted')) =>
  clashesOf(wanted, facts(known)).map(({ code }) => code);

describe('what speaks against a session', () => {
  it('is nothing where nobody else is, and never the session itself', () => {
    assert.deepEqual(codes({ bookings: [session('wanted'), other()] }), []);
  });

  it('is its room or its instructor elsewhere, naming both sides', () => {
    const [room, instructor] = clashesOf(
      session('wanted'),
      facts({ bookings: [other({ roomId: 'hall', instructorIds: ['lan'] })] }),
    );
    assert.deepEqual(room, {
      code: 'session.room_clash',
      level: 'block',
      field: 'roomId',
      args: { room: 'A-1', ...side },
    });
    assert.deepEqual(instructor?.args, { instructor: 'Lan', ...side });
    assert.equal(instructor?.field, 'instructorIds');
  });

  it('is not what ends as it begins', () => {
    const before = other({ roomId: 'hall', endsAt: new Date('2026-03-10T01:00:00Z') });
    const after = other({ roomId: 'hall', startsAt: new Date('2026-03-10T04:30:00Z') });
    const within = other({ roomId: 'hall', startsAt: new Date('2026-03-10T04:29:00Z') });
    assert.deepEqual(codes({ bookings: [before, after] }), []);
    assert.deepEqual(codes({ bookings: [within] }), ['session.room_clash']);
  });

  it('is a closed room, on the first and on the last day', () => {
    const closed = (startsOn: string, endsOn: string) => {
      const closures = [{ startsOn: localDate(startsOn), endsOn: localDate(endsOn), reason: 'paint' }];
      return codes({ rooms: new Map([['hall', { label: 'A-1', capacity: 30, closures }]]) });
    };
    assert.deepEqual(closed('2026-03-10', '2026-03-12'), ['session.room_closed']);
    assert.deepEqual(closed('2026-03-01', '2026-03-10'), ['session.room_closed']);
    assert.deepEqual(closed('2026-03-11', '2026-03-12'), []);
  });

  it('is a holiday, named with the day that falls on it', () => {
    const holidays = [
      { country: 'LA', name: 'Pi Mai', startsOn: localDate('2026-03-08'), endsOn: localDate('2026-03-10') },
    ];
    const [found] = clashesOf(session('wanted'), facts({ holidays }));
    assert.deepEqual(found?.args, { holiday: 'Pi Mai', country: 'LA', day: '2026-03-10' });
    assert.equal(found?.level, 'warning');
  });

  it('is a room that holds fewer than will come', () => {
    assert.deepEqual(codes({ sizes: new Map([['run', 31]]) }), ['session.room_too_small']);
  });

  it('is the same run in another room', () => {
    assert.deepEqual(codes({ bookings: [other({ runId: 'run' })] }), ['session.run_overlap']);
  });

  it('is whoever has to be elsewhere then: sitting there, teaching there, or teaching here', () => {
    const trainees = new Map([
      [
        'run',
        new Map([
          ['noy', 'Noy'],
          ['kham', 'Kham'],
        ]),
      ],
      [
        'far',
        new Map([
          ['noy', 'Noy'],
          ['lan', 'Lan'],
        ]),
      ],
    ]);
    const [found] = clashesOf(
      session('wanted'),
      facts({ bookings: [other({ instructorIds: ['kham'] })], people: trainees }),
    );
    assert.deepEqual(found?.args, { people: 3, person: 'Noy', ...side });
    assert.deepEqual(
      codes({ bookings: [other({ startsAt: new Date('2026-03-10T04:30:00Z') })], people: trainees }),
      [],
    );
  });

  it('is asked of what is changed alone', () => {
    const found = clashesOf(
      session('wanted'),
      facts({ bookings: [other({ roomId: 'hall', instructorIds: ['lan'] })], sizes: new Map([['run', 31]]) }),
    );
    const of = (...changed: Parameters<typeof concerning>[1]) => concerning(found, changed).map(({ code }) => code);
    assert.deepEqual(of(), []);
    assert.deepEqual(of('room'), ['session.room_clash', 'session.room_too_small']);
    assert.deepEqual(of('instructors'), ['session.instructor_clash']);
    assert.deepEqual(of('times'), ['session.room_clash', 'session.instructor_clash']);
  });
});

describe('what of a session is another', () => {
  const before = session('one', { instructorIds: ['lan', 'mai'] });
  it('is told by its times, room and instructors in any order', () => {
    assert.deepEqual(changedAspects(before, { ...before, number: 9, instructorIds: ['mai', 'lan'] }), []);
    assert.deepEqual(changedAspects(before, { ...before, endsAt: new Date('2026-03-10T05:00:00Z') }), ['times']);
    assert.deepEqual(changedAspects(before, { ...before, roomId: null, instructorIds: ['lan'] }), [
      'room',
      'instructors',
    ]);
  });
});
