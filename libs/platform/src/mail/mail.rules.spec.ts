import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  isTooOld,
  type MailStatus,
  mailStatuses,
  maySendAgain,
  pauseAfter,
  triedSince,
  verdictOn,
} from './mail.rules.js';

describe('what the mail server says', () => {
  const cases: [name: string, fault: Parameters<typeof verdictOn>[0], verdict: ReturnType<typeof verdictOn>][] = [
    ['no such mailbox', { responseCode: 550, command: 'RCPT TO', code: 'EENVELOPE', handedOver: false }, 'refused'],
    ['come back later', { responseCode: 450, command: 'RCPT TO', code: 'EENVELOPE', handedOver: false }, 'postponed'],
    ['content refused', { responseCode: 554, command: 'DATA', code: 'EMESSAGE', handedOver: true }, 'refused'],
    ['disk full', { responseCode: 452, command: 'DATA', code: 'EMESSAGE', handedOver: true }, 'postponed'],
    ['not an address', { command: 'API', code: 'EENVELOPE', handedOver: false }, 'refused'],
    ['wrong password', { responseCode: 535, command: 'AUTH PLAIN', code: 'EAUTH', handedOver: false }, 'unreachable'],
    ['no service', { responseCode: 554, command: 'CONN', code: 'EPROTOCOL', handedOver: false }, 'unreachable'],
    ['nobody there', { command: 'CONN', code: 'ESOCKET', handedOver: false }, 'unreachable'],
    ['cut off before the end', { command: 'CONN', code: 'ECONNECTION', handedOver: false }, 'unreachable'],
    ['cut off after the end', { command: 'CONN', code: 'ECONNECTION', handedOver: true }, 'in_doubt'],
    ['silence after the end', { command: 'CONN', code: 'ETIMEDOUT', handedOver: true }, 'in_doubt'],
    ['closing after the end', { responseCode: 421, command: 'CONN', handedOver: true }, 'unreachable'],
  ];
  for (const [name, fault, verdict] of cases)
    it(`is ${verdict}: ${name}`, () => assert.equal(verdictOn(fault), verdict));
});

describe('a mail that did not go', () => {
  it('is tried again after pauses that grow to two hours', () => {
    const minutes = [1, 2, 3, 4, 8, 9, 50].map((attempts) => pauseAfter(attempts) / 60_000);
    assert.deepEqual(minutes, [1, 2, 4, 8, 120, 120, 120]);
  });

  const since = new Date('2026-03-02T00:00:00Z');
  const later = new Date('2026-03-07T00:00:01Z');

  it('is given up when the mail server has put it off for five days', () => {
    assert.equal(isTooOld(since, new Date('2026-03-07T00:00:00Z')), false);
    assert.equal(isTooOld(since, later), true);
    assert.equal(triedSince({ attempts: 3, triedSince: since }, 'postponed', later), since);
  });

  it('does not age while no mail goes at all, nor before it is first tried', () => {
    assert.equal(triedSince({ attempts: 3, triedSince: since }, 'unreachable', later), later);
    assert.equal(triedSince({ attempts: 0, triedSince: since }, 'postponed', later), later);
  });

  it('is sent again by a person only where it will not go by itself', () => {
    const again: MailStatus[] = mailStatuses.filter(maySendAgain);
    assert.deepEqual(again, ['in_doubt', 'given_up', 'not_configured']);
  });
});
