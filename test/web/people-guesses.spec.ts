import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId } from '#libs/kernel';
import { startApp, type TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { anOrganisation } from '../support/people.js';

const most = 30;
const stranger = { fullName: 'ວິໄລ ສີສະຫວັດ', sex: 'female', birthDate: '1979-10-21', identityNumber: 'PA7777777' };
const guess = { fullName: 'ບໍ່ຮູ້ຈັກ', sex: 'female', birthDate: '1999-09-09', identityNumber: 'PA7777777' };

describe('whoever tries numbers and names', () => {
  let app: TestApp;
  let curious: Client;
  before(async () => {
    app = await startApp();
    const knows = await app.as('nominator', { organisationId: (await anOrganisation(app)).id });
    curious = await app.as('nominator', { organisationId: (await anOrganisation(app)).id });
    assert.equal((await knows.post('/api/v1/people', stranger)).status, 201);
  });
  after(() => app.close());

  it('is told a few times, by page or program, with a key or without, and then told when to go on', async () => {
    for (let time = 0; time < most; time += 1) {
      if (time % 3 === 2) {
        const page = await curious.submit('/people/reviewed', guess);
        assert.equal(page.status, 422, page.html);
        continue;
      }
      const key = { 'idempotency-key': newId() };
      const { status, body } = await curious.post('/api/v1/people', guess, time % 3 === 1 ? key : {});
      assert.deepEqual([status, body.errors[0].code], [422, 'person.number_of_another']);
    }
    for (const [language, words] of [
      ['lo', /ມື້ນີ້/],
      ['vi', /Hôm nay/],
      ['en', /today/],
    ] as const) {
      const unknown = { ...guess, identityNumber: `PB${newId().slice(-8)}` };
      const reply = await curious.post('/api/v1/people', unknown, { 'accept-language': language });
      assert.deepEqual([reply.status, reply.body.code], [429, 'people.too_many_guesses']);
      assert.ok(Number(reply.headers['retry-after']) > 86_000);
      assert.match(reply.body.detail, words);
    }
    const page = await curious.submit('/people/reviewed', guess);
    assert.equal(page.status, 429);
    assert.ok(Number(page.headers['retry-after']) > 86_000);
    assert.match(page.html, /tomorrow/);
    assert.match(page.html, /value="ບໍ່ຮູ້ຈັກ"/, 'what was typed is kept');
  });
});
