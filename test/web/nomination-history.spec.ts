import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { localDate } from '#libs/kernel';
import type { Organisation } from '#libs/people';
import { type EligibilityRule, RunLookup, RunsService } from '#libs/training';
import { startApp, type TestApp } from '../support/app.js';
import { openRun, Story, somebody } from '../support/nominations.js';
import { organisation, vnCoordinator } from '../support/training.js';

const source = 'libs/nominations/src';

/** Every name that the audit trail may give to what is done to a nomination. */
function auditActions(): string[] {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(?<!spec)\.ts$/.test(name),
  );
  const lines = files.flatMap((name) => readFileSync(join(source, name), 'utf8').split('\n'));
  const named = lines
    .filter((line) => /\baction\b/.test(line))
    .flatMap((line) => [...line.matchAll(/'nomination\.(\w+)'/g)]);
  return [...new Set(named.map(([, action]) => action))];
}

describe('the words for what happened to a nomination', () => {
  for (const language of ['lo', 'vi', 'en']) {
    it(`are all there in ${language}`, () => {
      const { did } = JSON.parse(readFileSync(`locales/${language}/nominations.json`, 'utf8'));
      assert.ok(auditActions().length > 12);
      assert.deepEqual(
        auditActions().filter((action) => !did[action]),
        [],
      );
    });
  }
});

describe('the page of what happened to a nomination', () => {
  let app: TestApp;
  let story: Story;
  let industry: Organisation;
  let transport: Organisation;
  before(async () => {
    app = await startApp();
    story = new Story(app);
    industry = await organisation(app, 'Industry');
    transport = await organisation(app, 'Transport');
  });
  after(() => app.close());

  it('names who moved up and why on both pages, in the language of the reader, to those who may see it', async () => {
    const run = await openRun(app, { capacity: 2 }, [industry.id, 1], [transport.id, 2]);
    const who = { person: somebody('ຄຳແສງ ວົງໄຊ'), letterNumber: '77/ອຄ' };
    const leaving = await story.confirmed(industry, run, who);
    const next = await story.reserve(transport, run);
    await story.withdraw(leaving.id, 'transferred');
    const lao = await app.as('lao_coordinator');
    const gone = await lao.page(`/nominations/${leaving.id}/history`);
    assert.equal(gone.status, 200);
    assert.match(gone.html, /The seat went to the next reserve/);
    assert.match(gone.html, /Letter 77\/ອຄ/);
    assert.match(gone.html, new RegExp(`Moved up: <a href="/nominations/${next.id}"`));
    const come = await lao.page(`/nominations/${next.id}/history?lang=vi`);
    assert.match(come.html, /Chuyển lên từ danh sách dự bị/);
    assert.match(come.html, /ຄຳແສງ ວົງໄຊ/);
    const own = await app.as('nominator', { organisationId: industry.id });
    const seen = await own.page(`/nominations/${leaving.id}/history`);
    assert.match(seen.html, /The seat went to the next reserve/);
    assert.doesNotMatch(seen.html, new RegExp(next.id));
    const other = await app.as('nominator', { organisationId: transport.id });
    assert.equal((await other.page(`/nominations/${leaving.id}/history`)).status, 404);
  });

  it('tells whom the call blocks that a free seat passed them over, and coordinators by which rule', async () => {
    const run = await openRun(app, { capacity: 1 }, [industry.id, 1]);
    const leaving = await story.confirmed(industry, run);
    const blocked = await story.reserve(industry, run);
    const { version } = await app.get(RunLookup).get(run.id);
    const eligibilityRules: EligibilityRule[] = [{ kind: 'sector', level: 'block', sectors: ['dairy'] }];
    await app.get(RunsService).edit(vnCoordinator, run.id, version, { eligibilityRules });
    await story.withdraw(leaving.id);
    const lao = await app.as('lao_coordinator');
    const page = await lao.page(`/nominations/${blocked.id}/history`);
    assert.match(page.html, /Not moved up to the free seat, blocked by a rule of the call: Sector/);
    assert.match((await lao.page(`/nominations/${leaving.id}/history?lang=vi`)).html, /Đã bỏ qua 1 người dự bị vướng/);
    const own = await app.as('nominator', { organisationId: industry.id });
    const seen = await own.page(`/nominations/${blocked.id}/history`);
    assert.match(seen.html, /blocked by a rule of the call(?!:)/);
  });

  it('greys the form for a replacement after the last day for it, until Viet Nam unlocks it', async () => {
    const dates = { nominationOpensOn: localDate('2026-02-01'), nominationClosesOn: localDate('2026-03-02') };
    const run = await openRun(app, dates, [industry.id, 1]);
    const { id } = await story.confirmed(industry, run);
    const form = `/nominations/${id}/substitution`;
    const inTime = await app.as('nominator', { organisationId: industry.id });
    assert.match((await inTime.page(form)).html, /may do this itself until/);
    app.clock.set('2026-03-03T02:00:00Z');
    const own = await app.as('nominator', { organisationId: industry.id });
    const vn = await app.as('vn_coordinator');
    assert.match((await own.page(form)).html, /Nobody can be replaced now/);
    assert.match((await own.page(`/nominations/${id}`)).html, /VIOIT can unlock this one nomination/);
    const unlocked = await vn.submit(
      `/nominations/${id}/substitution-unlock`,
      { reason: 'visa' },
      `/nominations/${id}`,
    );
    assert.equal(unlocked.status, 303);
    const { html } = await own.page(form);
    assert.match(html, /name="person\.fullName"/);
    assert.doesNotMatch(html, /Nobody can be replaced now/);
    app.clock.set('2026-03-02T02:00:00Z');
  });
});
