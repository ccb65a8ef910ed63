import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { SheetScansService, SheetsService } from '#libs/attendance';
import { startApp, type TestApp, testPassword } from '../support/app.js';
import { heldRun } from '../support/attendance.js';
import { launchChromium } from '../support/chromium.js';
import { arrived, png } from '../support/documents.js';
import { vnCoordinator } from '../support/training.js';
import { Inspection } from './steps/inspection.js';

describe('the keys of a sign-in sheet', () => {
  let app: TestApp;
  let browser: Browser;
  let page: Page;
  let sheetId: string;
  let inspection: Inspection;

  before(async () => {
    app = await startApp();
    await app.nest.listen(0, '127.0.0.1');
    const { port } = app.nest.getHttpServer().address() as AddressInfo;
    const held = await heldRun(app, ['ກອງແກ້ວ', 'ຄຳຫຼ້າ', 'ບຸນມີ', 'ອານົງ']);
    sheetId = (await app.get(SheetsService).print(vnCoordinator, held.sessionIds[0]!)).id;
    const photo = await arrived(app, png(), 'ໜ້າ.png');
    await app.get(SheetScansService).attach(vnCoordinator, sheetId, photo);
    await app.as('vn_coordinator', { email: 'vioit@test.example', language: 'lo' });
    browser = await launchChromium();
    const baseURL = `http://127.0.0.1:${port}`;
    inspection = new Inspection(browser, baseURL, 'lo');
    const context = await browser.newContext({ baseURL, locale: 'lo' });
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
    await page.goto('/sign-in');
    await page.fill('[name="email"]', 'vioit@test.example');
    await page.fill('[name="password"]', testPassword);
    await page.click('main button[type="submit"]');
    await page.goto(`/sheets/${sheetId}`);
  });
  after(async () => {
    await browser?.close();
    await app?.close();
  });

  /** What is chosen in each line, by its initial. */
  const letters = () =>
    page.evaluate<string>(
      "[...document.querySelectorAll('[data-line]')].map((line) => line.querySelector('input:checked')?.value[0].toUpperCase() ?? '-').join('')",
    );
  /** The line in which the focus is; -1 for none. */
  const line = () =>
    page.evaluate<number>(
      "[...document.querySelectorAll('[data-line]')].findIndex((line) => line.contains(document.activeElement))",
    );
  const write = (key: string, code: string) =>
    page.evaluate(
      `document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: '${key}', code: '${code}', bubbles: true, cancelable: true }))`,
    );
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };

  it('mark a line and go on to the next, whatever letters the keyboard writes', async () => {
    await page.locator('[data-line] input').first().focus();
    await press('p', 'L');
    // A Lao keyboard writes ຳ on the key that is E elsewhere.
    await write('ຳ', 'KeyE');
    assert.equal(await letters(), 'PLE-');
    assert.equal(await line(), 3);
    assert.match((await page.locator('[data-filled]').innerText()).replaceAll(/\s/g, ''), /3\/4/);
  });

  it('move up and down, choose beside, clear, and leave other keys alone', async () => {
    await press('ArrowUp', 'ArrowUp');
    assert.equal(await line(), 1);
    await press('Delete');
    assert.equal(await letters(), 'P-E-');
    await press('Enter', 'x');
    assert.equal(await line(), 2);
    await press('ArrowRight');
    assert.equal(await letters(), 'P-A-');
    await press('ArrowUp', 'l', 'Enter', 'a');
    assert.equal(await letters(), 'PLAA');
  });

  it('end on the button that saves', async () => {
    assert.equal(await line(), -1);
    await press('Enter');
    await page.waitForURL(new RegExp(`/sheets/${sheetId}$`));
    await page.locator('.notice, [role="status"]').first().waitFor();
    assert.equal(await letters(), 'PLAA');
    const { lines } = await app.get(SheetsService).get(vnCoordinator, sheetId);
    assert.deepEqual(
      lines.flat().map(({ mark }) => [mark!.status, mark!.source]),
      ['present', 'late', 'absent', 'absent'].map((status) => [status, 'paper']),
    );
    await inspection.note(page, 'VIOIT');
  });

  it('are the letters of the page as well, Lao and Vietnamese', async () => {
    const first = () => page.locator('[data-line] input').first().focus();
    await page.goto(`/sheets/${sheetId}?lang=vi`);
    assert.match(await page.locator('main').innerText(), /P\s*E\s*Vắng có phép \(CP\)/);
    await first();
    await press('v', 'p', 'm', 'C');
    assert.equal(await letters(), 'AELP');
    await page.goto(`/sheets/${sheetId}?lang=lo`);
    await first();
    for (const [key, code] of [
      ['ຂ', 'Digit0'],
      ['ລ', 'BracketRight'],
      ['ຊ', 'Minus'],
      ['ມ', 'Comma'],
    ])
      await write(key!, code!);
    assert.equal(await letters(), 'AELP');
  });

  it('are on a page that everybody can read', async () => {
    await page.goto(`/sheets/${sheetId}`);
    await page.locator('nav[aria-label] a[href$="/sign-in-sheets"]').first().click();
    await page.waitForURL(/sign-in-sheets$/);
    await inspection.note(page, 'VIOIT');
    assert.equal(inspection.count, 2);
    assert.deepEqual(await inspection.findings(), []);
  });
});
