import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { House, type HouseOptions } from './steps/house.js';
import { Story } from './steps/story.js';

let browser: Browser;
before(async () => {
  browser = await launchChromium();
});
after(() => browser?.close());

const inLao: HouseOptions = { language: 'lo', javaScript: false };
const inVietnamese: HouseOptions = { language: 'vi', javaScript: true };

describe('the inspection of pages', () => {
  it('sees a page that is too wide, speaks English, shows a key or shuts somebody out', async () => {
    const house = await House.open(browser, inLao);
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

// One story told in order through pages alone; every test goes on where the one before it ended.
for (const [title, options] of [
  ['from an empty database to a verified certificate, in Lao and without JavaScript', inLao],
  ['from an empty database to a verified certificate, in Vietnamese', inVietnamese],
] as const) {
  describe(title, () => {
    let house: House;
    let story: Story;
    let brokeOff = false;

    /** What follows a step that failed could only fail too. */
    function step(name: string, tell: () => Promise<void>): void {
      void it(name, async (test) => {
        if (brokeOff) return test.skip('the story broke off before');
        brokeOff = true;
        await tell();
        brokeOff = false;
      });
    }

    before(async () => {
      house = await House.open(browser, options);
      house.at('2026-03-02T02:00:00Z');
      story = new Story(house);
    });
    after(() => house?.close());

    step('visitors look around', () => story.visitorsLookAround());
    step('the admin founds the house', () => story.adminFoundsTheHouse());
    step('VIOIT plans the run', () => story.vioitPlansTheRun());
    step('two ministries nominate', () => story.ministriesNominate());
    step('IICE selects and keeps a reserve', () => story.iiceSelects());
    step('VIOIT confirms until the run is full', () => story.vioitConfirmsUntilItIsFull());
    step('a withdrawal promotes the reserve', () => story.aWithdrawalPromotesTheReserve());
    step('VIOIT invites a trainee', () => story.vioitInvitesATrainee());
    step('the run is held, its rolls are taken', () => story.theRunIsHeld());
    step('a mark is corrected', () => story.aMarkIsCorrected());
    step('the instructor assesses', () => story.theInstructorAssesses());
    step('the trainee delivers an output', () => story.theTraineeDelivers());
    step('both sides publish it, anyone finds it', () => story.bothSidesPublish());
    step('VIOIT prepares the decision', () => story.vioitPreparesTheDecision());
    step('the co-chair approves, the documents are drawn', () => story.theCoChairApproves());
    step('the trainee downloads the certificate', () => story.theTraineeDownloads());
    step('anyone verifies it, by code and by file', () => story.anyoneVerifies());
    step('the run is closed', () => story.theRunIsClosed());

    it('every page on the way was in the language, fit a phone and gave axe nothing to say', async () => {
      assert.ok(house.inspection.count > 40, `only ${house.inspection.count} kinds of page`);
      assert.deepEqual(await house.inspection.findings(), []);
    });
  });
}
