import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../../support/chromium.js';
import { House, type HouseOptions } from './house.js';
import { Story } from './story.js';

// Axe takes seconds for a page, many on a slow machine: no test should need minutes.
const parts = 4;

/** The story in order through pages alone, in a browser of its own; every test goes on where the one before it ended. */
export function tellTheStory(title: string, options: HouseOptions): void {
  describe(title, () => {
    let browser: Browser;
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
      browser = await launchChromium();
      house = await House.open(browser, options);
      house.at('2026-03-02T02:00:00Z');
      story = new Story(house);
    });
    after(async () => {
      await house?.close();
      await browser?.close();
    });

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

    for (let part = 1; part <= parts; part += 1) {
      it(`every page on the way was in the language, fit a phone and gave axe nothing to say: ${part} of ${parts}`, async () => {
        assert.ok(house.inspection.count > 40, `only ${house.inspection.count} kinds of page`);
        assert.deepEqual(await house.inspection.findings(part - 1, parts), []);
      });
    }
  });
}
