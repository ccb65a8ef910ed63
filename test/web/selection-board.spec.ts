import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Nomination } from '#libs/nominations';
import type { Organisation } from '#libs/people';
import type { CourseRun } from '#libs/training';
import { startApp, type TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { openRun, Story } from '../support/nominations.js';
import { organisation } from '../support/training.js';

describe('the selection board', () => {
  let app: TestApp;
  let lao: Client;
  let story: Story;
  let industry: Organisation;
  let run: CourseRun;
  let three: Nomination[];

  before(async () => {
    app = await startApp();
    story = new Story(app);
    lao = await app.as('lao_coordinator');
    industry = await organisation(app, 'Industry');
    run = await openRun(app, { capacity: 2 }, [industry.id, 1]);
    three = [];
    for (let index = 0; index < 3; index += 1) three.push(await story.submitted(industry, run));
  });
  after(() => app.close());

  const api = () => `/api/v1/runs/${run.id}`;
  const page = () => `/runs/${run.id}/board`;
  const shown = async (address: string) => {
    const { status, html } = await lao.page(address);
    assert.equal(status, 200, html);
    return html;
  };

  it('is asked for over the API, with its arithmetic', async () => {
    const { status, body } = await lao.get(`${api()}/selection-board`);
    assert.equal(status, 200);
    const [column] = body.organisations;
    assert.deepEqual(
      column.nominations.map(({ id, rank, findings }: { id: string; rank: number; findings: [] }) => [
        id,
        rank,
        findings,
      ]),
      three.map(({ id }, index) => [id, index + 1, []]),
    );
    assert.deepEqual([column.quota.seats, column.quota.needed, body.capacity, body.tally.submitted], [1, 0, 2, 3]);
  });

  it('refuses in words that name each nomination, and changes nothing', async () => {
    const nominationIds = [three[2]!.id, three[0]!.id];
    const reply = await lao.post(`${api()}/selections`, { step: 'selection', nominationIds });
    assert.equal(reply.status, 422);
    assert.deepEqual(
      reply.body.errors.map(({ pointer }: { pointer: string }) => pointer),
      ['/reason', '/nominationIds/0'],
    );
    const twice = await lao.post(`${api()}/selections`, {
      step: 'return',
      nominationIds: [three[0]!.id, three[0]!.id],
    });
    assert.equal(twice.status, 422);
    const { body } = await lao.get(`${api()}/selection-board`);
    assert.equal(body.tally.submitted, 3);
  });

  it('shows people to tick, works without a script, and leads to who is affected', async () => {
    const html = await shown(page());
    for (const { id } of three) assert.match(html, new RegExp(`name="who" value="${id}"`));
    assert.match(html, /src="\/assets\/browser\/selection-board\.js\?v/);
    const next = await shown(`${page()}/decision?step=selection&who=${three[0]!.id}&who=${three[2]!.id}`);
    assert.match(next, /Select 2 people\?/);
    assert.match(next, /Passes over:/);
    assert.match(await shown(`${page()}/decision?step=selection`), /Nobody is ticked/);
    assert.match(await shown(`${page()}?who=${three[1]!.id}`), /checked/);
  });

  it('asks again for the reason that was left out, then selects beyond the quota and says so', async () => {
    const form = { step: 'selection', nominationIds: three[1]!.id };
    const refused = await lao.submit(`${page()}/decision`, { ...form, reason: '' });
    assert.equal(refused.status, 422);
    assert.match(refused.html, /id="decide-reason"[^>]*aria-invalid="true"/);
    assert.match(refused.html, new RegExp(three[1]!.id));
    const done = await lao.submit(`${page()}/decision`, { ...form, reason: 'speaks Vietnamese' });
    assert.equal(done.location, page());
    await story.select(three[0]!.id);
    assert.match(await shown(page()), /class="seats-bar over"/);
  });

  it('takes back several by a return, with its date', async () => {
    const form = { step: 'return', nominationIds: three[2]!.id, reason: 'no letter', until: '' };
    assert.equal((await lao.submit(`${page()}/decision`, form)).status, 422);
    const done = await lao.submit(`${page()}/decision`, { ...form, until: '2026-03-06' });
    assert.equal(done.location, page());
    const { body } = await lao.get(`/api/v1/nominations/${three[2]!.id}`);
    assert.deepEqual([body.status, body.returnUntil], ['returned', '2026-03-06']);
  });

  it('says who cannot be decided on so, and offers to go on without them', async () => {
    const ids = `who=${three[0]!.id}&who=${three[2]!.id}`;
    const html = await shown(`${page()}/decision?step=reservation&${ids}`);
    assert.match(html, /Go on without them/);
    assert.match(html, /aria-disabled="true"/);
  });
});
