import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { RollsService } from '#libs/attendance';
import { startApp, type TestApp, testPassword } from '../support/app.js';
import { type HeldRun, heldRun, saying } from '../support/attendance.js';
import { launchChromium } from '../support/chromium.js';
import { person, vnCoordinator } from '../support/training.js';
import { Inspection } from './steps/inspection.js';

describe('attendance on screens and telephones', () => {
  let app: TestApp;
  let browser: Browser;
  let inspection: Inspection;
  let baseURL: string;
  let held: HeldRun;
  let session: string;

  const open = async (email: string, more: Parameters<Browser['newContext']>[0] = {}): Promise<Page> => {
    const context: BrowserContext = await browser.newContext({ baseURL, locale: 'lo', ...more });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    if (email) {
      await page.goto('/sign-in');
      await signIn(page, email);
    }
    return page;
  };
  const signIn = async (page: Page, email: string) => {
    await page.fill('[name="email"]', email);
    await page.fill('[name="password"]', testPassword);
    await page.click('main button[type="submit"]');
    await page.waitForURL((url) => url.pathname !== '/sign-in');
  };

  before(async () => {
    app = await startApp();
    await app.nest.listen(0, '127.0.0.1');
    const { port } = app.nest.getHttpServer().address() as AddressInfo;
    baseURL = `http://127.0.0.1:${port}`;
    app.clock.set('2026-03-09T01:00:00Z');
    const { id: personId } = await person(app, 'Trần Thị Lan');
    held = await heldRun(app, ['ແກ້ວ', 'ບຸນມີ', 'ຄຳ'], ['2026-03-09', '2026-03-10', '2026-03-11'], {
      session: { instructorIds: [personId] },
    });
    session = held.sessionIds[0]!;
    app.clock.set('2026-03-09T01:05:29.600Z');
    await app.as('instructor', { email: 'teacher@test.example', personId, language: 'lo' });
    await app.as('vn_coordinator', { email: 'vioit@test.example', language: 'lo' });
    await app.as('trainee', { email: 'keo@test.example', personId: held.enrolments[0]!.personId, language: 'lo' });
    browser = await launchChromium();
    inspection = new Inspection(browser, baseURL, 'lo');
  });
  after(async () => {
    await browser?.close();
    await app?.close();
  });

  it('a code in front of the room renews itself and counts who came', async () => {
    const screen = await open('teacher@test.example');
    await screen.goto(`/sessions/${session}/check-in`);
    const image = screen.locator('.check-in-code');
    const first = await image.getAttribute('src');
    assert.equal(await screen.locator('.band').isVisible(), false, 'nothing else is on the screen');
    app.clock.set('2026-03-09T01:05:59.800Z');
    await screen.locator(`.check-in-code:not([src="${first}"])`).waitFor();
    assert.equal(await screen.locator('[data-checked-in]').innerText(), '0');

    const { body } = await (await app.as('vn_coordinator')).post(`/api/v1/sessions/${session}/check-in-code`);
    const phone = await open('', { viewport: { width: 360, height: 740 } });
    await phone.goto(`/check-in/${body.token}`);
    assert.ok(phone.url().includes('/sign-in?next='));
    await signIn(phone, 'keo@test.example');
    await inspection.note(phone, 'trainee');
    await phone.getByRole('button', { name: 'ຂ້ອຍມາແລ້ວ' }).click();
    await phone.waitForURL(`**/sessions/${session}/roll`);
    await phone.getByText('ທ່ານໄດ້ໝາຍການເຂົ້າຮ່ວມແລ້ວ').waitFor();
    app.clock.set('2026-03-09T01:06:29.900Z');
    await screen.locator('[data-checked-in]', { hasText: /^1$/ }).waitFor();
    await phone.goto('/check-in/made-up');
    await inspection.note(phone, 'trainee');
    await screen.context().close();
    await phone.context().close();
  });

  it('a code is asked for again by the page itself where there is no script', async () => {
    // At the beginning of its window: it is looked at again while it lasts.
    app.clock.set('2026-03-09T01:07:00Z');
    const screen = await open('teacher@test.example', { javaScriptEnabled: false });
    await screen.goto(`/sessions/${session}/check-in`);
    assert.equal(await screen.locator('meta[http-equiv="refresh"]').count(), 1);
    assert.ok(await screen.locator('.check-in-code').isVisible());
    await inspection.note(screen, 'instructor');
    await screen.context().close();
  });

  it('an absence is excused with a photo of a paper, without a script', async () => {
    const phone = await open('keo@test.example', { javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
    await phone.goto(`/sessions/${held.sessionIds[1]}/roll`);
    await phone.getByRole('link', { name: 'ຂໍລາພັກ' }).click();
    await inspection.note(phone, 'trainee');
    await phone.fill('[name="reason"]', 'ເຈັບປ່ວຍ');
    const file = { name: 'paper.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') };
    await phone.setInputFiles('[name="file"]', file);
    await phone.click('main button[type="submit"]');
    await phone.waitForURL('**/excuses/*');
    const vioit = await open('vioit@test.example', { javaScriptEnabled: false });
    await vioit.getByRole('link', { name: /ຕັດສິນຄຳຂໍລາພັກ/ }).click();
    await inspection.note(vioit, 'VIOIT');
    await vioit.getByRole('button', { name: 'ອະນຸມັດ' }).click();
    await vioit.getByText('ອະນຸມັດຄຳຂໍລາພັກແລ້ວ').waitFor();
    await vioit.goto('/excuses');
    await inspection.note(vioit, 'VIOIT');
    await vioit.context().close();
    await phone.context().close();
  });

  it('who was where keeps the names in sight on a phone', async () => {
    const rolls = app.get(RollsService);
    await rolls.mark(vnCoordinator, session, [saying(held.enrolments[2]!.id, 'absent', app.clock.now())], true);
    await rolls.close(vnCoordinator, session, {});
    const page = await open('vioit@test.example', { viewport: { width: 360, height: 740 } });
    await page.goto(`/runs/${held.run.id}/attendance`);
    const name = page.locator('.heat tbody .heat-who').first();
    const before = (await name.boundingBox())!.x;
    await page.locator('.heat').evaluate('(table) => { table.parentElement.scrollLeft = 500; }');
    assert.equal((await name.boundingBox())!.x, before);
    await inspection.note(page, 'VIOIT');
    await page.locator('.heat tbody a').first().click();
    await inspection.note(page, 'VIOIT');
    await page.context().close();
  });

  it('nothing of it is wider than a phone, speaks another language or shuts somebody out', async () => {
    assert.ok(inspection.count >= 8, `${inspection.count} pages`);
    assert.deepEqual(await inspection.findings(), []);
  });
});
