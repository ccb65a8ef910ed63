import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Actor, DomainError, newId, operatorActor } from '#libs/kernel';
import { NominationsService } from '#libs/nominations';
import {
  AccountsService,
  duplicatesQuery,
  MergingService,
  mergeFields,
  type Organisation,
  PeopleService,
  type PersonCard,
  PersonLookup,
  personQuery,
  ResemblancesService,
  resemblanceFields,
} from '#libs/people';
import { Database, Schema } from '#libs/platform';
import { laoCoordinator, naming, nominatorOf, openRun, Story, startNominations } from '../support/nominations.js';
import { anActor, anOrganisation, personDetails } from '../support/people.js';
import type { TestContext } from '../support/platform.js';
import { statementsOf } from '../support/statements.js';

const refusal = (code: string) => (error: unknown) =>
  error instanceof DomainError && (error.code === code || error.fields.some((field) => field.code === code));

let context: TestContext;
let people: PeopleService;
let merging: MergingService;
let resemblances: ResemblancesService;
let database: Database;
let story: Story;
let commerce: Organisation;
let health: Organisation;
let ofCommerce: Actor;
let ofHealth: Actor;
let iice: Actor;
before(async () => {
  context = await startNominations();
  people = context.get(PeopleService);
  merging = context.get(MergingService);
  resemblances = context.get(ResemblancesService);
  database = context.get(Database);
  story = new Story(context);
  commerce = await anOrganisation(context);
  health = await anOrganisation(context);
  ofCommerce = nominatorOf(commerce);
  ofHealth = nominatorOf(health);
  iice = await anActor(context, 'lao_coordinator');
});
after(() => context.close());

let born = 0;
/** A birth date of their own for everybody, so that nobody resembles the people of another test. */
const birthDate = () => {
  born += 1;
  return `${1950 + Math.floor(born / 28)}-06-${String(1 + (born % 28)).padStart(2, '0')}`;
};

/** One human, whom two ministries have written in two ways. */
async function twice(ours: object = {}, theirs: object = {}): Promise<[PersonCard, PersonCard]> {
  const date = birthDate();
  return [
    await people.create(ofCommerce, personDetails({ birthDate: date, ...ours })),
    await people.create(ofHealth, personDetails({ birthDate: date, ...theirs })),
  ];
}

const merge = (survivor: PersonCard, duplicate: PersonCard, choices: object = {}) =>
  merging.merge(iice, survivor.id, mergeFields.parse({ duplicateId: duplicate.id, choices }));

