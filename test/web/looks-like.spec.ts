import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startApp, type TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { openRun } from '../support/nominations.js';
import { anOrganisation } from '../support/people.js';

let app: TestApp;
let nominator: Client;
let address: string;
before(async () => {
  app = await startApp();
  const ministry = await anOrganisation(app);
  nominator = await app.as('nominator', { organisationId: ministry.id });
  const run = await openRun(app, { capacity: 10 }, [ministry.id, 5]);
  app.clock.set('2026-03-02T02:00:00Z');
  address = `/runs/${run.id}/nominations`;
});
after(() => app.close());

describe('somebody new who is nominated and looks like one of our own', () => {
  const typed = {
    'person.fullName': 'ຈັນທາ ແກ້ວມະນີ',
    'person.sex': 'female',
    'person.birthDate': '1981-02-03',
    note: 'speaks well',
  };

  it('is asked about: the one known is nominated with what else was typed, or a new one after all', async () => {
    const known = { fullName: 'ຈັນທາ ແກ້ວມະນິ', sex: 'female', birthDate: '1981-02-03' };
    const { body } = await nominator.post('/api/v1/people', known);
    const asked = await nominator.submit(`${address}/new`, typed);
    assert.equal(asked.status, 200);
    assert.match(asked.html, /name="personId" value="[0-9a-f-]{36}"/);
    assert.match(asked.html, /name="note" value="speaks well"/);
    const listed = async () =>
      (await nominator.get(`/api/v1${address}`)).body.items.map((row: { personId: string }) => row.personId);
    assert.deepEqual(await listed(), []);
    assert.equal((await nominator.submit(`${address}/known`, { personId: body.id, note: 'speaks well' })).status, 303);
    assert.deepEqual(await listed(), [body.id]);
    assert.equal((await nominator.submit(`${address}/new/reviewed`, typed)).status, 303);
    assert.equal((await listed()).length, 2);
  });

  it('is nominated at once when nobody is like them', async () => {
    const other = { ...typed, 'person.fullName': 'ພູທອນ', 'person.birthDate': '1955-05-05' };
    assert.equal((await nominator.submit(`${address}/new`, other)).status, 303);
  });
});
