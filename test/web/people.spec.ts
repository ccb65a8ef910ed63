import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId } from '#libs/kernel';
import { type Organisation, TraineeSeats } from '#libs/people';
import { Database } from '#libs/platform';
import { startApp, type TestApp, testPassword } from '../support/app.js';
import type { Client } from '../support/client.js';
import { anOrganisation } from '../support/people.js';

let app: TestApp;
let admin: Client;
let iice: Client;
let ministry: Organisation;
let nominator: Client;
before(async () => {
  app = await startApp();
  ministry = await anOrganisation(app, {
    name: { lo: 'ກະຊວງສຶກສາ', vi: 'Bộ Giáo dục Lào', en: 'Ministry of Education' },
  });
  admin = await app.as('admin');
  iice = await app.as('lao_coordinator');
  nominator = await app.as('nominator', { organisationId: ministry.id });
});
after(() => app.close());

const personBody = (more: object = {}) => ({
  fullName: 'ສົມພອນ ແກ້ວມະນີ',
  fullNameLatin: 'Somphone Keomany',
  sex: 'female',
  birthDate: '1988-11-02',
  identityNumber: 'P 0123 456',
  ...more,
});
const etag = (version: number) => ({ 'if-match': `"${version}"` });

describe('/organisations', () => {
  const fields = (code: string) => ({
    code,
    kind: 'department',
    country: 'LA',
    parentId: ministry.id,
    name: { lo: 'ກົມອຸດສາຫະກຳ', vi: 'Cục Công nghiệp', en: 'Department of Industry' },
    validFrom: '2025-03-01',
  });

  it('are added, read, edited and ended by an admin', async () => {
    const made = await admin.post('/api/v1/organisations', fields('DOI'));
    assert.equal(made.status, 201, JSON.stringify(made.body));
    const url = `/api/v1/organisations/${made.body.id}`;
    assert.equal(made.headers.location, url);
    const read = await nominator.get(url);
    assert.deepEqual([read.status, read.headers.etag, read.body.name.vi], [200, '"1"', 'Cục Công nghiệp']);
    assert.equal((await admin.patch(url, { code: 'DOI-2' })).status, 428);
    const edited = await admin.patch(url, { code: 'DOI-2' }, etag(1));
    assert.deepEqual([edited.status, edited.body.code, edited.body.version], [200, 'DOI-2', 2]);
    assert.equal((await admin.patch(url, { code: 'DOI-3' }, etag(1))).status, 412);
    const ended = await admin.post(`${url}/succession`, { lastDay: '2026-01-31', successorId: ministry.id });
    assert.deepEqual([ended.status, ended.body.validTo, ended.body.successorId], [200, '2026-01-31', ministry.id]);
  });

  it('are refused with the field that is wrong', async () => {
    const wrong = await admin.post('/api/v1/organisations', { ...fields('X Y'), kind: 'club', colour: 'red' });
    assert.equal(wrong.status, 422);
    assert.deepEqual(wrong.body.errors.map((error: { pointer: string }) => error.pointer).sort(), [
      '/code',
      '/colour',
      '/kind',
    ]);
    assert.equal((await admin.post('/api/v1/organisations', fields('DOI-2'))).status, 409);
    assert.equal((await nominator.post('/api/v1/organisations', fields('MINE'))).status, 403);
    assert.equal((await app.public.get('/api/v1/organisations')).status, 401);
    assert.equal((await admin.get(`/api/v1/organisations/${newId()}`)).status, 404);
  });

  it('are listed by page, search and sort', async () => {
    const found = await nominator.get('/api/v1/organisations?q=giao%20duc&pageSize=10&sort=-code');
    assert.deepEqual([found.status, found.body.total, found.body.items[0].id], [200, 1, ministry.id]);
    assert.equal((await nominator.get('/api/v1/organisations?pageSize=201')).status, 422);
    const unknown = await nominator.get('/api/v1/organisations?sort=colour');
    assert.ok([400, 422].includes(unknown.status));
  });
});