describe('two records of one human', () => {
  it('have tables as the entities say', async () => {
    assert.deepEqual(await context.get(Schema).drift(), []);
  });

  it('become one, field by field, and the other id leads to it', async () => {
    const [one, other] = await twice(
      { fullName: 'ຄຳພອນ ແກ້ວ', phone: '+856 20 1111 1111', identityNumber: 'MA000001' },
      { fullName: 'ຄຳພອນ ແກ້ວມະນີ', email: 'k@health.example', identityNumber: 'MB000002' },
    );
    const merged = await merge(one, other, { fullName: 'duplicate', identityNumber: 'duplicate' });
    assert.deepEqual(
      [merged.id, merged.fullName, merged.phone, merged.email, merged.identityNumber],
      [one.id, 'ຄຳພອນ ແກ້ວມະນີ', '+856 20 1111 1111', 'k@health.example', '••••0002'],
    );
    assert.equal((await people.get(iice, other.id)).id, one.id);
    assert.equal(await people.identityNumber(iice, other.id), 'MB000002');
    assert.equal((await context.get(PersonLookup).get(other.id)).id, one.id);
    const listed = await people.list(iice, personQuery.parse({ q: 'ຄຳພອນ ແກ້ວ' }));
    assert.deepEqual(
      listed.items.map(({ id }) => id),
      [one.id],
    );
  });

  it('are known by every spelling and number they were known by', async () => {
    const [one, other] = await twice(
      { fullName: 'ບຸນທຽມ ຈັນທະ', identityNumber: 'MC000001' },
      { fullName: 'Bounthiem Chantha', identityNumber: 'MD000002' },
    );
    const { birthDate: date } = one;
    await merge(one, other);
    const named = async (more: object) =>
      (await people.identify(operatorActor, commerce.id, personDetails({ birthDate: date, ...more }))).id;
    assert.equal(await named({ fullName: 'Bounthiem Chantha' }), one.id);
    assert.equal(await named({ fullName: 'ບຸນທຽມ ຈັນທະ' }), one.id);
    assert.equal(await named({ fullName: 'ບຸນທຽມ ຈັນທະ', identityNumber: 'MD000002' }), one.id);
    assert.equal(await named({ fullName: 'Bounthiem Chantha', identityNumber: 'MC000001' }), one.id);
    assert.notEqual(await named({ fullName: 'Bounthiem Chantha', identityNumber: 'ME000003' }), one.id);
    const now = await people.get(iice, one.id);
    const back = await people.edit(iice, one.id, now.version, {
      fullName: 'Bounthiem Chantha',
      identityNumber: 'MD000002',
    });
    assert.deepEqual([back.fullName, back.identityNumber], ['Bounthiem Chantha', '••••0002']);
  });

  it('stay findable through a chain of merges', async () => {
    const [one, other] = await twice({ fullName: 'ສີພອນ' }, { fullName: 'ສີພອນ ຄຳ' });
    const [third] = await twice({ fullName: 'ສີພອນ ຄຳແກ້ວ' }, {});
    await merge(one, other);
    await merge(third, one);
    assert.equal((await people.get(iice, other.id)).id, third.id);
    const { merges } = await merging.history(iice, other.id);
    assert.deepEqual(merges.map(({ duplicateId }) => duplicateId).sort(), [one.id, other.id].sort());
    assert.deepEqual(
      await database.rows(
        'SELECT id FROM person p WHERE EXISTS (SELECT 1 FROM person f WHERE f.merged_into_id = p.id) AND p.merged_into_id IS NOT NULL',
      ),
      [],
    );
  });

  it('keep the nominations of both, and say later what was done', async () => {
    const [first, second] = [
      await openRun(context, { capacity: 5 }, [commerce.id, 2], [health.id, 2]),
      await openRun(context, { capacity: 5, startsOn: '2026-09-01', endsOn: '2026-09-12' } as never, [health.id, 2]),
    ];
    const [one, other] = await twice({}, {});
    const a = await story.confirmed(commerce, first, { personId: one.id });
    const b = await story.confirmed(health, second, { personId: other.id });
    const preview = await merging.preview(iice, one.id, other.id);
    assert.deepEqual([preview.moving, preview.obstacles], [{ nominations: 1, enrolments: 1 }, []]);
    await merge(one, other, { fullName: 'duplicate' });
    const rows = await database.rows<Record<string, string>>(
      `SELECT n.id, n.person_id, n.live_key, e.person_id AS seated, (SELECT MIN(d.person_id) FROM enrolment_day d
        WHERE d.enrolment_id = e.id) AS spent FROM nomination n JOIN enrolment e ON e.nomination_id = n.id
        WHERE n.id IN (?, ?) ORDER BY n.id`,
      [a.id, b.id],
    );
    for (const row of rows) assert.deepEqual([row.person_id, row.seated, row.spent], [one.id, one.id, one.id]);
    assert.deepEqual(
      rows.map((row) => row.live_key),
      [`${first.id}:${one.id}`, `${second.id}:${one.id}`],
    );
    await story.withdraw(b.id);
    const { merges } = await merging.history(iice, one.id);
    assert.equal(merges.length, 1);
    assert.deepEqual(merges[0]!.moved, { nominations: 1, enrolments: 1 });
    assert.equal(merges[0]!.choices.fullName, 'duplicate');
    assert.equal(merges[0]!.wordsBefore.survivor.fullName, one.fullName);
    const trail = await database.rows<{ action: string }>(
      "SELECT action FROM audit_event WHERE action LIKE 'person.merged%' AND subject_id IN (?, ?) ORDER BY action",
      [one.id, other.id],
    );
    assert.deepEqual(
      trail.map(({ action }) => action),
      ['person.merged', 'person.merged_away'],
    );
  });

  it('stay two while both are nominated for one run, or sit in two at once', async () => {
    const run = await openRun(context, { capacity: 5 }, [commerce.id, 2], [health.id, 2]);
    const [one, other] = await twice();
    const { id } = await story.draft(commerce, run, { personId: one.id });
    await story.draft(health, run, { personId: other.id });
    await assert.rejects(merge(one, other), refusal('person.merge_both_nominated'));
    await story.withdraw(id, 'a double', ofCommerce);
    assert.equal((await merge(one, other)).id, one.id);
    const [left, right] = await twice();
    const also = await openRun(context, { capacity: 5 }, [health.id, 2]);
    await story.confirmed(commerce, run, { personId: left.id });
    await story.confirmed(health, also, { personId: right.id });
    await assert.rejects(merge(left, right), refusal('person.merge_overlap'));
    assert.equal((await people.get(iice, right.id)).id, right.id);
  });

  it('stay two while both sign in; then the sign-in goes over', async () => {
    const [one, other] = await twice();
    await anActor(context, 'trainee', { personId: one.id });
    const theirs = await anActor(context, 'trainee', { personId: other.id });
    await assert.rejects(merge(one, other), refusal('person.merge_both_accounts'));
    const [third] = await twice();
    await merge(third, other);
    const actor = await context.get(AccountsService).actorOf(theirs.accountId!, theirs.signInId!, null);
    assert.equal(actor?.personId, third.id);
    assert.equal((await people.get(actor!, third.id)).id, third.id);
  });

  it('are merged by nobody else, not with themselves, not with nobody, not unseen', async () => {
    const [one, other] = await twice();
    const asked = mergeFields.parse({ duplicateId: other.id });
    for (const actor of [
      ofCommerce,
      ofHealth,
      await anActor(context, 'vn_coordinator'),
      await anActor(context, 'admin'),
    ])
      await assert.rejects(merging.merge(actor, one.id, asked), refusal('forbidden'));
    await assert.rejects(merge(one, one), refusal('person.merge_itself'));
    await assert.rejects(merging.merge(iice, newId(), asked), refusal('not_found'));
    await assert.rejects(merge(one, { ...other, id: newId() }), refusal('person.unknown'));
    await assert.rejects(merging.merge(iice, one.id, { ...asked, duplicateVersion: 7 }), refusal('stale'));
    await merge(one, other);
    await assert.rejects(merge(one, other), refusal('person.merged_away'));
    await assert.rejects(merge(other, one), refusal('person.merged_away'));
  });
});

