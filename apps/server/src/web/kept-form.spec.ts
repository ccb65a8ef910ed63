import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Configuration } from '#libs/platform';
import { openForm, sealForm } from './kept-form.js';

const house = { secretKey: 'a'.repeat(40) } as Configuration;
const another = { secretKey: 'b'.repeat(40) } as Configuration;
const now = new Date('2026-03-02T02:00:00Z');
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const form = { action: '/outputs/x/edit', values: { 'title.lo': 'ທົດສອບ', kinds: ['a', 'b'] } };

describe('a form kept while somebody signs in', () => {
  it('comes back as it was typed', () => {
    assert.deepEqual(openForm(house, sealForm(house, form, now)!, later(23)), form);
  });

  it('comes back without its token and without passwords', () => {
    const values = { ...form.values, _csrf: 'x', currentPassword: 'secret', password: 'secret' };
    assert.deepEqual(openForm(house, sealForm(house, { ...form, values }, now)!, now), form);
  });

  it('is forgotten after a day', () => {
    assert.equal(openForm(house, sealForm(house, form, now)!, later(24)), null);
  });

  it('is nothing when it is altered, cut off or sealed by others', () => {
    const sealed = sealForm(house, form, now)!;
    const altered = Buffer.from(sealed, 'base64url');
    altered[20] ^= 1;
    for (const other of [altered.toString('base64url'), sealed.slice(0, 30), '', 'x', sealForm(another, form, now)!])
      assert.equal(openForm(house, other, now), null);
  });

  it('is not kept when the sign-in form could not carry it', () => {
    const longest = { action: '/x', values: { text: 'ກ'.repeat(83_000) } };
    assert.ok(sealForm(house, longest, now)!.length <= 400_000);
    assert.equal(sealForm(house, { action: '/x', values: { text: 'ກ'.repeat(84_000) } }, now), null);
  });
});
