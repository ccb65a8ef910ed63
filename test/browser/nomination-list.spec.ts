import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { ConfirmationService } from '#libs/nominations';
import { startApp, type TestApp, testPassword } from '../support/app.js';
import { launchChromium } from '../support/chromium.js';
import { laoCoordinator, openRun, Story, somebody } from '../support/nominations.js';
import { organisation } from '../support/training.js';

describe('the ranked list in a browser', () => {
  let app: TestApp;
  let browser: Browser;
  let page: Page;
  let tab: string;
  const ids: string[] = [];

  before(async () => {
    app = await startApp();
    await app.nest.listen(0, '127.0.0.1');
    const { port } = app.nest.getHttpServer().address() as AddressInfo;
    const ministry = await organisation(app, 'Industry');
    const run = await openRun(app, { capacity: 9 }, [ministry.id, 9]);
    for (const name of ['ອານົງ', 'ບຸນມີ', 'ຄຳຫຼ້າ', 'ແດງ'])
      ids.push((await new Story(app).draft(ministry, run, { person: somebody(name) })).id);
    await app.as('nominator', { organisationId: ministry.id, email: 'moic@test.example', language: 'lo' });
    tab = `/runs/${run.id}/nominations`;
    browser = await launchChromium();
    const context = await browser.newContext({ baseURL: `http://127.0.0.1:${port}`, locale: 'lo' });
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
    await page.goto('/sign-in');
    await page.fill('[name="email"]', 'moic@test.example');
    await page.fill('[name="password"]', testPassword);
    await page.click('main button[type="submit"]');
    await page.goto(tab);
  });
  after(async () => {
    await browser?.close();
    await app?.close();
  });

  const shown = async () => (await page.locator('#ranked > li .who a').allInnerTexts()).map((name) => name[0]).join('');
  const grip = (index: number) => page.locator('#ranked > li').nth(index).locator('[data-grip]');
  const said = (text: RegExp) => page.locator('#ranked-said').filter({ hasText: text }).waitFor();
  const kept = async () => {
    await page.reload();
    return shown();
  };

  it('is put in order by dragging', async () => {
    assert.equal(await shown(), 'ອບຄແ');
    await grip(3).scrollIntoViewIfNeeded();
    await page.locator('#ranked').evaluate((list) => list.scrollIntoView({ block: 'center' }));
    const from = (await grip(3).boundingBox())!;
    const to = (await grip(0).boundingBox())!;
    await page.mouse.move(from.x + 10, from.y + 10);
    await page.mouse.down();
    await page.mouse.move(to.x + 10, to.y + 2, { steps: 12 });
    await page.mouse.up();
    await said(/1/);
    assert.equal(await shown(), 'ແອບຄ');
    assert.equal(await kept(), 'ແອບຄ');
  });

  it('is put in order by the arrow keys, and keeps the focus', async () => {
    await grip(0).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await said(/3/);
    assert.equal(await shown(), 'ອບແຄ');
    assert.ok(await grip(2).evaluate((element) => element === element.ownerDocument.activeElement));
    assert.equal(await kept(), 'ອບແຄ');
  });

  it('says what the server refused, and puts it back', async () => {
    await page.route('**/placement', (route) =>
      route.fulfill({ status: 409, contentType: 'application/problem+json', body: '{"detail":"ບໍ່ໄດ້"}' }),
    );
    await grip(3).press('ArrowUp');
    await said(/ບໍ່ໄດ້/);
    assert.equal(await shown(), 'ອບແຄ');
    await page.unroute('**/placement');
  });

  it('shows what somebody else has done meanwhile', async () => {
    await app.get(ConfirmationService).withdraw({ ...laoCoordinator, kind: 'operator' }, ids[0]!, { reason: 'moved' });
    await Promise.all([page.waitForEvent('load'), grip(2).press('ArrowDown')]);
    assert.equal((await shown()).length, 3);
  });
});