describe('/people', () => {
  it('are added once, and shown with the identity number masked', async () => {
    const made = await nominator.post('/api/v1/people', personBody());
    assert.equal(made.status, 201, JSON.stringify(made.body));
    assert.equal(made.body.identityNumber, '••••3456');
    const again = await iice.post(
      '/api/v1/people',
      personBody({ organisationId: ministry.id, identityNumber: 'P0123456' }),
    );
    assert.equal(again.body.id, made.body.id);
    const url = `/api/v1/people/${made.body.id}`;
    assert.deepEqual((await iice.get(`${url}/identity-number`)).body, { identityNumber: 'P0123456' });
    const auditor = await app.as('auditor');
    assert.equal((await auditor.get(url)).body.birthDate, null);
    assert.equal((await auditor.get(`${url}/identity-number`)).status, 403);
    const edited = await nominator.patch(url, { phone: '+856 20 5555 1234' }, etag(1));
    assert.deepEqual(
      [edited.status, edited.body.phone, edited.body.fullName],
      [200, '+856 20 5555 1234', 'ສົມພອນ ແກ້ວມະນີ'],
    );
  });

  it('of another ministry are 404, and not in any list', async () => {
    const other = await app.as('nominator', { organisationId: (await anOrganisation(app)).id });
    const made = await nominator.post(
      '/api/v1/people',
      personBody({ fullName: 'ຈັນທະລາ', fullNameLatin: '', identityNumber: null }),
    );
    assert.equal((await other.get(`/api/v1/people/${made.body.id}`)).status, 404);
    assert.equal((await other.patch(`/api/v1/people/${made.body.id}`, { phone: '' }, etag(1))).status, 404);
    assert.deepEqual((await other.get('/api/v1/people')).body.items, []);
    assert.equal((await (await app.as('consumer')).get('/api/v1/people')).status, 403);
  });

  it('are refused in the language of the caller', async () => {
    const future = personBody({ birthDate: '2031-01-01', phone: 'call me' });
    const refused = await nominator.post('/api/v1/people', future, { 'accept-language': 'lo' });
    assert.equal(refused.status, 422);
    assert.match(refused.body.errors[0].message, /\p{Script=Lao}/u);
  });

  it('are found by how a name looks', async () => {
    const similar = await nominator.get(`/api/v1/people?similarTo=${encodeURIComponent('keomany SOMPHONE')}`);
    assert.deepEqual(
      similar.body.items.map((person: { fullName: string }) => person.fullName),
      ['ສົມພອນ ແກ້ວມະນີ'],
    );
  });
});

describe('/accounts', () => {
  it('begin with an invitation whose link sets the password', async () => {
    const email = 'New.Nominator@Education.Example';
    const body = { email, name: 'ນາງ ໃໝ່', roles: ['nominator'], organisationId: ministry.id };
    const invited = await iice.post('/api/v1/accounts', body);
    assert.equal(invited.status, 201, JSON.stringify(invited.body));
    const { token, url } = invited.body.invitation;
    assert.equal(url, `http://localhost/invitations/${token}`);
    assert.equal((await app.public.get(`/api/v1/invitations/${token}`)).body.name, 'ນາງ ໃໝ່');
    const short = await app.public.post(`/api/v1/invitations/${token}/acceptance`, { password: 'short' });
    assert.deepEqual([short.status, short.body.errors[0].pointer], [422, '/password']);
    const accepted = await app.public.post(`/api/v1/invitations/${token}/acceptance`, { password: 'ລະຫັດຜ່ານຂອງຂ້ອຍ' });
    assert.equal(accepted.status, 200);
    assert.equal((await app.public.get(`/api/v1/invitations/${token}`)).status, 404);
    const session = await app.public.post('/api/v1/auth/session', { email, password: 'ລະຫັດຜ່ານຂອງຂ້ອຍ' });
    assert.equal(session.status, 200);
    assert.equal((await iice.post('/api/v1/accounts', body)).status, 422);
    const keyed = { 'idempotency-key': 'invitation-1' };
    const other = await iice.post('/api/v1/accounts', { ...body, email: 'other@education.example' }, keyed);
    const kept = await app.get(Database).rows('SELECT * FROM idempotency_key');
    assert.equal(JSON.stringify(kept).includes(other.body.invitation.token), false);
    assert.equal(
      (await iice.post('/api/v1/accounts', { ...body, email: 'b@example.org', roles: ['admin'] })).status,
      403,
    );
  });

  it('of trainees come with a confirmed seat', async () => {
    const person = (
      await iice.post(
        '/api/v1/people',
        personBody({ fullName: 'ທອງດີ', identityNumber: null, organisationId: ministry.id }),
      )
    ).body;
    const body = { email: 'trainee@education.example', name: 'ທອງດີ', roles: ['trainee'], personId: person.id };
    const refused = await iice.post('/api/v1/accounts', body);
    assert.deepEqual([refused.status, refused.body.code], [409, 'account.no_confirmed_seat']);
    app.get(TraineeSeats).register(async (personId) => personId === person.id);
    assert.equal((await iice.post('/api/v1/accounts', body)).status, 201);
  });

  it('lose their rights at once', async () => {
    const auditor = await app.as('auditor');
    const url = `/api/v1/accounts/${auditor.accountId}`;
    const { body } = await admin.get(url);
    const changed = await admin.patch(url, { roles: ['consumer'] }, etag(body.version));
    assert.deepEqual([changed.status, changed.body.roles], [200, ['consumer']]);
    assert.equal((await auditor.get('/api/v1/people')).status, 403);
    assert.equal((await admin.post(`${url}/sign-out`)).status, 200);
    assert.equal((await auditor.get('/api/v1/me')).status, 401);
    assert.equal((await admin.post(`${url}/deactivation`, { reason: 'left' })).body.status, 'deactivated');
    assert.equal((await admin.post(`${url}/deactivation`)).status, 409);
  });

  it('never set their own roles, nor put out the last admin', async () => {
    const url = `/api/v1/accounts/${admin.accountId}`;
    const { body } = await admin.get(url);
    assert.equal((await admin.patch(url, { roles: ['auditor'] }, etag(body.version))).status, 403);
    assert.equal((await admin.post(`${url}/deactivation`)).body.code, 'account.last_admin');
  });

  it('are masked to coordinators and hidden from others', async () => {
    const { body } = await iice.get('/api/v1/accounts?pageSize=200');
    const others = body.items.filter(({ id }: { id: string }) => id !== iice.accountId);
    assert.ok(others.length > 3);
    for (const { email } of others) assert.match(email, /^.••••@/);
    const consumer = await app.as('consumer');
    assert.deepEqual(
      (await consumer.get('/api/v1/accounts')).body.items.map(({ id }: { id: string }) => id),
      [consumer.accountId],
    );
    assert.equal((await consumer.get(`/api/v1/accounts/${admin.accountId}`)).status, 404);
  });
});

