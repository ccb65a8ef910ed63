import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { launchChromium } from '../support/chromium.js';

describe('the browsable description of the API', () => {
  let app: TestApp;
  let browser: Browser;
  before(async () => {
    app = await startApp();
    await app.nest.listen(0, '127.0.0.1');
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await app?.close();
  });

  it('shows its operations under our policy, without a word from anybody else', async () => {
    const page = await browser.newPage();
    const hosts = new Set<string>();
    const complaints: string[] = [];
    page.on('request', (request) => hosts.add(new URL(request.url()).host));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', ({ message }) => complaints.push(message));
    const address = await app.nest.getUrl();
    await page.goto(`${address}/api/docs`);
    // The whole description is drawn before it can be clicked on: 20 seconds where nothing else is done.
    await page.locator('.opblock', { hasText: '/api/v1/jobs/{id}' }).first().click({ timeout: 90_000 });
    await page.getByText('startedAt').first().waitFor();
    assert.deepEqual([...hosts], [new URL(address).host]);
    assert.deepEqual(complaints, []);
    await page.close();
  });
});
