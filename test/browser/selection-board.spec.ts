import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { Nomination } from '#libs/nominations';
import { startApp, type TestApp, testPassword } from '../support/app.js';
import { launchChromium } from '../support/chromium.js';
import { openRun, Story, somebody } from '../support/nominations.js';
import { organisation } from '../support/training.js';

describe('the selection board in a browser', () => {
  let app: TestApp;
  let browser: Browser;
  let page: Page;
  let board: string;
  const people: Nomination[] = [];

  before(async () => {
    app = await startApp();
    await app.nest.listen(0, '127.0.0.1');
    const { port } = app.nest.getHttpServer().address() as AddressInfo;
    const ministry = await organisation(app, 'Industry');
    const run = await openRun(app, { capacity: 9 }, [ministry.id, 2]);
    for (const [name, sex] of [
      ['ອານົງ', 'male'],
      ['ບຸນມີ', 'female'],
      ['ຄຳຫຼ້າ', 'female'],
      ['ແດງ', 'male'],
    ] as const)
      people.push(await new Story(app).submitted(ministry, run, { person: { ...somebody(name), sex } }));
    await app.as('lao_coordinator', { email: 'iice@test.example', language: 'vi' });
    board = `/runs/${run.id}/board`;
    browser = await launchChromium();
    const context = await browser.newContext({ baseURL: `http://127.0.0.1:${port}`, locale: 'vi' });
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
    await page.goto('/sign-in');
    await page.fill('[name="email"]', 'iice@test.example');
    await page.fill('[name="password"]', testPassword);
    await page.click('main button[type="submit"]');
    await page.goto(board);
  });
  after(async () => {
    await browser?.close();
    await app?.close();
  });

  const tick = (index: number) => page.check(`#who-${people[index]!.id}`);
  const figure = (name: string) => page.locator(`[data-count="${name}"]`).first().innerText();
  const figures = async () => [await figure('ticked'), await figure('chosen'), await figure('women')];
  const statuses = () => page.locator('.board-people > li .badges > .badge:first-child').allInnerTexts();

  it('counts seats and women while people are ticked', async () => {
    assert.deepEqual(await figures(), ['0', '0', '0']);
    await tick(0);
    await tick(2);
    assert.deepEqual(await figures(), ['2', '2', '1']);
    assert.equal(await page.locator('[data-share="women"]').innerText(), '50%');
    assert.equal(await page.locator('.board-column [data-excess]').isVisible(), false);
    await tick(3);
    assert.equal(await page.locator('.board-column [data-excess]').isVisible(), true, 'one more than the quota');
    await page.uncheck(`#who-${people[3]!.id}`);
    assert.deepEqual(await figures(), ['2', '2', '1']);
  });

  it('shows who is affected, and keeps the ticks for whoever goes back', async () => {
    await page.click('button[value="selection"]');
    await page.getByRole('heading', { name: 'Chọn 2 người?' }).waitFor();
    assert.equal(await page.locator('tbody > tr').count(), 2);
    assert.match(await page.locator('tbody > tr').nth(1).innerText(), /Vượt trước: ບຸນມີ/);
    await page.getByRole('link', { name: 'Quay lại bảng' }).click();
    assert.deepEqual(await figures(), ['2', '2', '1']);
    assert.deepEqual(await statuses(), ['đã gửi', 'đã gửi', 'đã gửi', 'đã gửi']);
  });

  it('asks why the order is skipped, then selects all who were ticked', async () => {
    await page.click('button[value="selection"]');
    await page.click('main form button[type="submit"]');
    await page.locator('#decide-reason[aria-invalid="true"]').waitFor();
    await page.fill('#decide-reason', 'Biết tiếng Việt');
    await page.click('main form button[type="submit"]');
    await page.locator('.notice.success').waitFor();
    assert.equal(new URL(page.url()).pathname, board);
    assert.deepEqual(await statuses(), ['được chọn', 'đã gửi', 'được chọn', 'đã gửi']);
    assert.deepEqual(await figures(), ['0', '2', '1']);
  });
});