describe('/me', () => {
  it('is my profile, password and sign-ins', async () => {
    const me = await app.as('auditor', { email: 'me@example.org' });
    const { body, headers } = await me.get('/api/v1/me');
    assert.deepEqual([body.email, body.roles, body.waiting], ['me@example.org', ['auditor'], []]);
    const renamed = await me.patch('/api/v1/me', { name: 'Tên mới' }, { 'if-match': String(headers.etag) });
    assert.deepEqual([renamed.status, renamed.body.name], [200, 'Tên mới']);
    const { items } = (await me.get('/api/v1/me/sign-ins')).body;
    assert.deepEqual(items.map(({ kind }: { kind: string }) => kind).sort(), ['api', 'browser']);
    const browser = items.find(({ current }: { current: boolean }) => !current);
    assert.equal((await me.delete(`/api/v1/me/sign-ins/${browser.id}`)).status, 204);
    assert.equal((await me.page('/me')).status, 303);
    const wrong = await me.post('/api/v1/me/password', { currentPassword: 'no', password: 'a longer password' });
    assert.deepEqual([wrong.status, wrong.body.errors[0].pointer], [422, '/currentPassword']);
    const right = { currentPassword: testPassword, password: 'a longer password' };
    assert.equal((await me.post('/api/v1/me/password', right)).status, 200);
  });
});