describe('what a ministry sees after a merge', () => {
  it('is what it saw before, unless it is the employer', async () => {
    const [one, other] = await twice(
      { fullName: 'ວິໄລ ຄຳ', phone: '+856 20 2222 0001', position: { lo: 'ວິຊາການ', vi: '', en: '' } },
      { fullName: 'ວິໄລ ຄໍາ ສີ', phone: '+856 20 3333 0002', email: 'v@health.example', identityNumber: 'MF777777' },
    );
    await merge(one, other, { email: 'survivor', identityNumber: 'duplicate', organisationId: 'survivor' });
    const health2 = await people.get(ofHealth, one.id);
    assert.deepEqual(
      [health2.shown, health2.fullName, health2.phone, health2.identityNumber],
      ['own_words', 'ວິໄລ ຄໍາ ສີ', '+856 20 3333 0002', null],
    );
    assert.equal(JSON.stringify(health2).includes('2222'), false);
    assert.equal((await people.get(ofCommerce, one.id)).shown, 'record');
    assert.equal((await people.get(ofCommerce, one.id)).email, '');
    await assert.rejects(people.edit(ofHealth, one.id, 2, { phone: '' }), refusal('person.kept_by_another'));
  });

  it('stays its own words where another one turns out to be the employer', async () => {
    const [one, other] = await twice({ phone: '+856 20 4444 0001' }, { phone: '+856 20 5555 0002' });
    await merge(one, other, { organisationId: 'duplicate', phone: 'duplicate' });
    const ours = await people.get(ofCommerce, one.id);
    assert.deepEqual([ours.shown, ours.phone, ours.organisationId], ['own_words', '+856 20 4444 0001', commerce.id]);
    assert.equal((await people.get(ofHealth, one.id)).shown, 'record');
  });
});

