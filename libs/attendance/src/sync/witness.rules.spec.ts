import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { MarkStatus } from '../attendance.rules.js';
import { standingOf, type Word } from './witness.rules.js';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 1, minute));

/** `A1` is what the device A said first, `B2` what B said second; others are witnesses without a device. */
const word = (id: string, status: MarkStatus, minute: number, more: Partial<Word> = {}): Word => {
  const [, device, position] = /^([A-E])(\d)$/.exec(id) ?? [];
  return {
    id,
    source: 'roll',
    status,
    markedAt: at(minute),
    accountId: null,
    deviceId: device ?? null,
    position: position ? Number(position) : null,
    basedOn: null,
    sequence: null,
    ...more,
  };
};

const paper = { source: 'paper' } as const;
const checkIn = { source: 'check_in' } as const;
const excuse = { source: 'excuse' } as const;

const cases: [claim: string, words: Word[], stands: string, contradicts: string | null][] = [
  ['one word stands', [word('A1', 'present', 0)], 'A1', null],
  ['a device overrules itself', [word('A1', 'present', 0), word('A2', 'late', 5)], 'A2', null],
  ['in the order of positions, whatever its clock', [word('A1', 'present', 5), word('A2', 'late', 0)], 'A2', null],
  ['two devices that say the same agree', [word('A1', 'present', 0), word('B1', 'present', 5)], 'B1', null],
  ['two that disagree: the first to speak stands', [word('A1', 'present', 0), word('B1', 'absent', 5)], 'A1', 'B1'],
  ['whichever arrives first', [word('B1', 'absent', 5), word('A1', 'present', 0)], 'A1', 'B1'],
  ['at one instant: the same on every server', [word('B1', 'absent', 0), word('A1', 'present', 0)], 'A1', 'B1'],
  [
    'a device that has seen the other’s word overrules it',
    [word('A1', 'present', 0), word('B1', 'absent', 5, { basedOn: 'A1' })],
    'B1',
    null,
  ],
  [
    'but not what the other said since',
    [word('A1', 'present', 0), word('A2', 'late', 2), word('B1', 'absent', 5, { basedOn: 'A1' })],
    'A2',
    'B1',
  ],
  [
    'having seen the last of two who agree is having seen both',
    [word('A1', 'present', 0), word('B1', 'present', 3), word('C1', 'absent', 5, { basedOn: 'B1' })],
    'C1',
    null,
  ],
  [
    'but not one who says the same later on',
    [word('A1', 'present', 0), word('B1', 'present', 9), word('C1', 'absent', 5, { basedOn: 'A1' })],
    'C1',
    'B1',
  ],
  [
    'back and forth, each having seen the other',
    [word('A1', 'present', 0), word('B1', 'absent', 0, { basedOn: 'A1' }), word('A2', 'present', 0, { basedOn: 'B1' })],
    'A2',
    null,
  ],
  [
    'two who claim to have seen each other disagree',
    [word('A1', 'present', 0, { basedOn: 'B1' }), word('B1', 'absent', 5, { basedOn: 'A1' })],
    'A1',
    'B1',
  ],
  [
    'a disagreement ends when both come to say the same',
    [word('A1', 'present', 0), word('B1', 'absent', 5), word('B2', 'present', 6)],
    'B2',
    null,
  ],
  [
    'three that disagree are one conflict',
    [word('A1', 'present', 0), word('B1', 'absent', 5), word('C1', 'late', 6)],
    'A1',
    'B1',
  ],
  [
    'said to the server without a device, the later stands',
    [word('put 2', 'absent', 5), word('put 1', 'present', 0)],
    'put 2',
    null,
  ],
  ['which no device has seen', [word('put', 'present', 5), word('A1', 'absent', 0)], 'A1', 'put'],
  [
    'another witness is never overruled, though it was seen',
    [word('code', 'present', 0, checkIn), word('A1', 'absent', 5, { basedOn: 'code' })],
    'code',
    'A1',
  ],
  [
    'paper against roll and check-in',
    [word('code', 'present', 0, checkIn), word('A1', 'present', 5), word('sheet', 'absent', 30, paper)],
    'A1',
    'sheet',
  ],
  [
    'a device that another account has named alike is another one',
    [word('A1', 'absent', 0, { accountId: 'Lan' }), word('A9', 'present', 5, { accountId: 'Khanh' })],
    'A1',
    'A9',
  ],
  ['an excuse stands where nobody said anything', [word('why', 'excused', 0, excuse)], 'why', null],
  ['it excuses an absence', [word('why', 'excused', 0, excuse), word('A1', 'absent', 5)], 'why', null],
  ['and contradicts no presence', [word('why', 'excused', 0, excuse), word('A1', 'late', 5)], 'A1', null],
  [
    'nor settles whether somebody was there',
    [word('why', 'excused', 0, excuse), word('A1', 'late', 5), word('B1', 'absent', 1)],
    'why',
    'A1',
  ],
  [
    'a resolution overrules all that was recorded before it',
    [
      word('A1', 'present', 0, { sequence: 1 }),
      word('code', 'absent', 5, { ...checkIn, sequence: 2 }),
      word('word', 'late', 9, { source: 'resolution', sequence: 3 }),
    ],
    'word',
    null,
  ],
  [
    'and nothing that comes after it unseen',
    [
      word('A1', 'present', 0, { sequence: 1 }),
      word('word', 'late', 9, { source: 'resolution', sequence: 2 }),
      word('B1', 'absent', 5, { sequence: 3 }),
    ],
    'B1',
    'word',
  ],
  [
    'a late word of a device it has overruled brings nothing back',
    [
      word('A2', 'present', 3, { sequence: 1 }),
      word('word', 'late', 9, { source: 'resolution', sequence: 2 }),
      word('A1', 'absent', 1, { sequence: 3 }),
    ],
    'word',
    null,
  ],
  [
    'whoever has seen the resolution may say otherwise while the roll is open',
    [
      word('A1', 'present', 0, { sequence: 1 }),
      word('word', 'late', 9, { source: 'resolution', sequence: 2 }),
      word('A2', 'absent', 12, { sequence: 3, basedOn: 'word' }),
    ],
    'A2',
    null,
  ],
  [
    'to the server: what was said before the resolution comes too late',
    [word('word', 'late', 9, { source: 'resolution', sequence: 2 }), word('put', 'absent', 8, { sequence: 3 })],
    'word',
    null,
  ],
  [
    'and what was said after it stands',
    [word('word', 'late', 9, { source: 'resolution', sequence: 2 }), word('put', 'absent', 9, { sequence: 3 })],
    'put',
    null,
  ],
];

describe('of what was said about one mark', () => {
  for (const [claim, words, stands, contradicts] of cases)
    it(`${claim}: ${stands} stands${contradicts ? `, ${contradicts} contradicts` : ''}`, () => {
      for (const order of [words, words.toReversed()]) {
        const { word: standing, other } = standingOf(order);
        assert.deepEqual([standing.id, other?.id ?? null], [stands, contradicts]);
      }
    });

  it('the time of what stands is never before what the same device said before it', () => {
    assert.deepEqual(standingOf([word('A1', 'present', 5), word('A2', 'late', 0)]).at, at(5));
  });
});
