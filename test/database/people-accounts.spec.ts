import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Actor, DomainError, type Role } from '#libs/kernel';
import {
  AccountsService,
  accountQuery,
  type InvitationFields,
  InvitationsService,
  PeopleModule,
  peopleEntities,
  SignInService,
  TraineeSeats,
} from '#libs/people';
import { Database, UnitOfWork } from '#libs/platform';
import { engine } from '../support/engine.js';
import { anActor, anOrganisation, signIn, testPassword } from '../support/people.js';
import { startContext, type TestContext } from '../support/platform.js';

const refusal = (code: string) => (error: unknown) =>
  error instanceof DomainError && (error.code === code || error.fields.some((field) => field.code === code));

describe('an account', () => {
  let context: TestContext;
  let accounts: AccountsService;
  let invitations: InvitationsService;
  let signIns: SignInService;
  let admin: Actor;
  before(async () => {
    context = await startContext([PeopleModule], peopleEntities);
    accounts = context.get(AccountsService);
    invitations = context.get(InvitationsService);
    signIns = context.get(SignInService);
    admin = await anActor(context, 'admin');
  });
  after(() => context.close());

  let counter = 0;
  const invitation = (role: Role, more: Partial<InvitationFields> = {}): InvitationFields => {
    counter += 1;
    const email = `invited${counter}@example.org`;
    return {
      email,
      name: `Invited ${counter}`,
      roles: [role],
      organisationId: null,
      personId: null,
      sex: null,
      language: 'lo',
      ...more,
    };
  };
  const versionOf = async (id: string) => (await accounts.get(admin, id)).account.version;

  it('begins with a link that works once and sets the password', async () => {
    const fields = invitation('auditor');
    const { token, account } = await invitations.invite(admin, fields);
    await assert.rejects(signIn(context, fields.email, 'api', ''), refusal('sign_in.refused'));
    assert.equal((await invitations.find(token)).email, fields.email);
    await invitations.accept(token, { password: 'a password of my own', language: 'vi' });
    await assert.rejects(invitations.find(token), refusal('not_found'));
    await assert.rejects(invitations.accept(token, { password: 'another password' }), refusal('not_found'));
    const { accountId, signInId } = await signIn(context, fields.email, 'browser', 'a password of my own');
    const actor = await accounts.actorOf(accountId, signInId, null);
    assert.deepEqual([actor?.accountId, actor?.roles, actor?.language], [account.id, ['auditor'], 'vi']);
  });

  it('is offered by a link that is stored nowhere and runs out after two weeks', async () => {
    const { token, expiresAt } = await invitations.invite(admin, invitation('auditor'));
    const rows = await context.get(Database).rows('SELECT * FROM account');
    const trail = await context.get(Database).rows('SELECT * FROM audit_event');
    assert.equal(JSON.stringify([rows, trail]).includes(token), false);
    const before = context.clock.now();
    context.clock.set(expiresAt.toISOString());
    await assert.rejects(invitations.find(token), refusal('not_found'));
    context.clock.set(before.toISOString());
  });

  it('is accepted once when the link is opened twice at the same moment', async () => {
    const { token } = await invitations.invite(admin, invitation('auditor'));
    const answers = await Promise.allSettled(
      ['first password 1', 'second password 2'].map((password) => invitations.accept(token, { password })),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  });

  it('comes from those alone whom the matrix names', async () => {
    const iice = await anActor(context, 'lao_coordinator');
    const vioit = await anActor(context, 'vn_coordinator');
    const { id: organisationId } = await anOrganisation(context);
    await invitations.invite(iice, invitation('nominator', { organisationId }));
    await assert.rejects(invitations.invite(vioit, invitation('nominator', { organisationId })), refusal('forbidden'));
    const { account } = await invitations.invite(
      vioit,
      invitation('instructor', { sex: 'male', name: 'Nguyễn Văn Thầy' }),
    );
    assert.ok(account.personId);
    assert.ok((await accounts.instructors()).some(({ personId }) => personId === account.personId));
    await assert.rejects(invitations.invite(iice, invitation('admin')), refusal('forbidden'));
    const both = invitation('nominator', { organisationId, roles: ['nominator', 'auditor'] });
    await assert.rejects(invitations.invite(iice, both), refusal('forbidden'));
  });

  it('of a nominator needs an organisation, of a trainee a confirmed seat', async () => {
    await assert.rejects(invitations.invite(admin, invitation('nominator')), refusal('account.needs_organisation'));
    const { account } = await invitations.invite(admin, invitation('instructor', { sex: 'female' }));
    const trainee = () => invitation('trainee', { personId: account.personId });
    await assert.rejects(invitations.invite(admin, trainee()), refusal('account.no_confirmed_seat'));
    context.get(TraineeSeats).register(async (personId) => personId === account.personId);
    const invited = await invitations.invite(admin, trainee());
    assert.equal(invited.account.personId, account.personId);
  });

  it('has an address of its own, in whatever capitals', async () => {
    const fields = invitation('auditor');
    await invitations.invite(admin, fields);
    await assert.rejects(
      invitations.invite(admin, invitation('consumer', { email: fields.email })),
      refusal('account.email_taken'),
    );
  });

  it('gets a new link when the first was lost; the first is then worthless', async () => {
    const first = await invitations.invite(admin, invitation('auditor'));
    const second = await invitations.renew(admin, first.account.id);
    await assert.rejects(invitations.find(first.token), refusal('not_found'));
    assert.equal((await invitations.find(second.token)).id, first.account.id);
    const iice = await anActor(context, 'lao_coordinator');
    await assert.rejects(invitations.renew(iice, first.account.id), refusal('forbidden'));
    await assert.rejects(invitations.renew(iice, admin.accountId ?? ''), refusal('forbidden'));
  });

  it('has the rights of this very moment', async () => {
    const actor = await anActor(context, 'auditor');
    const now = () => accounts.actorOf(actor.accountId ?? '', actor.signInId ?? '', 'en');
    await accounts.setRoles(admin, actor.accountId ?? '', await versionOf(actor.accountId ?? ''), [
      'consumer',
      'auditor',
    ]);
    assert.deepEqual((await now())?.roles.toSorted(), ['auditor', 'consumer']);
    await accounts.deactivate(admin, actor.accountId ?? '', 'left');
    assert.equal(await now(), null);
    const { account } = await accounts.get(admin, actor.accountId ?? '');
    await assert.rejects(signIn(context, account.email), refusal('sign_in.refused'));
    await assert.rejects(accounts.deactivate(admin, account.id), refusal('account.is_deactivated'));
  });

  it('never has its own roles set', async () => {
    const own = accounts.setRoles(admin, admin.accountId ?? '', await versionOf(admin.accountId ?? ''), ['auditor']);
    await assert.rejects(own, refusal('account.own_roles'));
    const auditor = await anActor(context, 'auditor');
    await assert.rejects(accounts.setRoles(auditor, admin.accountId ?? '', 1, ['auditor']), refusal('forbidden'));
    await assert.rejects(accounts.deactivate(auditor, admin.accountId ?? ''), refusal('forbidden'));
  });

  it('is seen masked, except by its owner and by admins', async () => {
    const { id: organisationId } = await anOrganisation(context);
    const nominator = await anActor(context, 'nominator', { organisationId });
    const consumer = await anActor(context, 'consumer');
    const seenBy = async (actor: Actor) => (await accounts.list(actor, accountQuery.parse({ pageSize: 200 }))).items;
    assert.deepEqual(
      (await seenBy(nominator)).map(({ account }) => account.id),
      [nominator.accountId],
    );
    assert.deepEqual(
      (await seenBy(consumer)).map(({ account }) => account.id),
      [consumer.accountId],
    );
    const auditor = await anActor(context, 'auditor');
    const shown = await seenBy(auditor);
    assert.ok(shown.length > 5);
    for (const { masked, email, account } of shown)
      assert.equal(masked || account.id === auditor.accountId, true, email);
    const search = (actor: Actor) => accounts.list(actor, accountQuery.parse({ q: 'invited1@example' }));
    assert.equal((await search(auditor)).total, 0);
    assert.equal((await search(admin)).total, 1);
    await assert.rejects(accounts.get(consumer, admin.accountId ?? ''), refusal('not_found'));
  });

  it('keeps only the sign-in at hand when its password changes', async () => {
    const actor = await anActor(context, 'auditor');
    const { account } = await accounts.me(actor);
    const other = await signIn(context, account.email, 'browser');
    await assert.rejects(
      accounts.changePassword(actor, { currentPassword: 'wrong', password: 'the next password' }),
      refusal('account.wrong_password'),
    );
    assert.equal((await signIns.mine(actor)).length, 2);
    await accounts.changePassword(actor, { currentPassword: testPassword, password: 'the next password' });
    assert.deepEqual(
      (await signIns.mine(actor)).map(({ id }) => id),
      [actor.signInId],
    );
    assert.equal(await signIns.findBrowser(other.token), null);
    await signIn(context, account.email, 'api', 'the next password');
  });

  it('of the last admin stays, also when two admins put each other out at the same moment', async () => {
    await assert.rejects(accounts.deactivate(admin, admin.accountId ?? ''), refusal('account.last_admin'));
    for (let round = 0; round < 5; round += 1) {
      const rival = await anActor(context, 'admin');
      const answers = await Promise.allSettled([
        accounts.deactivate(admin, rival.accountId ?? ''),
        accounts.deactivate(rival, admin.accountId ?? ''),
      ]);
      const [{ left }] = await context
        .get(Database)
        .rows<{ left: number }>(
          "SELECT COUNT(*) AS `left` FROM account a JOIN account_role r ON r.account_id = a.id WHERE r.role = 'admin' AND a.status = 'active'",
        );
      assert.equal(Number(left), 1);
      assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, 1);
      if (answers[1].status === 'fulfilled') admin = rival;
    }
  });

  it('of the last admin would go if nobody held the rows of the admins', {
    skip: engine === 'sqlite' && 'one writer at a time: this race cannot happen',
  }, async () => {
    const rivals = [await anActor(context, 'admin'), await anActor(context, 'admin')];
    await accounts.deactivate(rivals[0], admin.accountId ?? '');
    const database = context.get(Database);
    const bothCounted = Promise.withResolvers<void>();
    let counted = 0;
    const unguarded = (victim: Actor) =>
      context.get(UnitOfWork).run(async () => {
        const [{ others }] = await database.rows<{ others: number }>(
          `SELECT COUNT(*) AS others FROM account a JOIN account_role r ON r.account_id = a.id
            WHERE r.role = 'admin' AND a.status = 'active' AND a.id <> ?`,
          [victim.accountId],
        );
        counted += 1;
        if (counted === 2) bothCounted.resolve();
        await bothCounted.promise;
        if (Number(others) > 0)
          await database.change("UPDATE account SET status = 'deactivated' WHERE id = ?", [victim.accountId]);
      });
    await Promise.all(rivals.map(unguarded));
    const [{ left }] = await database.rows<{ left: number }>(
      "SELECT COUNT(*) AS `left` FROM account a JOIN account_role r ON r.account_id = a.id WHERE r.role = 'admin' AND a.status = 'active'",
    );
    assert.equal(Number(left), 0);
  });

  it('for demonstration keeps production from starting', async () => {
    await accounts.assertNoDemoAccounts();
    await anActor(context, 'auditor', { email: 'auditor@demo.example' });
    await assert.rejects(accounts.assertNoDemoAccounts(), /DATABASE_URL.*auditor@demo\.example/);
  });
});
