import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Actor, DomainError } from '#libs/kernel';
import { AccountsService, PeopleModule, peopleEntities, SignInService } from '#libs/people';
import { Database } from '#libs/platform';
import { anActor, signIn, testPassword } from '../support/people.js';
import { startContext, type TestContext } from '../support/platform.js';

const refusal = (code: string) => (error: unknown) => error instanceof DomainError && error.code === code;
const hours = (count: number) => count * 3_600_000;

describe('a sign-in', () => {
  let context: TestContext;
  let accounts: AccountsService;
  let signIns: SignInService;
  let actor: Actor;
  let email: string;
  before(async () => {
    context = await startContext([PeopleModule], peopleEntities);
    accounts = context.get(AccountsService);
    signIns = context.get(SignInService);
    actor = await anActor(context, 'auditor');
    email = (await accounts.me(actor)).account.email;
  });
  after(() => context.close());

  const acts = async ({ accountId, signInId }: { accountId: string; signInId: string }) =>
    (await accounts.actorOf(accountId, signInId, null)) !== null;

  it('is refused alike for a wrong password and an unknown address, in about the same time', async () => {
    const spent = async (address: string) => {
      const started = performance.now();
      await assert.rejects(signIn(context, address, 'api', 'wrong password'), refusal('sign_in.refused'));
      return performance.now() - started;
    };
    const known: number[] = [];
    const unknown: number[] = [];
    for (let round = 0; round < 8; round += 1) {
      known.push(await spent(email));
      unknown.push(await spent(`nobody${round}@example.org`));
    }
    const ratio = Math.min(...unknown) / Math.min(...known);
    assert.ok(ratio > 0.33 && ratio < 3, `ratio ${ratio}`);
  });

  it('takes the address in any capitals', async () => {
    assert.ok(await acts(await signIn(context, ` ${email.toUpperCase()} `)));
  });

  it('stores hashes of its tokens alone', async () => {
    const { token } = await signIn(context, email);
    const rows = await context.get(Database).rows('SELECT * FROM sign_in');
    assert.equal(JSON.stringify(rows).includes(token), false);
    const stored = await context.get(Database).rows<{ password_hash: string }>('SELECT password_hash FROM account');
    for (const { password_hash: hash } of stored) assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('of a programme goes on with a new token each time', async () => {
    const first = await signIn(context, email);
    context.clock.advance(hours(24 * 20));
    const second = await signIns.rotate(first.token);
    assert.equal(second.signInId, first.signInId);
    context.clock.advance(hours(24 * 20));
    assert.ok(await acts(await signIns.rotate(second.token)));
  });

  it('of a programme ends whole when an old token is used again', async () => {
    const first = await signIn(context, email);
    const second = await signIns.rotate(first.token);
    const third = await signIns.rotate(second.token);
    await assert.rejects(signIns.rotate(first.token), refusal('sign_in.ended'));
    assert.equal(await acts(third), false);
    await assert.rejects(signIns.rotate(third.token), refusal('sign_in.ended'));
    const trail = await context
      .get(Database)
      .rows("SELECT id FROM audit_event WHERE action = 'sign_in.ended_by_reuse'");
    assert.equal(trail.length, 1);
  });

  it('ends when two use one token at the same moment: one of them is a thief', async () => {
    const { token } = await signIn(context, email);
    const answers = await Promise.allSettled([signIns.rotate(token), signIns.rotate(token)]);
    const won = answers.filter((answer) => answer.status === 'fulfilled');
    assert.equal(won.length, 1);
    assert.equal(await acts(won[0].value), false);
  });

  it('does not end by a token that somebody made up', async () => {
    const { token, ...rest } = await signIn(context, email);
    await assert.rejects(signIns.rotate(`${token.slice(0, -4)}AAAA`), refusal('sign_in.ended'));
    assert.ok(await acts(rest));
  });

  it('of a programme runs out thirty days after the last refresh', async () => {
    const begun = await signIn(context, email);
    context.clock.advance(hours(24 * 30));
    await assert.rejects(signIns.rotate(begun.token), refusal('sign_in.ended'));
    assert.equal(await acts(begun), false);
  });

  it('in a browser runs out after twelve hours unused and seven days at most', async () => {
    const idle = await signIn(context, email, 'browser');
    context.clock.advance(hours(12));
    assert.equal(await signIns.findBrowser(idle.token), null);
    const used = await signIn(context, email, 'browser');
    for (let step = 0; step < 16; step += 1) {
      context.clock.advance(hours(10));
      assert.ok(await signIns.findBrowser(used.token), `after ${10 * (step + 1)} hours`);
      await written(used.signInId);
    }
    context.clock.advance(hours(8));
    assert.equal(await signIns.findBrowser(used.token), null);
  });

  it('in a browser is no refresh token, nor the other way round', async () => {
    const browser = await signIn(context, email, 'browser');
    await assert.rejects(signIns.rotate(browser.token), refusal('sign_in.ended'));
    const api = await signIn(context, email);
    assert.equal(await signIns.findBrowser(api.token), null);
  });

  it('is ended by its owner only', async () => {
    const mine = await signIn(context, email, 'browser');
    const other = await anActor(context, 'consumer');
    await assert.rejects(signIns.end(other, mine.signInId), refusal('not_found'));
    const me = await accounts.actorOf(mine.accountId, mine.signInId, null);
    assert.ok(me);
    await signIns.end(me);
    assert.equal(await acts(mine), false);
    assert.equal(await signIns.findBrowser(mine.token), null);
  });

  it('is refused for a quarter of an hour after ten wrong passwords, for this account at this address', async () => {
    const attempt = (address: string, password = 'wrong password') =>
      signIns.signIn({ email, password, kind: 'api', address, userAgent: '' });
    context.clock.advance(hours(1));
    const attacker = '198.51.100.7';
    const answers = await Promise.allSettled(Array.from({ length: 15 }, () => attempt(attacker)));
    const codes = answers.map((answer) => answer.status === 'rejected' && (answer.reason as DomainError).code);
    assert.equal(codes.filter((code) => code === 'sign_in.refused').length, 10);
    assert.equal(codes.filter((code) => code === 'sign_in.too_many').length, 5);
    await assert.rejects(attempt(attacker, testPassword), (error: DomainError) => error.args.retryAfter === 900);
    assert.ok(await attempt('203.0.113.9', testPassword));
    context.clock.advance(15 * 60_000);
    assert.ok(await attempt(attacker, testPassword));
  });

  /** The time of use is written behind the answer. */
  async function written(signInId: string): Promise<void> {
    const now = context.clock.now().getTime();
    for (let round = 0; round < 100; round += 1) {
      const me = (await signIns.mine({ ...actor, signInId })).find(({ id }) => id === signInId);
      if (!me || me.lastUsedAt.getTime() === now) return;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
});
