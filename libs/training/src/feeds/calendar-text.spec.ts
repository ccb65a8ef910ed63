import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { invitationText } from './calendar-text.js';

const at = new Date('2026-03-09T01:00:00Z');

const event = {
  uid: 'session-1@training.example',
  sequence: 0,
  startsAt: at,
  endsAt: new Date('2026-03-09T04:30:00Z'),
  summary: 'Overview; part 1,\r\nBEGIN:VEVENT',
  location: '',
  description: '',
  url: 'https://training.example/sessions/1',
  isCancelled: false,
  createdAt: at,
  changedAt: at,
};

describe('an invitation', () => {
  const attendee = { name: 'Keo "\nATTENDEE:mailto:x@y.example', address: 'keo@moic.example' };
  const text = (name: string) =>
    invitationText({ event, organiser: { name, address: 'no-reply@training.example' }, attendee });

  it('is from the address where the sender has no name', () => {
    assert.match(text(''), /\r\nORGANIZER;CN="no-reply@training\.example":mailto:no-reply@training\.example\r\n/i);
  });

  it('holds what people wrote as words alone', () => {
    const lines = text('Mittaphap').replaceAll('\r\n ', '').split('\r\n');
    assert.equal(lines.filter((line) => line === 'BEGIN:VEVENT').length, 1);
    assert.equal(lines.filter((line) => line.startsWith('ATTENDEE')).length, 1);
    assert.ok(lines.includes('SUMMARY:Overview\\; part 1\\,\\nBEGIN:VEVENT'));
  });
});
