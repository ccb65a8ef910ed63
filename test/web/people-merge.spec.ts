import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Organisation } from '#libs/people';
import { startApp, type TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { anOrganisation } from '../support/people.js';

let app: TestApp;
let iice: Client;
let commerce: Organisation;
let ofCommerce: Client;
let ofHealth: Client;
before(async () => {
  app = await startApp();
  commerce = await anOrganisation(app);
  iice = await app.as('lao_coordinator');
  ofCommerce = await app.as('nominator', { organisationId: commerce.id });
  ofHealth = await app.as('nominator', { organisationId: (await anOrganisation(app)).id });
});
after(() => app.close());

const somchay = { fullName: 'ສົມໄຊ ພົນສະຫວັນ', sex: 'male', birthDate: '1985-03-04', phone: '+856 20 1234 5678' };
const inLatin = { ...somchay, fullName: 'Somxay Phonsavanh', phone: '+856 20 8765 4321' };

const add = async (client: Client, body: object): Promise<string> => {
  const made = await client.post('/api/v1/people', body);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return made.body.id;
};

describe('one person in two records', () => {
  let one: string;
  let other: string;
  before(async () => {
    one = await add(ofCommerce, somchay);
    other = await add(ofHealth, inLatin);
  });

  it('are a pair on the list of IICE, with the reasons', async () => {
    const { body } = await iice.get('/api/v1/people/duplicates');
    assert.deepEqual([body.total, body.items[0].one.id, body.items[0].other.id], [1, one, other]);
    assert.deepEqual(
      body.items[0].reasons.map(({ code }: { code: string }) => code),
      ['sounds_alike', 'same_birth_date'],
    );
    const page = await iice.page('/people/duplicates');
    assert.match(page.html, /Somxay Phonsavanh/);
    assert.match(page.html, new RegExp(`/people/${one}/merge\\?duplicateId(=|&#x3D;)${other}`));
  });

  it('are told to no ministry: not beside its own, not for details typed, not by any difference', async () => {
    assert.deepEqual((await ofCommerce.get(`/api/v1/people/${one}/similar`)).body, { items: [] });
    assert.equal((await ofCommerce.get(`/api/v1/people/${other}/similar`)).status, 404);
    const { fullName, birthDate } = inLatin;
    const hit = await ofHealth.post('/api/v1/people/resemblances', {
      fullName: somchay.fullName,
      birthDate: '1985-03-05',
    });
    assert.deepEqual(
      hit.body.items.map(({ person }: { person: { id: string } }) => person.id),
      [other],
    );
    const ofThird = await app.as('nominator', { organisationId: (await anOrganisation(app)).id });
    const guesses = [
      { fullName, birthDate },
      { ...somchay, sex: undefined },
      { fullName: 'Nobody', birthDate },
    ];
    const answers = await Promise.all(guesses.map((guess) => ofThird.post('/api/v1/people/resemblances', guess)));
    assert.deepEqual(new Set(answers.map(({ status, raw }) => `${status} ${raw}`)).size, 1);
    const page = await ofThird.submit('/people', { ...somchay, fullName: 'ສົມໄຊ ພົນສະຫວັນນ' });
    assert.equal(page.status, 303, 'somebody like a hidden person is added without a question');
  });

  it('are merged on a page, by hand, field by field; each old address leads to the one that stays', async () => {
    const before = (await ofHealth.get(`/api/v1/people/${other}`)).body;
    const review = await iice.page(`/people/${one}/merge?duplicateId=${other}`);
    assert.equal(review.status, 200);
    assert.match(review.html, /name="choices\.fullName"/);
    assert.doesNotMatch(review.html, /name="choices\.birthDate"/);
    const address = `/people/${one}/merge?duplicateId=${other}`;
    const old = await iice.submit(address, { duplicateId: other, duplicateVersion: '9' });
    assert.equal(old.status, 412);
    const done = await iice.submit(address, {
      duplicateId: other,
      version: '1',
      duplicateVersion: '1',
      'choices.phone': 'duplicate',
    });
    assert.deepEqual([done.status, done.location], [303, `/people/${one}`]);
    const merged = await iice.get(`/api/v1/people/${other}`);
    assert.deepEqual([merged.body.id, merged.body.phone, merged.body.fullName], [one, inLatin.phone, somchay.fullName]);
    const led = await iice.page(`/people/${other}`);
    assert.deepEqual([led.status, led.location], [303, `/people/${one}`]);
    const seen = (await ofHealth.get(`/api/v1/people/${other}`)).body;
    assert.deepEqual([seen.shown, seen.fullName, seen.phone], ['own_words', before.fullName, before.phone]);
    const page = await iice.page(`/people/${one}`);
    assert.match(page.html, /Somxay Phonsavanh was merged into ສົມໄຊ ພົນສະຫວັນ/);
    assert.doesNotMatch((await ofCommerce.page(`/people/${one}`)).html, /was merged/);
    const { body: history } = await iice.get(`/api/v1/people/${other}/merges`);
    assert.deepEqual([history.merges[0].duplicateId, history.merges[0].choices.phone], [other, 'duplicate']);
    const again = await iice.post(`/api/v1/people/${one}/merge`, { duplicateId: other });
    assert.deepEqual([again.status, again.body.code], [409, 'person.merged_away']);
  });

  it('are told apart with a reason, and asked about no more', async () => {
    const father = await add(ofCommerce, { ...somchay, fullName: 'ບຸນມາ ໄຊຍະ', birthDate: '1960-01-02' });
    const son = await add(ofHealth, { ...somchay, fullName: 'ບຸນມາ ໄຊຍະ', birthDate: '1960-02-01' });
    const address = `/people/${father}/distinction?duplicateId=${son}`;
    assert.equal((await iice.submit(address, { otherId: son })).status, 422);
    const told = await iice.submit(address, { otherId: son, reason: 'Two cousins of one name' });
    assert.deepEqual([told.status, told.location], [303, '/people/duplicates']);
    assert.deepEqual((await iice.get(`/api/v1/people/${father}/similar`)).body.items, []);
    const review = await iice.page(`/people/${son}/merge?duplicateId=${father}`);
    assert.match(review.html, /Two cousins of one name/);
  });
});

describe('somebody typed who looks like one of our own', () => {
  it('is asked about before a second one is made, and what was typed is kept', async () => {
    const known = await add(ofCommerce, { ...somchay, fullName: 'ພອນທິບ ຄຳ', birthDate: '1979-07-08' });
    const typed = { fullName: 'ພອນທິບ ຄຳມະ', sex: 'female', birthDate: '1979-07-08', phone: '020 555 000' };
    const asked = await ofCommerce.submit('/people', typed);
    assert.equal(asked.status, 200);
    assert.match(asked.html, new RegExp(`/people/${known}`));
    assert.match(asked.html, /name="fullName" value="ພອນທິບ ຄຳມະ"/);
    assert.match(asked.html, /action="\/people\/reviewed"/);
    const made = await ofCommerce.submit('/people/reviewed', typed);
    assert.equal(made.status, 303);
    assert.notEqual(made.location, `/people/${known}`);
    const same = await ofCommerce.submit('/people', { ...typed, fullName: 'ພອນທິບ ຄໍາ' });
    assert.deepEqual([same.status, same.location], [303, `/people/${known}`]);
  });
});