describe('the pages about people', () => {
  const languages = { lo: /ອົງການ/, vi: /Cơ quan, đơn vị/, en: /Organisations/ };
  for (const [language, word] of Object.entries(languages))
    it(`are there in ${language}`, async () => {
      const { id } = (await nominator.post('/api/v1/people', personBody())).body;
      const addresses = [
        '/admin',
        '/admin/accounts/new',
        `/admin/accounts/${admin.accountId}`,
        '/organisations',
        '/organisations/new',
        `/organisations/${ministry.id}`,
        `/organisations/${ministry.id}/edit`,
        '/organisations?q=giao',
        '/people',
        `/people/${id}`,
        '/me',
      ];
      for (const address of addresses) {
        const page = await admin.page(`${address}${address.includes('?') ? '&' : '?'}lang=${language}`);
        assert.equal(page.status, 200, `${address}: ${page.html.slice(0, 300)}`);
        assert.match(page.html, word);
        const unknownKey =
          />[^<]*\b(organisations|people|accounts|errors|form|list|layout|places)\.[a-z][\w.]+[^<]*</i.exec(page.html);
        assert.equal(unknownKey?.[0], undefined, address);
      }
    });

  it('add a person; what was typed stays when it is refused', async () => {
    const typed = { fullName: 'ບົວວັນ', sex: '', birthDate: '1999-13-01', nationality: 'LA', phone: '+856 20 1111 2222' };
    const refused = await nominator.submit('/people', typed);
    assert.equal(refused.status, 422);
    assert.match(refused.html, /value="ບົວວັນ"/);
    assert.match(refused.html, /id="person-birthDate"[^>]*aria-invalid/);
    const done = await nominator.submit('/people', {
      ...typed,
      sex: 'female',
      birthDate: '1999-12-01',
      organisationId: ministry.id,
    });
    assert.equal(done.status, 303, done.html);
    assert.match((await nominator.page(done.location)).html, /ບົວວັນ/);
  });

  it('show a whole identity number when asked, and keep it through an edit that leaves it empty', async () => {
    const made = (await nominator.post('/api/v1/people', personBody({ fullName: 'ກິ່ງແກ້ວ', identityNumber: 'K7654321' })))
      .body;
    const page = await nominator.page(`/people/${made.id}`);
    assert.equal(page.html.includes('K7654321'), false);
    assert.match((await nominator.submit(`/people/${made.id}/identity-number`, {})).html, /K7654321/);
    const fields = {
      version: '1',
      fullName: 'ກິ່ງແກ້ວ',
      sex: 'female',
      birthDate: '1988-11-02',
      nationality: 'LA',
      identityNumber: '',
      organisationId: ministry.id,
    };
    assert.equal((await nominator.submit(`/people/${made.id}/edit`, fields)).status, 303);
    assert.equal((await nominator.get(`/api/v1/people/${made.id}`)).body.identityNumber, '••••4321');
    assert.equal((await nominator.submit(`/people/${made.id}/edit`, fields)).status, 412);
  });

  it('invite somebody, who then sets a password and signs in', async () => {
    const form = { name: 'Nguyễn Thị Hoa', email: 'hoa@vioit.example', roles: ['auditor'], language: 'vi' };
    const shown = await admin.submit('/admin/accounts', form);
    assert.equal(shown.status, 201, shown.html);
    const path = /http:\/\/localhost(\/invitations\/[\w-]+)/.exec(shown.html)?.[1] ?? '';
    const welcome = await app.public.page(path);
    assert.match(welcome.html, /Nguyễn Thị Hoa/);
    const refused = await app.public.submit(path, { password: 'short', language: 'vi' }, path);
    assert.equal(refused.status, 422);
    assert.equal(refused.html.includes('value="short"'), false);
    const accepted = await app.public.submit(path, { password: 'mật khẩu của tôi', language: 'vi' }, path);
    assert.deepEqual([accepted.status, accepted.location], [303, '/sign-in']);
    assert.equal((await app.public.page(path)).status, 404);
    const session = await app.public.post('/api/v1/auth/session', { email: form.email, password: 'mật khẩu của tôi' });
    assert.equal(session.status, 200);
  });

  it('set roles, deactivate with a reason and end organisations', async () => {
    const auditor = await app.as('auditor');
    const at = `/admin/accounts/${auditor.accountId}`;
    const { version } = (await admin.get(`/api/v1/accounts/${auditor.accountId}`)).body;
    assert.equal(
      (await admin.submit(`${at}/roles`, { version: String(version), roles: ['auditor', 'consumer'] })).status,
      303,
    );
    assert.equal((await admin.submit(`${at}/deactivation`, { reason: '' })).status, 422);
    assert.equal((await admin.submit(`${at}/deactivation`, { reason: 'left' })).status, 303);
    const old = await anOrganisation(app);
    const ended = await admin.submit(`/organisations/${old.id}/succession`, {
      lastDay: '2025-12-31',
      successorId: ministry.id,
    });
    assert.equal(ended.status, 303);
    assert.match((await admin.page(`/organisations/${old.id}`)).html, new RegExp(ministry.id));
  });

  it('let me change my profile and end another sign-in', async () => {
    const me = await app.as('consumer');
    const { version } = (await me.get('/api/v1/me')).body;
    const saved = await me.submit('/me/profile', { version: String(version), name: 'ຊື່ໃໝ່', language: 'lo' });
    assert.deepEqual([saved.status, saved.location], [303, '/me?lang=lo']);
    const api = (await me.get('/api/v1/me/sign-ins')).body.items.find(({ kind }: { kind: string }) => kind === 'api');
    assert.equal((await me.submit(`/me/sign-ins/${api.id}/ending`, {})).status, 303);
    assert.equal((await me.get('/api/v1/me')).status, 401);
  });

  it('send whoever is not signed in to sign in', async () => {
    for (const address of ['/admin', '/people', '/me', '/organisations'])
      assert.match((await app.public.page(address)).location, /^\/sign-in\?next=/);
    assert.equal((await nominator.page('/organisations/new')).status, 403);
  });
});