describe('two who look alike', () => {
  const alike = async (actor: Actor, id: string) => (await resemblances.ofPerson(actor, id)).map(({ card }) => card.id);

  it('are shown to IICE with the reasons, and to a ministry only among its own', async () => {
    const [one, other] = await twice(
      { fullName: 'ສົມພອນ ວົງສາ', phone: '020 5512 3456' },
      { fullName: 'Somphone Vongsa', phone: '+856 20 5512 3456' },
    );
    const [found] = await resemblances.ofPerson(iice, one.id);
    assert.equal(found!.card.id, other.id);
    assert.deepEqual(
      found!.reasons.map(({ code }) => code),
      ['sounds_alike', 'same_birth_date', 'same_phone'],
    );
    assert.deepEqual(await alike(ofCommerce, one.id), []);
    await assert.rejects(resemblances.ofPerson(ofCommerce, other.id), refusal('not_found'));
    await assert.rejects(
      anActor(context, 'auditor').then((auditor) => resemblances.ofPerson(auditor, one.id)),
      refusal('forbidden'),
    );
  });

  it('cannot be guessed: a ministry is answered the same whether somebody exists elsewhere or not', async () => {
    const [, hidden] = await twice({}, { fullName: 'ມະໄລ ແສງ', email: 'm@health.example', identityNumber: 'MG111111' });
    for (const more of [{}, { birthDate: null }, { email: 'm@health.example' }]) {
      const typed = { fullName: hidden.fullName, birthDate: hidden.birthDate, ...more };
      const fields = resemblanceFields.parse({ ...typed, organisationId: null });
      assert.deepEqual(await resemblances.ofDetails(ofCommerce, fields), []);
      assert.ok((await resemblances.ofDetails(iice, fields)).some(({ card }) => card.id === hidden.id));
    }
  });

  it('are compared by a ministry in its own words, never by the record of another', async () => {
    const [record] = await twice({ fullName: 'ຈັນສີ ພົມ', phone: '+856 20 7777 1234', identityNumber: 'MH222222' });
    const said = personDetails({ fullName: 'ຈັນສີ', birthDate: '1961-01-01', identityNumber: 'MH222222' });
    await assert.rejects(people.create(ofHealth, said), refusal('person.number_of_another'));
    const told = await people.create(
      ofHealth,
      personDetails({ fullName: record.fullName, birthDate: record.birthDate }),
    );
    assert.equal(told.id, record.id);
    const now = await people.get(iice, record.id);
    await people.edit(iice, record.id, now.version, { fullName: 'ຈັນສີ ລັບ' });
    const guess = resemblanceFields.parse({ fullName: 'ຈັນສີ ລັບ', birthDate: '1999-12-31', phone: '+856 20 7777 1234' });
    assert.deepEqual(await resemblances.ofDetails(ofHealth, guess), []);
    const own = resemblanceFields.parse({ fullName: 'ຈັນສີ ພົມ', birthDate: record.birthDate });
    const [found] = await resemblances.ofDetails(ofHealth, own);
    assert.deepEqual([found!.card.shown, found!.card.fullName], ['own_words', 'ຈັນສີ ພົມ']);
  });

  it('are listed in pairs until they are told apart, and then never again', async () => {
    const [one, other] = await twice({ fullName: 'ທອງດີ ສຸກ' }, { fullName: 'ທອງດີ ສຸກສີ' });
    const [same, again] = await twice({ fullName: 'ພູວົງ ໄຊ' }, { fullName: 'Phouvong Xay' });
    const pairs = async () => {
      const { items } = await resemblances.duplicates(iice, duplicatesQuery.parse({ pageSize: 200 }));
      return items.map((pair) => [pair.one.id, pair.other.id].sort().join());
    };
    const pair = [same.id, again.id].sort().join();
    assert.equal((await pairs()).filter((found) => found === pair).length, 1);
    assert.deepEqual(await alike(iice, one.id), [other.id]);
    await merging.distinguish(iice, again.id, { otherId: same.id, reason: 'brothers' });
    await merging.distinguish(iice, same.id, { otherId: again.id, reason: 'said again' });
    assert.equal((await pairs()).includes(pair), false);
    assert.deepEqual(await alike(iice, same.id), []);
    const { distinctions } = await merging.history(iice, same.id);
    assert.deepEqual(
      distinctions.map(({ reason, other: who }) => [reason, who?.id]),
      [['brothers', again.id]],
    );
    assert.equal((await merge(same, again)).id, same.id);
    await assert.rejects(
      merging.distinguish(ofCommerce, one.id, { otherId: other.id, reason: 'x' }),
      refusal('forbidden'),
    );
    await assert.rejects(resemblances.duplicates(ofCommerce, duplicatesQuery.parse({})), refusal('forbidden'));
  });

  it('cost the same number of statements however many there are', async () => {
    const count = () => statementsOf(context, () => resemblances.duplicates(iice, duplicatesQuery.parse({})));
    const [one] = await twice({ fullName: 'ແສງຈັນ ດວງ' }, { fullName: 'Sengchan Duong' });
    const before = await count();
    const beforeOne = await statementsOf(context, () => resemblances.ofPerson(iice, one.id));
    for (let index = 0; index < 5; index += 1)
      await people.create(
        ofHealth,
        personDetails({ fullName: `ແສງຈັນ ດວງ${'ກ'.repeat(index)}`, birthDate: one.birthDate }),
      );
    assert.equal(await count(), before);
    assert.equal(await statementsOf(context, () => resemblances.ofPerson(iice, one.id)), beforeOne);
  });
});

