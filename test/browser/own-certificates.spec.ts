import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { Outbox } from '#libs/platform';
import { aDecision, aHeldRun } from '../support/a-held-run.js';
import { startApp, type TestApp, testPassword } from '../support/app.js';
import { launchChromium } from '../support/chromium.js';

const api = '/api/v1';

describe('one’s own certificates on a phone', () => {
  let app: TestApp;
  let browser: Browser;
  let page: Page;
  const troubles: string[] = [];

  before(async () => {
    app = await startApp();
    const held = await aHeldRun(app, [{ fullName: 'ນາງ ຈັນທະລາ', fullNameLatin: 'Chanthala' }]);
    const [vn, chair] = [await app.as('vn_coordinator'), await app.as('vn_co_chair')];
    const { body } = await vn.post(`${api}/runs/${held.run.id}/certificate-batches`, aDecision(held.enrolments));
    await chair.post(`${api}/certificate-batches/${body.id}/approval`, {});
    await app.get(Outbox).deliver();
    const [{ id, personId }] = (await vn.get(`${api}/certificates`)).body.items;
    await vn.post(`${api}/certificates/${id}/replacement-request`, { reasonClass: 'lost', reason: 'Left in a taxi' });
    await chair.post(`${api}/certificates/${id}/replacement`, {});
    await app.get(Outbox).deliver();
    await app.as('trainee', { personId, email: 'trainee@test.example', language: 'en' });
    await app.nest.listen(0, '127.0.0.1');
    const { port } = app.nest.getHttpServer().address() as AddressInfo;
    browser = await launchChromium();
    const context = await browser.newContext({
      baseURL: `http://127.0.0.1:${port}`,
      locale: 'en',
      viewport: { width: 360, height: 740 },
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    page = await context.newPage();
    page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
    page.on('pageerror', ({ message }) => troubles.push(message));
    await page.goto('/sign-in');
    await page.fill('[name="email"]', 'trainee@test.example');
    await page.fill('[name="password"]', testPassword);
    await page.click('main button[type="submit"]');
    await page.waitForURL((url) => url.pathname !== '/sign-in');
    await page.goto('/certificates');
  });
  after(async () => {
    await browser?.close();
    await app?.close();
  });

  it('have links that are told apart by their names alone', async () => {
    const links = await page.locator('main').getByRole('link').all();
    const names = await Promise.all(links.map(async (link) => (await link.innerText()).replace(/\s+/g, ' ').trim()));
    assert.ok(names.length >= 7, names.join('; '));
    assert.deepEqual(
      names.filter((name, index) => names.indexOf(name) !== index),
      [],
    );
    assert.deepEqual((await new AxeBuilder({ page }).analyze()).violations, []);
  });

  it('are passed on by a link whose copying is said aloud, then offered again', async () => {
    await page.locator('details summary', { hasText: 'Share' }).click();
    const button = page.locator('button[data-copy]');
    await button.click();
    const said = page.locator('button[data-copy] + [role="status"]');
    await said.filter({ hasText: 'Copied' }).waitFor({ state: 'attached' });
    assert.equal(await button.innerText(), 'Copied');
    const copied = await page.evaluate<string>('navigator.clipboard.readText()');
    assert.equal(copied, await page.locator('input[type="url"]').inputValue());
    await button.filter({ hasText: 'Copy the link' }).waitFor();
    assert.equal(await said.innerText(), '');
    assert.deepEqual(troubles, []);
  });
});
