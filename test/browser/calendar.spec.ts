import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, describe, it } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Locator, Page } from 'playwright-core';
import { Database } from '#libs/platform';
import { type CourseRun, type SessionFields, type SessionRow, SessionsService } from '#libs/training';
import { startApp, type TestApp, testPassword } from '../support/app.js';
import { launchChromium } from '../support/chromium.js';
import { room } from '../support/rooms.js';
import { en, plannedRun, sessionOn, vnCoordinator } from '../support/training.js';

/** Each test plans a run of its own, and its page shows that run alone. */
describe('the calendar in a browser', () => {
  let app: TestApp;
  let browser: Browser;
  let page: Page;
  const troubles: string[] = [];

  before(async () => {
    app = await startApp();
    await app.nest.listen(0, '127.0.0.1');
    const { port } = app.nest.getHttpServer().address() as AddressInfo;
    await app.as('vn_coordinator', { email: 'vioit@test.example', language: 'en' });
    browser = await launchChromium();
    // Whoever plans from elsewhere sees the clock of both countries all the same.
    const context = await browser.newContext({
      baseURL: `http://127.0.0.1:${port}`,
      locale: 'en',
      timezoneId: 'America/Los_Angeles',
    });
    page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on('console', (message) => {
      // A refusal is part of the story.
      if (message.type() === 'error' && !/status of 412/.test(message.text())) troubles.push(message.text());
    });
    page.on('pageerror', ({ message }) => troubles.push(message));
    await page.goto('/sign-in');
    await page.fill('[name="email"]', 'vioit@test.example');
    await page.fill('[name="password"]', testPassword);
    await page.click('main button[type="submit"]');
    await page.waitForURL((url) => url.pathname !== '/sign-in');
  });
  after(async () => {
    await browser?.close();
    await app?.close();
  });
  // Nothing of it needs what the policy of the pages forbids.
  afterEach(() => assert.deepEqual(troubles.splice(0), []));

  const schedule = (run: CourseRun, day: string, more: Partial<SessionFields> = {}): Promise<SessionRow> =>
    app.get(SessionsService).schedule(vnCoordinator, run.id, sessionOn(day, more));

  const open = async (run: CourseRun, more = '') => {
    await page.setViewportSize({ width: 1280, height: 1400 });
    await page.goto(`/calendar?date=2026-03-11&runId=${run.id}${more}`);
    await page.locator('.ec-event.session').first().waitFor();
  };

  /** A run with one session on this day, and its calendar. */
  const opened = async (day: string, fields: Partial<SessionFields> = {}, more = '') => {
    const run = await plannedRun(app);
    const session = await schedule(run, day, fields);
    await open(run, more);
    return { run, session };
  };

  const shown = () => page.locator('.ec-event.session').first();
  const said = (text: string) => page.locator('#calendar-said:not(.refused)', { hasText: text }).waitFor();

  /** From 20 pixels below its top, through a few places on the way. */
  const drag = async (what: Locator, to: { x?: number; y?: number }) => {
    const box = (await what.boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + 20];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 6, y + 6);
    await page.mouse.move(to.x ?? x, to.y ?? y, { steps: 5 });
    await page.mouse.up();
  };
  /** The middle of a day's column. */
  const column = async (name: string): Promise<number> => {
    const box = await page.locator('.ec-col-head', { hasText: name }).boundingBox();
    return box!.x + box!.width / 2;
  };
  const dragTo = async (day: string) => drag(shown(), { x: await column(day) });

  const stored = async ({ id }: CourseRun): Promise<SessionRow[]> =>
    (await app.get(SessionsService).list(vnCoordinator, id, { page: 1, pageSize: 9, total: 'false' })).items;
  const starts = async (run: CourseRun) => (await stored(run)).map(({ startsAt }) => startsAt.toISOString());

  it('draws the clock of both countries and where it is, and keeps the table beside it', async () => {
    await opened('2026-03-11', { place: { lo: '', vi: 'Nhà máy Samsung', en: '' } });
    assert.match(await shown().innerText(), /08:00–11:30/);
    assert.equal(await shown().locator('.calendar-about [lang="vi"]').innerText(), 'Nhà máy Samsung');
    assert.equal(await page.locator('.calendar-week').isVisible(), false);
    await page.click('#calendar-as-table');
    assert.equal(await page.locator('.calendar-week').isVisible(), true);
    await page.click('#calendar-as-table');
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(['wcag2a', 'wcag2aa']).analyze();
    assert.deepEqual(
      violations.map(({ help, nodes }) => `${help}: ${nodes[0]!.html}`),
      [],
    );
  });

  it('shows a clash in red before it is saved, and puts the session back', async () => {
    const roomId = (await room(app)).id;
    await schedule(await plannedRun(app), '2026-03-10', { roomId });
    const { run } = await opened('2026-03-11', { roomId, override: { reason: 'small' } });
    await dragTo('Tue 10/03');
    const clash = page.locator('#calendar-clash .block');
    await clash.waitFor();
    assert.match(await clash.innerText(), /is taken by session 1 of run/);
    assert.equal(await page.locator('.ec-event.session.clash').count(), 1);
    assert.equal(await page.locator('[data-keep]').isVisible(), false, 'nobody passes over a block');
    await page.click('#calendar-clash [value="back"]');
    await page.locator('#calendar-said.refused').waitFor();
    assert.equal(await page.locator('.ec-event.session.clash').count(), 0);
    assert.match(await shown().innerText(), /08:00–11:30/);
    assert.deepEqual(await starts(run), ['2026-03-11T01:00:00.000Z']);
  });

  it('saves where nothing stands against it', async () => {
    const { run } = await opened('2026-03-11');
    await dragTo('Thu 12/03');
    await said('was moved');
    assert.deepEqual(await starts(run), ['2026-03-12T01:00:00.000Z']);
  });

  it('asks for a reason where it is warned, and keeps it with what was done', async () => {
    const run = await plannedRun(app);
    const session = await schedule(run, '2026-03-10');
    await schedule(run, '2026-03-12');
    await open(run);
    await dragTo('Thu 12/03');
    const dialog = page.locator('#calendar-clash');
    await dialog.locator('.warning', { hasText: 'the same run' }).waitFor();
    await dialog.locator('[value="keep"]').click();
    assert.equal(await dialog.isVisible(), true, 'not without a reason');
    await dialog.locator('[data-reason-field]').fill('two groups');
    await dialog.locator('[value="keep"]').click();
    await said('was moved');
    assert.deepEqual(await starts(run), ['2026-03-12T01:00:00.000Z', '2026-03-12T01:00:00.000Z']);
    const told = await app
      .get(Database)
      .rows("SELECT reason FROM audit_event WHERE subject_id = ? AND action = 'session.edited'", [session.id]);
    assert.deepEqual(told, [{ reason: 'two groups' }]);
  });

  it('lasts as long as it is stretched', async () => {
    const { run } = await opened('2026-03-11');
    const { x, y, width, height } = (await shown().boundingBox())!;
    const bottom = y + height - 2;
    await page.mouse.move(x + width / 2, bottom);
    await page.mouse.down();
    // Seven half hours high: an hour more.
    await page.mouse.move(x + width / 2, bottom + (height * 2) / 7, { steps: 5 });
    await page.mouse.up();
    await said('was moved');
    const [{ startsAt, endsAt }] = (await stored(run)) as [SessionRow];
    assert.deepEqual(
      [startsAt.toISOString(), endsAt.toISOString()],
      ['2026-03-11T01:00:00.000Z', '2026-03-11T05:30:00.000Z'],
    );
  });

  it('goes from room to room', async () => {
    const [east, west] = [await room(app, { code: 'EAST' }), await room(app, { code: 'WEST' })];
    const { run } = await opened('2026-03-09', { roomId: east.id }, '&view=resource&by=room');
    const row = (await page.locator('.ec-row-head', { hasText: west.code }).boundingBox())!;
    await drag(shown(), { y: row.y + row.height / 2 });
    await said('was moved');
    const [session] = await stored(run);
    assert.deepEqual([session?.roomId, session?.startsAt.toISOString()], [west.id, '2026-03-09T01:00:00.000Z']);
  });

  it('says that somebody else was quicker, and shows what stands now', async () => {
    const { run, session } = await opened('2026-03-10');
    const fields = sessionOn('2026-03-12', { topic: en('Fire drill') });
    const { topic, startsAt, endsAt } = fields;
    await app.get(SessionsService).edit(vnCoordinator, session.id, session.version, { topic, startsAt, endsAt });
    await dragTo('Mon 09/03');
    await page.locator('#calendar-said.refused').waitFor();
    await page.locator('.ec-event.session', { hasText: 'Fire drill' }).waitFor();
    assert.deepEqual(await starts(run), ['2026-03-12T01:00:00.000Z']);
    const { x, width } = (await shown().boundingBox())!;
    assert.ok(Math.abs(x + width / 2 - (await column('Thu 12/03'))) < width / 2, 'on its new day');
    await dragTo('Wed 11/03');
    await said('was moved');
    assert.deepEqual(await starts(run), ['2026-03-11T01:00:00.000Z']);
  });

  it('adds a session where one is drawn, and says what is wrong with it first', async () => {
    const { run } = await opened('2026-03-11');
    const { y } = (await shown().boundingBox())!;
    const x = await column('Fri 13/03');
    await page.mouse.move(x, y + 2);
    await page.mouse.down();
    await page.mouse.move(x, y + 60, { steps: 4 });
    await page.mouse.up();
    const form = page.locator('#calendar-new');
    await form.waitFor();
    assert.equal(await form.locator('[name="on"]').inputValue(), '2026-03-13');
    await form.locator('[name="runId"]').selectOption(run.id);
    await form.locator('[name="topic"]').fill('Maintenance');
    await form.locator('[name="on"]').fill('2026-03-11');
    await form.locator('[value="save"]').click();
    await form.locator('.warning', { hasText: 'the same run' }).waitFor();
    assert.equal(await form.locator('[name="reason"]').isVisible(), true);
    await form.locator('[name="on"]').fill('2026-03-13');
    await form.locator('[name="reason"]').fill('two groups');
    await form.locator('[value="save"]').click();
    await said('was added');
    assert.equal((await stored(run)).length, 2);
  });

  it('is the list on a phone', async () => {
    const run = await plannedRun(app);
    await schedule(run, '2026-03-11');
    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto(`/calendar?date=2026-03-11&runId=${run.id}`);
    await page.locator('.calendar-week').waitFor();
    assert.equal(await page.locator('#calendar').isVisible(), false);
    assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 360);
  });
});