describe('merges at the same moment', () => {
  it('happen once, whichever way round', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [one, other] = await twice();
      const settled = await Promise.allSettled([merge(one, other), merge(other, one), merge(one, other)]);
      assert.equal(settled.filter(({ status }) => status === 'fulfilled').length, 1);
      for (const { reason } of settled.filter((done) => done.status === 'rejected'))
        assert.equal(reason.code, 'person.merged_away');
      const kept = (await people.get(iice, one.id)).id;
      assert.equal((await people.get(iice, other.id)).id, kept);
    }
  });

  it('leave no nomination behind with the duplicate, whoever nominates it meanwhile', async () => {
    const run = await openRun(context, { capacity: 50 }, [commerce.id, 20], [health.id, 20]);
    for (let round = 0; round < 8; round += 1) {
      const [one, other] = await twice();
      const nominate = (actor: Actor, who: object) =>
        context.get(NominationsService).nominate(actor, run.id, naming(who));
      const { fullName, birthDate: date } = other;
      const settled = await Promise.allSettled([
        nominate(ofHealth, { personId: other.id }),
        merge(one, other),
        nominate(ofHealth, { person: personDetails({ fullName, birthDate: date }) }),
        nominate(laoCoordinator, { personId: one.id, organisationId: commerce.id }),
        people.create(ofHealth, personDetails({ fullName, birthDate: date })),
      ]);
      for (const { reason } of settled.filter((done) => done.status === 'rejected'))
        assert.ok(
          ['nomination.already_nominated', 'person.merge_both_nominated', 'person.kept_by_another'].includes(
            reason.code,
          ),
          `${reason.code} ${reason.stack}`,
        );
    }
    for (const table of [
      'nomination',
      'enrolment',
      'enrolment_day',
      'account',
      'session_instructor',
      'person_organisation',
    ])
      assert.deepEqual(
        await database.rows(
          `SELECT t.id FROM ${table} t JOIN person p ON p.id = t.person_id WHERE p.merged_into_id IS NOT NULL`,
        ),
        [],
        table,
      );
  });
});

describe('a column that names a person', () => {
  it('is known to those who follow a merge', async () => {
    const owners = database.read.connection.entityMetadatas.flatMap(({ tableName, foreignKeys }) =>
      foreignKeys
        .filter(({ referencedEntityMetadata }) => referencedEntityMetadata.tableName === 'person')
        .map(({ columnNames }) => `${tableName}.${columnNames}`),
    );
    // Whoever adds one registers with PersonMerging, and then names it here.
    const followed = [
      'account.person_id',
      'enrolment.person_id',
      'enrolment_day.person_id',
      'nomination.person_id',
      'person_distinction.one_id',
      'person_distinction.other_id',
      'person_merge.duplicate_id',
      'person_merge.survivor_id',
      'person_organisation.person_id',
      'session_instructor.person_id',
      'session_invitation.person_id',
    ];
    assert.deepEqual(owners.sort(), followed);
  });
});
