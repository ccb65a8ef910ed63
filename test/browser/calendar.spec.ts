import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Locator, Page } from 'playwright-core';
import { type CourseRun, SessionsService } from '#libs/training';
import { startApp, type TestApp, testPassword } from '../support/app.js';
import { launchChromium } from '../support/chromium.js';
import { room } from '../support/rooms.js';
import { plannedRun, sessionOn, vnCoordinator } from '../support/training.js';

describe('the calendar in a browser', () => {
  let app: TestApp;
  let browser: Browser;
  let page: Page;
  let run: CourseRun;
  const troubles: string[] = [];

  before(async () => {
    app = await startApp();
    await app.nest.listen(0, '127.0.0.1');
    const { port } = app.nest.getHttpServer().address() as AddressInfo;
    const roomId = (await room(app, { capacity: 40 })).id;
    const other = await plannedRun(app);
    run = await plannedRun(app);
    const add = (of: CourseRun, day: string) =>
      app.get(SessionsService).schedule(vnCoordinator, of.id, sessionOn(day, { roomId }));
    await add(other, '2026-03-10');
    await add(run, '2026-03-11');
    await app.as('vn_coordinator', { email: 'vioit@test.example', language: 'en' });
    browser = await launchChromium();
    // Whoever plans from elsewhere sees the clock of both countries all the same.
    const context = await browser.newContext({
      baseURL: `http://127.0.0.1:${port}`,
      locale: 'en',
      timezoneId: 'America/Los_Angeles',
      viewport: { width: 1280, height: 1400 },
    });
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
    page.on('console', (message) => {
      // A refusal is part of the story.
      if (message.type() === 'error' && !/status of 412/.test(message.text())) troubles.push(message.text());
    });
    page.on('pageerror', ({ message }) => troubles.push(message));
    await page.goto('/sign-in');
    await page.fill('[name="email"]', 'vioit@test.example');
    await page.fill('[name="password"]', testPassword);
    await page.click('main button[type="submit"]');
    await page.goto('/calendar?date=2026-03-11');
    await page.locator('.ec-event.session').first().waitFor();
  });
  after(async () => {
    await browser?.close();
    await app?.close();
  });

  const own = () => page.locator('.ec-event.session', { hasText: run.code });
  /** The middle of a day's column, this far down. */
  const column = async (name: string) => {
    const box = await page.locator('.ec-col-head', { hasText: name }).boundingBox();
    return box!.x + box!.width / 2;
  };
  const drag = async (what: Locator, day: string, down = 0) => {
    const box = (await what.boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + 20];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 10, y + 2);
    await page.mouse.move(await column(day), y + down, { steps: 5 });
    await page.mouse.up();
  };
  const startsAt = async (): Promise<string[]> =>
    (await app.get(SessionsService).list(vnCoordinator, run.id, { page: 1, pageSize: 9, total: 'false' })).items.map(
      (session) => session.startsAt.toISOString(),
    );

  it('draws the clock of both countries, and keeps the table beside it', async () => {
    assert.match(await own().innerText(), /08:00–11:30/);
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
    await drag(own(), 'Tue 10/03');
    const clash = page.locator('#calendar-clash .block');
    await clash.waitFor();
    assert.match(await clash.innerText(), /is taken by session 1 of run/);
    assert.equal(await page.locator('.ec-event.session.clash').count(), 1);
    assert.equal(await page.locator('[data-keep]').isVisible(), false, 'nobody passes over a block');
    await page.click('#calendar-clash [value="back"]');
    await page.locator('#calendar-said.refused').waitFor();
    assert.equal(await page.locator('.ec-event.session.clash').count(), 0);
    assert.match(await own().innerText(), /08:00–11:30/);
    assert.deepEqual(await startsAt(), ['2026-03-11T01:00:00.000Z']);
  });

  it('saves where nothing stands against it', async () => {
    await drag(own(), 'Thu 12/03');
    await page.locator('#calendar-said', { hasText: 'was moved' }).waitFor();
    assert.deepEqual(await startsAt(), ['2026-03-12T01:00:00.000Z']);
  });

  it('says that somebody else was quicker, and shows what stands now', async () => {
    const sessions = app.get(SessionsService);
    const { items } = await sessions.list(vnCoordinator, run.id, { page: 1, pageSize: 9, total: 'false' });
    await sessions.edit(vnCoordinator, items[0]!.id, items[0]!.version, { units: 3 });
    await drag(own(), 'Mon 09/03');
    await page.locator('#calendar-said.refused').waitFor();
    await drag(own(), 'Wed 11/03');
    await page.locator('#calendar-said:not(.refused)', { hasText: 'was moved' }).waitFor();
    assert.deepEqual(await startsAt(), ['2026-03-11T01:00:00.000Z']);
  });

  it('adds a session where one is drawn, and says what is wrong with it first', async () => {
    const first = (await own().boundingBox())!;
    const x = await column('Fri 13/03');
    await page.mouse.move(x, first.y + 2);
    await page.mouse.down();
    await page.mouse.move(x, first.y + 60, { steps: 4 });
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
    await page.locator('#calendar-said', { hasText: 'was added' }).waitFor();
    assert.equal((await startsAt()).length, 2);
  });

  it('is the list on a phone', async () => {
    await page.setViewportSize({ width: 360, height: 800 });
    await page.reload();
    await page.locator('.calendar-week').waitFor();
    assert.equal(await page.locator('#calendar').isVisible(), false);
    assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 360);
  });

  it('needs nothing that the policy of the pages forbids', () => assert.deepEqual(troubles, []));
});
