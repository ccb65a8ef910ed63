import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { behindBy, forwards, saidWhen } from './device-clock.rules.js';

const at = (time: string) => new Date(`2026-03-02T${time}:00Z`);
const now = at('03:00');
const opensAt = at('00:00');

describe('what a device said, by the server’s clock', () => {
  const cases: [clock: string, saidAt: Date, sentAt: Date, expected: Date][] = [
    ['right', at('01:30'), at('03:00'), at('01:30')],
    ['an hour behind', at('00:30'), at('02:00'), at('01:30')],
    ['an hour ahead', at('02:30'), at('04:00'), at('01:30')],
    ['in another time zone', at('08:30'), at('10:00'), at('01:30')],
    ['never set', new Date('1970-01-01T00:10:00Z'), new Date('1970-01-01T01:40:00Z'), at('01:30')],
    ['years ahead', new Date('2038-03-02T01:30:00Z'), new Date('2038-03-02T03:00:00Z'), at('01:30')],
    ['set right in between, from 1970', new Date('1970-01-01T00:10:00Z'), at('03:00'), opensAt],
    ['set back in between', at('05:00'), at('03:00'), now],
  ];
  for (const [clock, saidAt, sentAt, expected] of cases)
    it(`with a clock ${clock}: ${expected.toISOString().slice(11, 16)}`, () => {
      assert.deepEqual(saidWhen(saidAt, behindBy(sentAt, now), opensAt, now), expected);
    });

  it('before its roll could be begun is no later than now', () => {
    assert.deepEqual(saidWhen(at('02:00'), 0, at('09:00'), now), now);
  });
});

describe('the times of one device', () => {
  it('never run backwards in the order of its positions', () => {
    assert.deepEqual(forwards([at('01:00'), at('00:10'), at('01:20'), at('01:10')]), [
      at('01:00'),
      at('01:00'),
      at('01:20'),
      at('01:20'),
    ]);
  });
});
