import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Actor, DomainError, localDate } from '#libs/kernel';
import {
  OrganisationLookup,
  OrganisationsService,
  organisationQuery,
  PeopleModule,
  peopleEntities,
} from '#libs/people';
import { anActor, anOrganisation } from '../support/people.js';
import { startContext, type TestContext } from '../support/platform.js';

const refusal = (code: string) => (error: unknown) =>
  error instanceof DomainError && (error.code === code || error.fields.some((field) => field.code === code));

describe('organisations', () => {
  let context: TestContext;
  let organisations: OrganisationsService;
  let lookup: OrganisationLookup;
  let admin: Actor;
  before(async () => {
    context = await startContext([PeopleModule], peopleEntities);
    organisations = context.get(OrganisationsService);
    lookup = context.get(OrganisationLookup);
    admin = await anActor(context, 'admin');
  });
  after(() => context.close());

  const tree = async () => {
    const ministry = await anOrganisation(context);
    const department = await anOrganisation(context, { parentId: ministry.id, kind: 'department' });
    const office = await anOrganisation(context, { parentId: department.id, kind: 'district_office' });
    return { ministry, department, office };
  };

  it('stand in a tree with the path from the root', async () => {
    const { ministry, department, office } = await tree();
    assert.equal(office.path, `/${ministry.id}/${department.id}/${office.id}/`);
    const ancestry = await lookup.ancestryOf(office.id);
    assert.deepEqual(
      ancestry.map(({ id }) => id),
      [ministry.id, department.id, office.id],
    );
  });

  it('take along everything below when they move', async () => {
    const { department, office } = await tree();
    const other = await anOrganisation(context);
    await organisations.edit(admin, department.id, department.version, { parentId: other.id });
    assert.equal(await lookup.pathOf(office.id), `/${other.id}/${department.id}/${office.id}/`);
    await organisations.edit(admin, department.id, department.version + 1, { parentId: null });
    assert.equal(await lookup.pathOf(office.id), `/${department.id}/${office.id}/`);
  });

  it('never hang below themselves, also when two move at the same moment', async () => {
    const { ministry, office } = await tree();
    const moved = organisations.edit(admin, ministry.id, ministry.version, { parentId: office.id });
    await assert.rejects(moved, refusal('organisation.below_itself'));
    for (let round = 0; round < 5; round += 1) {
      const [one, other] = [await anOrganisation(context), await anOrganisation(context)];
      await Promise.allSettled([
        organisations.edit(admin, one.id, 1, { parentId: other.id }),
        organisations.edit(admin, other.id, 1, { parentId: one.id }),
      ]);
      const paths = [await lookup.pathOf(one.id), await lookup.pathOf(other.id)];
      assert.equal(paths.filter((path) => path.split('/').length === 3).length, 1, paths.join(' '));
    }
  });

  it('are found by their names in every language and by code', async () => {
    await anOrganisation(context, {
      code: 'LA-MOIC',
      name: { lo: 'ກະຊວງອຸດສາຫະກຳ ແລະ ການຄ້າ', vi: 'Bộ Công Thương Lào', en: 'Ministry of Industry and Commerce' },
      shortName: { lo: 'ອຄ', vi: '', en: 'MOIC' },
    });
    for (const q of ['ການຄ້າ', 'ອຸດສາຫະກໍາ', 'bo cong thuong', 'industry and', 'la-moic', 'ອຄ']) {
      const { items } = await organisations.list(admin, organisationQuery.parse({ q }));
      assert.deepEqual(
        items.map(({ code }) => code),
        ['LA-MOIC'],
        q,
      );
    }
  });

  it('have a code of their own', async () => {
    await anOrganisation(context, { code: 'TWICE' });
    await assert.rejects(anOrganisation(context, { code: 'TWICE' }), refusal('organisation.code_taken'));
  });

  it('end on a day and name who goes on with their work', async () => {
    const { ministry, office } = await tree();
    const fields = { lastDay: localDate('2025-02-28'), successorId: office.id };
    const ended = await organisations.succeed(admin, ministry.id, fields);
    assert.deepEqual([ended.validTo, ended.successorId], ['2025-02-28', office.id]);
    const own = { lastDay: localDate('2025-02-28'), successorId: office.id };
    await assert.rejects(organisations.succeed(admin, office.id, own), refusal('organisation.succeeds_itself'));
    const early = { lastDay: localDate('2019-01-01'), successorId: null };
    await assert.rejects(organisations.succeed(admin, office.id, early), refusal('organisation.ends_before_it_began'));
  });

  it('are changed by admins only, from their newest version', async () => {
    const { ministry } = await tree();
    const nominator = await anActor(context, 'nominator', { organisationId: ministry.id });
    await assert.rejects(organisations.edit(nominator, ministry.id, 1, { code: 'X' }), refusal('forbidden'));
    await organisations.edit(admin, ministry.id, 1, { code: 'RENAMED' });
    await assert.rejects(organisations.edit(admin, ministry.id, 1, { code: 'X' }), refusal('stale'));
  });

  it('are seen by everyone signed in; consumers see those alive today', async () => {
    const { ministry } = await tree();
    const consumer = await anActor(context, 'consumer');
    await organisations.get(consumer, ministry.id);
    await organisations.succeed(admin, ministry.id, { lastDay: localDate('2025-02-28'), successorId: null });
    await assert.rejects(organisations.get(consumer, ministry.id), refusal('not_found'));
    await organisations.get(await anActor(context, 'auditor'), ministry.id);
  });
});
