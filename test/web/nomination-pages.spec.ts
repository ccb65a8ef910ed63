import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { NominationsService, nominationQuery } from '#libs/nominations';
import type { Organisation } from '#libs/people';
import type { CourseRun } from '#libs/training';
import { startApp, type TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { laoCoordinator, openRun, Story } from '../support/nominations.js';
import { organisation } from '../support/training.js';

describe('the pages of nominations', () => {
  let app: TestApp;
  let story: Story;
  let industry: Organisation;
  let run: CourseRun;
  let nominator: Client;
  let lao: Client;
  let vn: Client;
  before(async () => {
    app = await startApp();
    story = new Story(app);
    industry = await organisation(app, 'Industry');
    run = await openRun(app, { capacity: 5 }, [industry.id, 5]);
    nominator = await app.as('nominator', { organisationId: industry.id });
    lao = await app.as('lao_coordinator');
    vn = await app.as('vn_coordinator');
  });
  after(() => app.close());

  const tab = () => `/runs/${run.id}/nominations`;
  const shown = async (by: Client, address: string) => {
    const page = await by.page(address);
    assert.equal(page.status, 200, page.html);
    return page.html;
  };
  const someone = (more: Record<string, string> = {}) => ({
    'person.fullName': 'ຄຳແສງ ວົງໄຊ',
    'person.fullNameLatin': 'Khamseng Vongxay',
    'person.sex': 'male',
    'person.birthDate': '1985-04-12',
    'person.position.lo': 'ຫົວໜ້າພະແນກ',
    'person.position.vi': '',
    'person.position.en': '',
    'person.traineeKind': '',
    'person.identityNumber': '',
    'person.phone': '',
    'person.email': '',
    letterNumber: '12/ອຄ',
    letterDate: '2026-02-27',
    note: '',
    ...more,
  });

  it('send somebody not signed in to the sign-in page and back', async () => {
    const page = await app.public.page('/nominations');
    assert.equal(page.status, 303);
    assert.match(page.location, /^\/sign-in\?next=/);
  });

  it('nominate somebody new, then somebody known, and submit all drafts at once', async () => {
    const form = `${tab()}/new`;
    const empty = await shown(nominator, form);
    assert.match(empty, /name="person\.fullName"/);
    assert.match(empty, /name="person\.languages" value="vi"/);
    assert.match(empty, /name="person\.sector".*<option value="chemicals"/s);
    const first = await nominator.submit(form, someone());
    assert.deepEqual([first.status, first.location], [303, tab()]);
    const html = await shown(nominator, tab());
    assert.match(html, /ຄຳແສງ ວົງໄຊ/);
    const [known] = (
      await app
        .get(NominationsService)
        .list({ ...laoCoordinator, kind: 'operator' }, nominationQuery.parse({ runId: run.id }))
    ).items;
    assert.match(await shown(nominator, `${form}?q=khamseng`), new RegExp(known.personId));
    const twice = await nominator.submit(`${tab()}/known`, { personId: known.personId });
    assert.equal(twice.status, 409);
    assert.match(twice.html, /already has a live nomination/);
    await story.draft(industry, run);
    assert.match(await shown(nominator, tab()), /Submit all 2 drafts/);
    assert.equal((await nominator.submit(`${tab()}/submission`, {})).status, 422);
    const letter = { letterNumber: '12/ອຄ', letterDate: '2026-03-01', version: '0' };
    await nominator.submit(`${tab()}/lists/${industry.id}/letter`, letter);
    const all = await nominator.submit(`${tab()}/submission`, {});
    assert.equal(all.status, 303);
    assert.match(await shown(nominator, tab()), /2 drafts were submitted/);
  });

  it('show a refused form again with what was typed and the error beside its field', async () => {
    const page = await nominator.submit(
      `${tab()}/new`,
      someone({ 'person.birthDate': '1985-02-30', note: 'ເວົ້າພາສາຫວຽດ' }),
    );
    assert.equal(page.status, 422);
    assert.match(page.html, /ເວົ້າພາສາຫວຽດ/);
    assert.match(page.html, /value="Khamseng Vongxay"/);
    assert.match(page.html, /href="#new-person\.birthDate"/);
    assert.match(page.html, /id="new-person\.birthDate"[^>]*aria-invalid="true"/);
  });

  it('lead each side through its step, with a grey button that says why', async () => {
    const { id } = await story.submitted(industry, run);
    const address = `/nominations/${id}`;
    assert.equal((await vn.page(address)).status, 404);
    assert.match(await shown(nominator, address), /Withdraw/);
    const unsaid = await lao.submit(`${address}/return`, { reason: '', until: '2026-03-05' });
    assert.equal(unsaid.status, 422);
    assert.match(unsaid.html, /<details class="action" open>/);
    assert.equal((await lao.submit(`${tab()}/${id}/selection`, { reason: 'as agreed' })).location, tab());
    assert.match(await shown(vn, address), /Confirm the seat/);
    assert.equal((await vn.submit(`${address}/confirmation`, {})).location, address);
    const html = await shown(vn, address);
    assert.match(html, /Seat confirmed/);
    assert.match(html, /Lao coordinator \(IICE\)/);
    assert.match(await shown(lao, `/runs/${run.id}/enrolments`), new RegExp(address));
    const full = await openRun(app, { capacity: 1 }, [industry.id, 1]);
    await story.confirmed(industry, full);
    const late = await story.selected(industry, full);
    assert.match(await shown(vn, `/nominations/${late.id}`), /All seats of this run are taken \(1\)/);
  });

  it('replace a confirmed person on a page of its own', async () => {
    const of = await openRun(app, { capacity: 1 }, [industry.id, 1]);
    const { id } = await story.confirmed(industry, of);
    const address = `/nominations/${id}/substitution`;
    assert.match(await shown(nominator, address), /The seat stays held/);
    const fields = someone({ 'person.fullName': 'ວັນນາ', reason: 'ill', 'person.birthDate': '1991-01-02' });
    const done = await nominator.submit(address, fields);
    assert.equal(done.status, 303, done.html);
    assert.match(await shown(nominator, done.location), /A seat is held for this person/);
    assert.match(await shown(nominator, `/nominations/${id}`), /Replaced by/);
  });

  it('show a trainee their own, with the way to withdraw', async () => {
    const of = await openRun(app, { capacity: 1 }, [industry.id, 1]);
    const { id, personId } = await story.confirmed(industry, of);
    const trainee = await app.as('trainee', { personId });
    assert.match(await shown(trainee, '/nominations'), new RegExp(`/nominations/${id}`));
    assert.match(await shown(trainee, `/nominations/${id}`), /Why it is withdrawn/);
    const done = await trainee.submit(`/nominations/${id}/withdrawal`, { reason: 'family' });
    assert.equal(done.status, 303, done.html);
  });

  it('put what waits on somebody on their home page and behind a tab', async () => {
    await story.submitted(industry, run);
    assert.match(await shown(lao, '/'), new RegExp(`Decide on \\d+ nominations? for ${run.code}`));
    assert.match(await shown(lao, '/nominations?waiting=me'), /submitted/);
    await story.draft(industry, run);
    assert.match(await shown(nominator, '/'), new RegExp(`Submit \\d+ draft nominations? for ${run.code}`));
  });

  it('speak Lao and Vietnamese without leaving a key untranslated', async () => {
    const { id } = await story.submitted(industry, run);
    for (const language of ['lo', 'vi', 'en'])
      for (const address of [
        '/nominations',
        tab(),
        `${tab()}/new`,
        `/nominations/${id}`,
        `/runs/${run.id}/enrolments`,
      ]) {
        const html = await shown(lao, `${address}?lang=${language}`);
        assert.doesNotMatch(
          html,
          />\s*(nominations|enrolments|people|runs|errors|form)\.[a-zA-Z.]+/,
          `${address} ${language}`,
        );
      }
  });
});
