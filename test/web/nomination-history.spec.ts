import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { localDate } from '#libs/kernel';
import { NominationHistory, SelectionService } from '#libs/nominations';
import type { Organisation } from '#libs/people';
import { MailDispatch, Outbox } from '#libs/platform';
import { type EligibilityRule, RunLookup, RunsService } from '#libs/training';
import { startApp, type TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { laoCoordinator, openRun, Story, somebody } from '../support/nominations.js';
import { statementsOf } from '../support/statements.js';
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
    assert.match(gone.html, /Letter 77\/<span lang="lo">ອຄ<\/span>/);
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

  it('names the mails that told of it, to each those that they may know of', async () => {
    const ministry = await organisation(app, 'Health');
    const run = await openRun(app, { capacity: 2 }, [ministry.id, 2]);
    const as = (role: Parameters<typeof app.as>[0], more: object = {}) => app.as(role, more);
    const own = await as('nominator', { organisationId: ministry.id, email: 'own@health.example' });
    await as('nominator', { organisationId: ministry.id, email: 'colleague@health.example' });
    const lao = await as('lao_coordinator', { email: 'desk@iice.example' });
    const vn = await as('vn_coordinator', { email: 'desk@vioit.example' });
    const { id, personId } = await story.submitted(ministry, run);
    // The desk is told while it still waits there.
    await app.get(Outbox).deliver();
    await story.select(id);
    await app.get(Outbox).deliver();
    const person = await as('trainee', { personId, email: 'person@home.example' });
    await story.confirm(id);
    await story.selected(ministry, run);
    await app.get(Outbox).deliver();
    await app.get(MailDispatch).deliver();
    const mails = async (client: Client): Promise<string[]> => {
      const { body } = await client.get(`/api/v1/nominations/${id}/history`);
      return body.mails.map((mail: Record<string, string>) =>
        [mail.template, mail.news, mail.toAddress, mail.status].join(' '),
      );
    };
    const told = [
      'nominations_moved selected own@health.example waiting',
      'nominations_moved selected c••••@health.example waiting',
      'nominations_moved confirmed own@health.example waiting',
      'nominations_moved confirmed c••••@health.example waiting',
      'seat_confirmed  p••••@home.example not_configured',
    ];
    assert.deepEqual((await mails(own)).toSorted(), told.toSorted());
    const desk = (all: string[]) => all.filter((mail) => mail.startsWith('nominations_waiting'));
    const others = (all: string[]) => all.filter((mail) => !desk(all).includes(mail)).toSorted();
    const masked = told.map((mail) => mail.replace('own@', 'o••••@')).toSorted();
    const seenByLao = await mails(lao);
    assert.deepEqual(others(seenByLao), masked);
    for (const address of ['desk@iice.example', 'd••••@vioit.example'])
      assert.ok(seenByLao.includes(`nominations_waiting  ${address} waiting`), seenByLao.join('\n'));
    // Viet Nam does not know of what was told before it saw the nomination.
    const seenByVn = await mails(vn);
    assert.deepEqual(
      others(seenByVn),
      masked.filter((mail) => !mail.includes(' selected ')),
    );
    assert.ok(seenByVn.includes('nominations_waiting  desk@vioit.example waiting'));
    assert.ok(desk(seenByVn).every((mail) => !mail.includes('iice')));
    assert.deepEqual(await mails(person), ['seat_confirmed  person@home.example not_configured']);
    for (const role of ['vn_co_chair', 'auditor'] as const) {
      const reader = await app.as(role);
      assert.deepEqual(await mails(reader), [], role);
      assert.doesNotMatch((await reader.page(`/nominations/${id}/history`)).html, /Mails about it/);
    }
    const page = await own.page(`/nominations/${id}/history`);
    assert.match(page.html, /Mails about it/);
    assert.match(page.html, /own@health\.example/);
    assert.doesNotMatch(page.html, /href="\/mails\//);
    assert.match((await lao.page(`/nominations/${id}/history`)).html, /href="\/mails\//);
    for (const [language, words] of [
      ['lo', 'ອີເມວກ່ຽວກັບການສະເໜີຊື່ນີ້'],
      ['vi', 'Thư đã gửi về đề cử này'],
    ])
      assert.ok((await own.page(`/nominations/${id}/history?lang=${language}`)).html.includes(words!));
  });

  it('is read in as many statements, short or long', async () => {
    const run = await openRun(app, { capacity: 4 }, [industry.id, 4]);
    await app.as('nominator', { organisationId: industry.id });
    const read = async (id: string) => {
      await app.get(Outbox).deliver();
      return statementsOf(app, async () => {
        await app.get(NominationHistory).of(laoCoordinator, id);
        return app.get(NominationHistory).mailsOf(laoCoordinator, id);
      });
    };
    const next = await story.reserve(industry, run);
    const seated: { id: string }[] = [];
    for (let seat = 0; seat < 3; seat += 1) seated.push(await story.confirmed(industry, run));
    /** The next on reserve moves up to the seat of each of them, and back. */
    const pass = async (of: typeof seated) => {
      for (const { id } of of) {
        await story.withdraw(id);
        await app.get(SelectionService).reserve(laoCoordinator, next.id, { reason: 'another is needed' });
      }
      return read(next.id);
    };
    const few = await pass(seated.slice(0, 1));
    assert.equal(await pass(seated.slice(1)), few);
    const history = await app.get(NominationHistory).of(laoCoordinator, next.id);
    assert.equal(history.filter(({ related }) => related?.how === 'seat_of').length, 3);
    assert.ok((await app.get(NominationHistory).mailsOf(laoCoordinator, next.id)).length > 0);
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
