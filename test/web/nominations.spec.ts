import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Organisation } from '#libs/people';
import type { CourseRun } from '#libs/training';
import { startApp, type TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { openRun, somebody } from '../support/nominations.js';
import { organisation, plannedRun } from '../support/training.js';

const api = '/api/v1';

describe('the API of nominations', () => {
  let app: TestApp;
  let industry: Organisation;
  let transport: Organisation;
  let run: CourseRun;
  let nominator: Client;
  let stranger: Client;
  let lao: Client;
  let vn: Client;
  before(async () => {
    app = await startApp();
    industry = await organisation(app, 'Industry');
    transport = await organisation(app, 'Transport');
    run = await openRun(app, { capacity: 2 }, [industry.id, 2], [transport.id, 1]);
    nominator = await app.as('nominator', { organisationId: industry.id });
    stranger = await app.as('nominator', { organisationId: transport.id });
    lao = await app.as('lao_coordinator');
    vn = await app.as('vn_coordinator');
  });
  after(() => app.close());

  const nominate = async (by: Client = nominator, of: CourseRun = run) => {
    const reply = await by.post(`${api}/runs/${of.id}/nominations`, { person: somebody() });
    assert.equal(reply.status, 201, JSON.stringify(reply.body));
    return reply.body;
  };
  const step = (by: Client, id: string, noun: string, body: object = {}) =>
    by.post(`${api}/nominations/${id}/${noun}`, body);
  const done = async (by: Client, id: string, noun: string, body: object = {}) => {
    const reply = await step(by, id, noun, body);
    assert.equal(reply.status, 200, JSON.stringify(reply.body));
    return reply.body;
  };
  const selected = async (by: Client = nominator, of: CourseRun = run) => {
    const { id } = await nominate(by, of);
    await done(by, id, 'submission');
    return done(lao, id, 'selection', { reason: 'as agreed' });
  };

  it('creates a draft with its address, and shows it to the organisation alone', async () => {
    const reply = await nominator.post(`${api}/runs/${run.id}/nominations`, {
      person: somebody('ບຸນມີ'),
      letterNumber: '12/ອຄ',
      letterDate: '2026-02-27',
    });
    assert.equal(reply.status, 201);
    const { id, version } = reply.body;
    assert.equal(reply.headers.location, `${api}/nominations/${id}`);
    assert.deepEqual(
      [reply.body.status, reply.body.fullName, reply.body.letterNumber, reply.body.letterDate, reply.body.runCode],
      ['draft', 'ບຸນມີ', '12/ອຄ', '2026-02-27', run.code],
    );
    const read = await nominator.get(`${api}/nominations/${id}`);
    assert.equal(read.headers.etag, `"${version}"`);
    assert.deepEqual(read.body, reply.body);
    for (const other of [stranger, lao, vn]) assert.equal((await other.get(`${api}/nominations/${id}`)).status, 404);
    assert.equal((await app.public.get(`${api}/nominations/${id}`)).status, 401);
    assert.equal((await (await app.as('admin')).get(`${api}/nominations/${id}`)).status, 403);
  });

  it('goes from draft to a confirmed seat, and writes the chain', async () => {
    const { id } = await selected();
    const confirmed = await done(vn, id, 'confirmation');
    assert.deepEqual([confirmed.status, confirmed.holdsSeat], ['confirmed', true]);
    const { body: history } = await lao.get(`${api}/nominations/${id}/history`);
    assert.deepEqual(
      history.items.map((entry: { action: string; as: string }) => [entry.action, entry.as]),
      [
        ['nomination.drafted', 'organisation'],
        ['nomination.submitted', 'organisation'],
        ['nomination.selected', 'lao'],
        ['nomination.confirmed', 'vn'],
      ],
    );
    const roster = await vn.get(`${api}/runs/${run.id}/enrolments`);
    assert.deepEqual(
      [roster.body.total, roster.body.items[0].nominationId, roster.body.items[0].status],
      [1, id, 'active'],
    );
    assert.equal((await stranger.get(`${api}/runs/${run.id}/enrolments`)).body.total, 0);
    assert.equal((await (await app.as('admin')).get(`${api}/runs/${run.id}/enrolments`)).status, 403);
    await done(nominator, id, 'withdrawal', { reason: 'transferred' });
  });

  it('refuses those whose step it is not: 403 by role, 404 out of sight', async () => {
    const { id } = await nominate();
    for (const noun of ['selection', 'reservation', 'non-selection', 'confirmation'])
      assert.equal((await step(nominator, id, noun)).status, 403, noun);
    assert.equal((await step(vn, id, 'submission')).status, 403);
    assert.equal((await step(lao, id, 'confirmation')).status, 403);
    assert.equal((await step(stranger, id, 'submission')).status, 404);
    assert.equal((await step(lao, id, 'selection')).status, 404);
    assert.equal((await step(app.public, id, 'submission')).status, 401);
    assert.equal((await step(nominator, 'no-id', 'submission')).status, 404);
    await done(nominator, id, 'withdrawal');
  });

  it('refuses what the rules forbid with 409 and the rule, in the language asked for', async () => {
    const draft = await nominate();
    await done(nominator, draft.id, 'submission');
    const again = await nominator.post(`${api}/nominations/${draft.id}/submission`, {}, { 'accept-language': 'vi' });
    assert.equal(again.status, 409);
    assert.equal(again.headers['content-type'], 'application/problem+json; charset=utf-8');
    assert.deepEqual([again.body.code, again.body.args.status], ['nomination.cannot_submit', 'submitted']);
    assert.match(again.body.detail, /đã gửi/i);
    const full = await openRun(app, { capacity: 1 }, [industry.id, 1]);
    await done(vn, (await selected(nominator, full)).id, 'confirmation');
    const late = await step(vn, (await selected(nominator, full)).id, 'confirmation');
    assert.deepEqual([late.status, late.body.code], [409, 'nomination.run_full']);
    const twice = await nominator.post(`${api}/runs/${run.id}/nominations`, { personId: draft.personId });
    assert.deepEqual([twice.status, twice.body.code], [409, 'nomination.already_nominated']);
  });

  it('names the field that is wrong with 422', async () => {
    const at = async (by: Client, body: object, address = `${api}/runs/${run.id}/nominations`) => {
      const reply = await by.post(address, body);
      assert.equal(reply.status, 422, JSON.stringify(reply.body));
      return reply.body.errors.map(({ pointer, code }: { pointer: string; code: string }) => `${pointer} ${code}`);
    };
    assert.deepEqual(await at(nominator, {}), ['/personId nomination.person_required']);
    assert.deepEqual(await at(nominator, { person: somebody(), surprise: 1 }), ['/surprise field.unknown']);
    assert.deepEqual(await at(nominator, { person: { ...somebody(), fullName: ' ' } }), [
      '/person/fullName field.required',
    ]);
    assert.deepEqual(await at(nominator, { person: { ...somebody(), birthDate: '2026-02-30' } }), [
      '/person/birthDate field.not_a_date',
    ]);
    assert.deepEqual(await at(nominator, { person: { ...somebody(), birthDate: '2026-12-30' } }), [
      '/person/birthDate person.impossible_birth_date',
    ]);
    assert.deepEqual(await at(nominator, { person: somebody(), rank: 0 }), ['/rank field.too_small']);
    assert.deepEqual(await at(lao, { person: somebody() }), ['/organisationId field.required']);
    const { id } = await selected();
    const nomination = `${api}/nominations/${id}`;
    assert.deepEqual(await at(vn, { until: '2026-03-05' }, `${nomination}/return`), ['/reason field.reason_required']);
    assert.deepEqual(await at(vn, { reason: 'x', until: '2026-03-01' }, `${nomination}/return`), [
      '/until nomination.until_past',
    ]);
    assert.deepEqual(await at(lao, {}, `${nomination}/non-selection`), ['/reason field.reason_required']);
    const notOwn = await nominator.post(`${api}/runs/${run.id}/nominations`, {
      person: somebody(),
      organisationId: transport.id,
    });
    assert.deepEqual([notOwn.status, notOwn.body.code], [403, 'nomination.not_your_organisation']);
  });

  it('edits a draft under its version: 428 without, 412 with a stale one', async () => {
    const { id, version, rank } = await nominate();
    const edit = (headers: Record<string, string>) =>
      nominator.patch(`${api}/nominations/${id}`, { rank: 999, note: 'speaks Vietnamese' }, headers);
    assert.equal((await edit({})).status, 428);
    assert.equal((await edit({ 'if-match': `"${version + 5}"` })).status, 412);
    const edited = await edit({ 'if-match': `"${version}"` });
    assert.deepEqual([edited.status, edited.body.rank, edited.body.note], [200, rank, 'speaks Vietnamese']);
    assert.equal((await edit({ 'if-match': `"${version}"` })).status, 412);
    await done(nominator, id, 'submission');
    const late = await edit({ 'if-match': `"${edited.body.version + 1}"` });
    assert.deepEqual([late.status, late.body.code], [409, 'nomination.cannot_edit']);
  });

  it('does the work of one Idempotency-Key once', async () => {
    const body = { person: somebody() };
    const post = (payload: object) =>
      nominator.post(`${api}/runs/${run.id}/nominations`, payload, { 'idempotency-key': 'nominate-1' });
    const [first, second] = [await post(body), await post(body)];
    assert.deepEqual([first.status, second.status], [201, 201]);
    assert.equal(second.body.id, first.body.id);
    assert.equal((await post({ person: somebody() })).status, 409);
  });

  it('holds the seat through a substitution', async () => {
    const of = await openRun(app, { capacity: 1 }, [industry.id, 1]);
    const { id } = await selected(nominator, of);
    await done(vn, id, 'confirmation');
    const replaced = await done(nominator, id, 'substitution', { person: somebody(), reason: 'ill' });
    assert.deepEqual([replaced.status, replaced.holdsSeat], ['substituted', false]);
    const { body: replacement } = await nominator.get(`${api}/nominations/${replaced.replacedById}`);
    assert.deepEqual([replacement.status, replacement.holdsSeat, replacement.replacesId], ['submitted', true, id]);
    await done(lao, replacement.id, 'selection');
    assert.equal((await done(vn, replacement.id, 'confirmation')).status, 'confirmed');
  });

  it('lets the person see and withdraw their own, and nobody else’s', async () => {
    const of = await openRun(app, { capacity: 1 }, [industry.id, 1]);
    const { id, personId } = await selected(nominator, of);
    await done(vn, id, 'confirmation');
    const trainee = await app.as('trainee', { personId });
    const other = await app.as('trainee', { personId: (await nominate(nominator, of)).personId });
    assert.equal((await trainee.get(`${api}/nominations`)).body.total, 1);
    assert.equal((await step(other, id, 'withdrawal', { reason: 'x' })).status, 404);
    assert.equal((await step(trainee, id, 'withdrawal')).status, 422);
    assert.equal((await done(trainee, id, 'withdrawal', { reason: 'family' })).status, 'withdrawn');
  });

  it('records what the Lao coordinator does on behalf of an organisation', async () => {
    const { status, body } = await lao.post(`${api}/runs/${run.id}/nominations`, {
      person: somebody(),
      organisationId: transport.id,
    });
    assert.equal(status, 201);
    await done(lao, body.id, 'submission');
    const { body: history } = await stranger.get(`${api}/nominations/${body.id}/history`);
    assert.deepEqual(
      history.items.map(({ onBehalf, by }: { onBehalf: boolean; by: string | null }) => [onBehalf, by]),
      [
        [true, null],
        [true, null],
      ],
    );
  });

  it('hides a run that is not published', async () => {
    const planned = await plannedRun(app);
    assert.equal((await nominator.get(`${api}/runs/${planned.id}/nominations`)).status, 404);
    const reply = await nominator.post(`${api}/runs/${planned.id}/nominations`, { person: somebody() });
    assert.equal(reply.status, 404);
    const closed = await lao.post(`${api}/runs/${planned.id}/nominations`, {
      person: somebody(),
      organisationId: industry.id,
    });
    assert.deepEqual([closed.status, closed.body.code], [409, 'nomination.call_not_open']);
  });

  it('lists by filters, search through the fold, order and cursor', async () => {
    const of = await openRun(app, { capacity: 9 }, [industry.id, 9]);
    const names = ['ນ້ຳຝົນ ແກ້ວມະນີ', 'Nguyễn Đức Anh', 'ສຸລິຍາ'];
    for (const name of names) {
      const reply = await nominator.post(`${api}/runs/${of.id}/nominations`, { person: somebody(name) });
      assert.equal(reply.status, 201);
    }
    const list = async (query: string) => {
      const { status, body } = await nominator.get(`${api}/runs/${of.id}/nominations?${query}`);
      assert.equal(status, 200, JSON.stringify(body));
      return body;
    };
    const namesOf = (body: { items: { fullName: string }[] }) => body.items.map(({ fullName }) => fullName);
    assert.deepEqual(namesOf(await list('')), names.toReversed());
    assert.deepEqual(namesOf(await list('sort=rank')), names);
    assert.deepEqual(namesOf(await list(`q=${encodeURIComponent('ນໍ້າຝົນ')}`)), [names[0]]);
    assert.deepEqual(namesOf(await list('q=nguyen+duc')), [names[1]]);
    assert.deepEqual(namesOf(await list('status=submitted')), []);
    assert.equal((await list('waiting=me')).total, 3);
    for (const sort of ['rank', 'createdAt', '-createdAt']) {
      const first = await list(`pageSize=2&sort=${sort}&total=false`);
      assert.equal(first.total, undefined);
      const rest = await list(`pageSize=2&sort=${sort}&total=false&after=${first.next}`);
      assert.deepEqual([first.items.length, rest.items.length, rest.next], [2, 1, undefined]);
      assert.equal(new Set([...namesOf(first), ...namesOf(rest)]).size, 3);
    }
    assert.equal((await nominator.get(`${api}/nominations?sort=rank`)).status, 422);
    assert.equal((await nominator.get(`${api}/nominations?sort=secret`)).status, 422);
    assert.equal((await nominator.get(`${api}/nominations?after=nowhere`)).status, 400);
    assert.equal((await nominator.get(`${api}/nominations?pageSize=201`)).status, 422);
  });
});
