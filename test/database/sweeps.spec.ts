import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId, operatorActor } from '#libs/kernel';
import { InvitationsService, PeopleModule, peopleEntities, SignInService } from '#libs/people';
import { Database, eventType, Outbox, Sweeps, UnitOfWork } from '#libs/platform';
import { startContext, type TestContext } from '../support/platform.js';

const heard = eventType<object>('test.heard');
const unheard = eventType<object>('test.unheard');
const password = 'ຜ່ານ-thử nghiệm-2026';

describe('what nobody asks for any more', () => {
  let context: TestContext;
  let database: Database;
  before(async () => {
    context = await startContext([PeopleModule], peopleEntities);
    database = context.get(Database);
  });
  after(() => context.close());

  const count = async (table: string) =>
    Number((await database.rows<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`))[0].n);
  const sweepOn = async (day: string) => {
    context.clock.set(`${day}T02:00:00Z`);
    await context.get(Sweeps).run();
  };

  it('is forgotten after its time: news that was handled, and sign-ins that are over; nothing else', async () => {
    context.clock.set('2026-03-02T02:00:00Z');
    const outbox = context.get(Outbox);
    outbox.handle(heard, async () => undefined);
    await context.get(UnitOfWork).run(async () => {
      await outbox.raise(heard, {});
      await outbox.raise(unheard, {});
    });
    await outbox.deliver();
    const account = {
      email: `${newId()}@test.example`,
      name: 'Somebody',
      roles: ['admin' as const],
      language: 'en' as const,
    };
    await context
      .get(InvitationsService)
      .open(operatorActor, { ...account, organisationId: null, personId: null, sex: null }, password);
    const signIn = (kind: 'api' | 'browser') =>
      context.get(SignInService).signIn({ email: account.email, password, kind, address: '::1', userAgent: '' });
    await signIn('browser');
    await signIn('api');
    assert.deepEqual([await count('outbox_message'), await count('sign_in')], [2, 2]);
    await sweepOn('2026-03-31');
    assert.deepEqual([await count('outbox_message'), await count('sign_in')], [2, 2]);
    await sweepOn('2026-06-02');
    assert.deepEqual([await count('outbox_message'), await count('sign_in')], [1, 1]);
    await sweepOn('2026-07-15');
    assert.deepEqual([await count('outbox_message'), await count('sign_in')], [1, 0]);
  });
});
