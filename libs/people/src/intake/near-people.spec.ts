import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LocalDate } from '#libs/kernel';
import { NearPeople, type NearTraits } from './near-people.js';

type Loose = Partial<Omit<NearTraits, 'birthDate'>> & { birthDate?: string | null };

const traits = (more: Loose = {}): NearTraits => ({
  sounds: ['smpns'],
  name: 'somphone vongsa',
  phone: '',
  email: '',
  ...more,
  birthDate: (more.birthDate === undefined ? '1990-03-05' : more.birthDate) as LocalDate | null,
});

describe('people whose names sound alike', () => {
  const other = { name: 'somphon wongsa' };
  for (const [how, known, isNear] of [
    ['the same name', { birthDate: '1971-12-30' }, true],
    ['the same birth date', { ...other }, true],
    ['day and month the other way round', { ...other, birthDate: '1990-05-03' }, true],
    ['a birth date one digit away', { ...other, birthDate: '1991-03-05' }, true],
    ['no birth date', { ...other, birthDate: null }, true],
    ['the same telephone, spaced otherwise', { ...other, birthDate: '1971-12-30', phone: '+856 20 5555 1234' }, true],
    ['the same address', { ...other, birthDate: '1971-12-30', email: 'A@b.la' }, true],
    ['nothing else in common', { ...other, birthDate: '1971-12-30' }, false],
    ['another sound', { sounds: ['kmpn'] }, false],
  ] as const)
    it(`${isNear ? 'are' : 'are not'} near with ${how}`, () => {
      const near = new NearPeople<string>();
      near.add('one', traits(known));
      assert.deepEqual(near.of(traits({ phone: '020 55551234', email: 'a@B.la' })), isNear ? ['one'] : []);
    });

  it('are fifty at most, whoever has the same name first', () => {
    const near = new NearPeople<string>();
    for (let at = 0; at < 3000; at += 1)
      near.add(`p${at}`, traits({ name: `name ${at}`, birthDate: `1990-03-0${at % 10}` }));
    near.add('same', traits({ birthDate: '1971-12-30' }));
    const found = near.of(traits());
    assert.ok(found.length <= 50);
    assert.equal(found[0], 'same');
  });
});
