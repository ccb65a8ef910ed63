import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import type { CourseRun } from '#libs/training';
import { startApp, type TestApp, testPassword } from '../support/app.js';
import { launchChromium } from '../support/chromium.js';
import { openRun } from '../support/nominations.js';
import { organisation } from '../support/training.js';
import { rowsXml, sheetOf } from '../support/workbooks.js';

describe('nominating from a workbook in a browser', () => {
  let app: TestApp;
  let browser: Browser;
  let run: CourseRun;
  before(async () => {
    app = await startApp();
    const industry = await organisation(app, 'Industry');
    run = await openRun(app, { capacity: 5 }, [industry.id, 2]);
    await app.as('nominator', { organisationId: industry.id, email: 'office@test.example' });
    await app.nest.listen(0, '127.0.0.1');
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await app?.close();
  });

  it('shows what is wrong with a file, and imports the corrected one', async () => {
    const page = await browser.newPage();
    const address = await app.nest.getUrl();
    await page.goto(`${address}/sign-in?lang=en`);
    await page.fill('input[name=email]', 'office@test.example');
    await page.fill('input[name=password]', testPassword);
    await page.click('main button[type=submit]');
    const send = async (birthDate: string) => {
      await page.goto(`${address}/runs/${run.id}/nominations/import`);
      const rows = rowsXml(['Full name', 'Sex', 'Date of birth'], ['ສົມໃຈ ວົງສາ', 'Female', birthDate]);
      const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
      await page.setInputFiles('input[name=file]', { name: 'list.xlsx', mimeType, buffer: Buffer.from(sheetOf(rows)) });
      assert.equal(await page.locator('.file-box .chosen').innerText(), 'list.xlsx');
      await page.getByRole('button', { name: 'Send and check' }).click();
      await page.getByText('ສົມໃຈ ວົງສາ').waitFor();
    };
    await send('31/02/1990');
    await page.getByText('Date of birth: This is not a date').waitFor();
    await send('28/02/1990');
    await page.getByRole('button', { name: 'Import 1 rows as drafts' }).click();
    await page.getByRole('link', { name: 'To the list' }).click();
    assert.equal(await page.getByRole('link', { name: 'ສົມໃຈ ວົງສາ' }).count(), 1);
    await page.close();
  });
});
