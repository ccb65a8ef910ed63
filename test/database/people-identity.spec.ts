import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Actor, DomainError, operatorActor } from '#libs/kernel';
import {
  type Organisation,
  PeopleModule,
  PeopleService,
  PersonLookup,
  peopleEntities,
  personQuery,
} from '#libs/people';
import { Database, Schema } from '#libs/platform';
import { anActor, anOrganisation, personDetails } from '../support/people.js';
import { startContext, type TestContext } from '../support/platform.js';

const refusal = (code: string) => (error: unknown) =>
  error instanceof DomainError && (error.code === code || error.fields.some((field) => field.code === code));

describe('a person', () => {
  let context: TestContext;
  let people: PeopleService;
  let commerce: Organisation;
  let health: Organisation;
  let ofCommerce: Actor;
  let ofHealth: Actor;
  let iice: Actor;
  let vioit: Actor;
  let auditor: Actor;
  before(async () => {
    context = await startContext([PeopleModule], peopleEntities);
    people = context.get(PeopleService);
    commerce = await anOrganisation(context);
    health = await anOrganisation(context);
    ofCommerce = await anActor(context, 'nominator', { organisationId: commerce.id });
    ofHealth = await anActor(context, 'nominator', { organisationId: health.id });
    iice = await anActor(context, 'lao_coordinator');
    vioit = await anActor(context, 'vn_coordinator');
    auditor = await anActor(context, 'auditor');
  });
  after(() => context.close());

  const all = { ...personQuery.parse({ total: 'true' }) };
  const seenBy = async (actor: Actor) => (await people.list(actor, all)).items.map(({ id }) => id);

  it('has tables as the entities say', async () => {
    assert.deepEqual(await context.get(Schema).drift(), []);
  });

  it('is one, whoever of twenty names them first at the same moment', async () => {
    const details = personDetails({ fullName: 'ຄຳພອນ ສີສຸລິດ', identityNumber: 'LA 000 111 222' });
    const spelling = { ...details, fullName: 'ຄໍາພອນ ສີສຸລິດ' };
    const found = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        index % 2
          ? people.identify(ofCommerce, commerce.id, details)
          : people.identify(ofHealth, health.id, { ...spelling, identityNumber: index % 4 ? 'LA000111222' : null }),
      ),
    );
    assert.equal(new Set(found.map(({ id }) => id)).size, 1);
    const [{ links }] = await context
      .get(Database)
      .rows<{ links: number }>('SELECT COUNT(*) AS links FROM person_organisation WHERE person_id = ?', [found[0].id]);
    assert.equal(Number(links), 2);
  });

  it('is found by the identity number when the name is spelled another way', async () => {
    const first = await people.identify(ofCommerce, commerce.id, personDetails({ identityNumber: 'P7000001' }));
    const again = personDetails({ fullName: 'Bounmy', identityNumber: 'p 700-0001' });
    assert.equal((await people.identify(ofHealth, health.id, again)).id, first.id);
  });

  it('is not another person through a slip in the number', async () => {
    await people.identify(ofCommerce, commerce.id, personDetails({ identityNumber: 'P7000002' }));
    const slip = personDetails({ birthDate: '1971-01-01', identityNumber: 'P7000002' });
    await assert.rejects(people.identify(ofHealth, health.id, slip), refusal('person.number_of_another'));
  });

  it('is told from a namesake born on the same day by the identity number', async () => {
    const name = { fullName: 'ສົມໃຈ' };
    const one = await people.identify(ofCommerce, commerce.id, personDetails({ ...name, identityNumber: 'A1111111' }));
    const other = await people.identify(
      ofCommerce,
      commerce.id,
      personDetails({ ...name, identityNumber: 'B2222222' }),
    );
    assert.notEqual(one.id, other.id);
    const [again] = await Promise.all([
      people.identify(ofCommerce, commerce.id, personDetails({ ...name, identityNumber: 'B2222222' })),
    ]);
    assert.equal(again.id, other.id);
  });

  it('shows a second ministry its own words only, and never the record of the first', async () => {
    const kept = personDetails({
      fullName: 'ມະນີວັນ',
      position: { lo: 'ຫົວໜ້າພະແນກ', vi: '', en: 'Head of division' },
      phone: '+856 20 5555 0001',
      email: 'manivanh@commerce.example',
      identityNumber: 'M3333333',
    });
    const record = await people.create(ofCommerce, kept);
    assert.equal(record.identityNumber, '••••3333');
    const said = personDetails({ fullName: 'ມະນີວັນ', phone: '+856 20 7777 0002' });
    const card = await people.create(ofHealth, said);
    assert.equal(card.id, record.id);
    assert.equal(card.shown, 'own_words');
    assert.equal(card.phone, '+856 20 7777 0002');
    assert.equal(card.identityNumber, null);
    assert.equal(card.organisationId, health.id);
    const everything = JSON.stringify([card, await people.get(ofHealth, record.id), await people.list(ofHealth, all)]);
    for (const secret of ['Head of division', '5555 0001', 'manivanh', '3333', commerce.id])
      assert.equal(everything.includes(secret), false, secret);
    assert.equal((await people.get(ofCommerce, record.id)).phone, '+856 20 5555 0001');
    await assert.rejects(people.identityNumber(ofHealth, record.id), refusal('forbidden'));
    await assert.rejects(people.edit(ofHealth, record.id, 1, { phone: '' }), refusal('person.kept_by_another'));
  });

  it('is out of sight for a ministry that has not named them, in lists, search and counts too', async () => {
    const hidden = await people.create(ofCommerce, personDetails({ fullName: 'ວິໄລວັນ ລັບ' }));
    await assert.rejects(people.get(ofHealth, hidden.id), refusal('not_found'));
    await assert.rejects(people.edit(ofHealth, hidden.id, 1, { phone: '' }), refusal('not_found'));
    await assert.rejects(people.identityNumber(ofHealth, hidden.id), refusal('not_found'));
    assert.equal((await seenBy(ofHealth)).includes(hidden.id), false);
    for (const query of [{ q: 'ວິໄລວັນ' }, { similarTo: 'ວິໄລວັນ ລັບ' }, { organisationId: commerce.id }]) {
      assert.equal((await people.list(ofHealth, personQuery.parse(query))).total, 0);
      assert.ok(((await people.list(ofCommerce, personQuery.parse(query))).total ?? 0) > 0);
    }
  });

  it('is seen by the organisation above, and by nobody without an organisation', async () => {
    const department = await anOrganisation(context, { parentId: commerce.id, kind: 'department' });
    const below = await anActor(context, 'nominator', { organisationId: department.id });
    const made = await people.create(below, personDetails());
    assert.ok((await seenBy(ofCommerce)).includes(made.id));
    const own = await people.create(ofCommerce, personDetails());
    assert.equal((await seenBy(below)).includes(own.id), false);
    assert.deepEqual(await seenBy({ ...ofCommerce, organisationId: null, organisationPath: null }), []);
  });

  it('cannot be named for an organisation out of reach', async () => {
    await assert.rejects(people.identify(ofHealth, commerce.id, personDetails()), refusal('organisation.unknown'));
    const elsewhere = personDetails({ organisationId: commerce.id });
    await assert.rejects(people.identify(ofHealth, health.id, elsewhere), refusal('organisation.unknown'));
  });

  it('is seen whole by IICE, masked by an auditor, and by VIOIT only when it was ever selected', async () => {
    const made = await people.create(
      ofCommerce,
      personDetails({ identityNumber: 'Q4444444', phone: '+856 20 1234567' }),
    );
    assert.equal((await people.get(iice, made.id)).birthDate, '1990-05-01');
    const masked = await people.get(auditor, made.id);
    assert.deepEqual(
      [masked.birthDate, masked.phone, masked.identityNumber, masked.shown],
      [null, '', '••••4444', 'masked'],
    );
    await assert.rejects(people.get(vioit, made.id), refusal('not_found'));
    assert.deepEqual(await seenBy(vioit), []);
  });

  it('has its identity number read in full only with a record of who read it', async () => {
    const made = await people.create(ofCommerce, personDetails({ identityNumber: 'R5555555' }));
    assert.equal(await people.identityNumber(iice, made.id), 'R5555555');
    await assert.rejects(people.identityNumber(auditor, made.id), refusal('forbidden'));
    const rows = await context
      .get(Database)
      .rows<{ account_id: string }>(
        "SELECT account_id FROM audit_event WHERE action = 'person.identity_number_read' AND subject_id = ?",
        [made.id],
      );
    assert.deepEqual(
      rows.map((row) => row.account_id),
      [iice.accountId],
    );
    const stored = await context.get(Database).rows('SELECT * FROM person');
    const trail = await context.get(Database).rows('SELECT * FROM audit_event');
    assert.equal(JSON.stringify([stored, trail]).includes('R5555555'), false);
  });

  it('edits their own contact and nothing else', async () => {
    const made = await people.create(iice, personDetails({ organisationId: commerce.id }));
    const trainee = await anActor(context, 'trainee', { personId: made.id });
    const edited = await people.edit(trainee, made.id, 1, { phone: '+856 20 9999 8888' });
    assert.equal(edited.phone, '+856 20 9999 8888');
    await assert.rejects(people.edit(trainee, made.id, 2, { fullName: 'Other' }), refusal('person.contact_only'));
    await assert.rejects(people.edit(trainee, made.id, 1, { phone: '' }), refusal('stale'));
    assert.deepEqual(await seenBy(trainee), [made.id]);
  });

  it('does not become another known person by an edit', async () => {
    const one = await people.create(iice, personDetails({ organisationId: commerce.id, identityNumber: 'S6666666' }));
    const other = await people.create(iice, personDetails({ organisationId: commerce.id }));
    const taken = people.edit(iice, other.id, other.version, { identityNumber: 'S6666666' });
    await assert.rejects(taken, refusal('person.already_known'));
    const named = people.edit(iice, other.id, other.version, { fullName: one.fullName });
    await assert.rejects(named, refusal('person.already_known'));
  });

  it('is known to a new employer once IICE says so', async () => {
    const made = await people.create(ofCommerce, personDetails({ phone: '+856 20 3333 4444' }));
    await people.edit(iice, made.id, made.version, { organisationId: health.id });
    assert.equal((await people.get(ofHealth, made.id)).phone, '+856 20 3333 4444');
  });

  it('is listed page by page in the order of names, by number and by cursor', async () => {
    const names = ['ກ ແກ້ວ', 'ຂ ຂາວ', 'ຄ ຄຳ', 'ງ ງາມ'];
    const zone = await anOrganisation(context, { kind: 'zone_authority' });
    for (const fullName of names.toReversed())
      await people.identify(operatorActor, zone.id, personDetails({ fullName, organisationId: zone.id }));
    const page = (more: object) =>
      people.list(iice, personQuery.parse({ organisationId: zone.id, pageSize: 2, ...more }));
    const first = await page({});
    assert.equal(first.next, first.items.at(-1)?.id);
    const second = await page({ after: first.next, total: 'false' });
    assert.deepEqual(
      [...first.items, ...second.items].map(({ fullName }) => fullName),
      names,
    );
    assert.deepEqual([first.total, second.total, second.next], [4, undefined, undefined]);
    assert.deepEqual((await page({ page: 2 })).items, second.items);
    assert.deepEqual((await page({ sort: '-name' })).items[0].fullName, 'ງ ງາມ');
    await assert.rejects(page({ sort: 'phone' }), DomainError);
  });

  it('is looked up by the rooms above without a search', async () => {
    const made = await people.create(ofCommerce, personDetails());
    const found = await context.get(PersonLookup).byIds([made.id, made.id, null]);
    assert.deepEqual([...found.keys()], [made.id]);
  });
});
