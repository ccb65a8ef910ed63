import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { House } from './steps/house.js';

let browser: Browser;
before(async () => {
  browser = await launchChromium();
});
after(() => browser?.close());

describe('the inspection of pages', () => {
  it('sees a page that is too wide, speaks English, shows a key or shuts somebody out', async () => {
    const house = await House.open(browser, { language: 'lo', javaScript: false });
    const head = /<head>.*<\/head>/s.exec(await (await fetch(`${house.address}/sign-in`)).text())?.[0] ?? '';
    const body = `<html lang="lo">${head}<body><main>Please sign in <b>runs.title</b> <span lang="en">Please sign in</span>
      <img src="/x.png"><svg width="500" height="1"></svg></main></body></html>`;
    const page = await browser.newPage();
    await page.route(`${house.address}/`, (route) => route.fulfill({ body, contentType: 'text/html' }));
    await page.goto(`${house.address}/`);
    const { inspection } = house;
    await inspection.note(page, 'somebody');
    const findings = (await inspection.findings()).join('\n');
    for (const fault of [/wider than a phone/, /says “please sign in”/, /says “runs\.title”/, /axe image-alt/])
      assert.match(findings, fault);
    assert.equal(findings.match(/please sign in/g)?.length, 1, findings);
    await page.close();
    await house.close();
  });
});
