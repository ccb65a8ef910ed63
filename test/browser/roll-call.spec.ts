import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { operatorActor, type Role } from '#libs/kernel';
import { AccountsService } from '#libs/people';
import { RunLife } from '#libs/training';
import { RollCallShell } from '../../apps/server/src/attendance/roll-call/roll-call-shell.js';
import { startApp, type TestApp, testPassword } from '../support/app.js';
import { type HeldRun, heldRun } from '../support/attendance.js';
import { launchChromium } from '../support/chromium.js';
import type { Client } from '../support/client.js';
import { Line } from '../support/line.js';
import { Phone } from '../support/phone.js';
import { rollRows } from '../support/roll-syncs.js';
import { person, vnCoordinator } from '../support/training.js';
import { Inspection } from './steps/inspection.js';

const lan = 'lan@test.example';
const hai = 'hai@test.example';
const mai = 'mai@test.example';

/** Name of each database → everything in it. */
const everythingKept = `(async () => {
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const all = {};
  for (const { name } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name));
    all[name] = [];
    for (const store of database.objectStoreNames)
      all[name].push(...(await done(database.transaction(store).objectStore(store).getAll())));
    database.close();
  }
  return all;
})()`;

describe('the roll call on a phone', () => {
  let app: TestApp;
  let line: Line;
  let browser: Browser;
  let vn: Client;
  let held: HeldRun;
  const instructors: string[] = [];
  const accounts = new Map<string, string>();
  const contexts: BrowserContext[] = [];

  before(async () => {
    app = await startApp();
    app.clock.set('2026-03-09T01:00:00Z');
    for (const [name, email] of [
      ['Trần Thị Lan', lan],
      ['Lê Văn Hải', hai],
      ['Phạm Thị Mai', mai],
    ]) {
      const { id } = await person(app, name);
      instructors.push(id);
      accounts.set(email, (await app.as('instructor', { personId: id, email })).accountId!);
    }
    vn = await app.as('vn_coordinator');
    await app.nest.listen(0, '127.0.0.1');
    line = await Line.to((app.nest.getHttpServer().address() as AddressInfo).port);
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await line?.close();
    await app?.close();
  });

  const hold = async (people: number, days = ['2026-03-09']) => {
    const names = Array.from({ length: people }, (_, index) => `ຄົນທີ ${String(index + 1).padStart(2, '0')}`);
    held = await heldRun(app, names, days, { session: { instructorIds: instructors } });
    app.clock.set(`${days.at(-1)}T02:00:00Z`);
  };
  beforeEach(() => line.mend());
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
    await app.get(RunLife).cancel(vnCoordinator, held.run.id, 'the test is over');
  });

  const signIn = async (page: Page, email: string, sessionId = '') => {
    await page.goto(`${line.address}/sign-in?lang=en&next=/roll-call%23${sessionId}`);
    await page.fill('input[name=email]', email);
    await page.fill('input[name=password]', testPassword);
    await page.click('main button[type=submit]');
    await page.locator('#bar[data-link=online]').waitFor();
    // From now on the page opens without a network.
    await page.evaluate('navigator.serviceWorker.ready.then(() => null)');
  };
  const device = async (email: string, sessionId?: string): Promise<Page> => {
    const context = await browser.newContext({ locale: 'en' });
    contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    await signIn(page, email, sessionId);
    return page;
  };
  const open = (page: Page, sessionId: string) => page.goto(`${line.address}/roll-call#${sessionId}`);
  const allPresent = async (page: Page) => {
    await page.getByRole('button', { name: 'All present' }).click();
    await page.locator('.call-roll li:last-child[data-state=kept]').waitFor();
  };
  const mark = async (page: Page, index: number, status: string) => {
    const row = page.locator(`.call-roll li[data-enrolment="${held.enrolments[index].id}"]`);
    await row.locator(`input[value=${status}]`).click();
    await row.locator('.call-state .badge').first().waitFor();
    return row;
  };
  const unsent = (page: Page, count: number) => page.locator(`#bar[data-unsent="${count}"]`).waitFor();
  /** What becomes of the marks that a page sends next. */
  const synced = async (page: Page): Promise<string[]> => {
    const answer = await page.waitForResponse((response) => response.url().endsWith('/roll-syncs'));
    return (await answer.json()).items.map(({ outcome }: { outcome: string }) => outcome);
  };
  const send = (page: Page) =>
    page
      .locator('#bar')
      .getByRole('button', { name: /Send now|Refresh/ })
      .click();
  const standing = async (sessionId: string): Promise<Record<string, string | null>> => {
    const { body } = await vn.get(`/api/v1/sessions/${sessionId}/attendance`);
    return Object.fromEntries(
      body.items.map(({ enrolmentId, mark: one }: { enrolmentId: string; mark: { status: string } | null }) => [
        enrolmentId,
        one?.status ?? null,
      ]),
    );
  };

  const give = async (email: string, ...roles: Role[]) => {
    const service = app.get(AccountsService);
    const { account } = await service.get(operatorActor, accounts.get(email)!);
    await service.setRoles(operatorActor, account.id, account.version, roles);
  };
  /** All that the page keeps on this phone, database by database. */
  const keptOn = (page: Page): Promise<Record<string, unknown[]>> => page.evaluate(everythingKept);
  const nothingOn = async (page: Page) => {
    await page.waitForFunction('indexedDB.databases().then(({ length }) => length === 1)');
    assert.deepEqual(await keptOn(page), { 'roll-call': [] });
  };

  it('takes 200 marks of two phones that are sent twice, one of them killed before it heard the first answer', async () => {
    await hold(50, ['2026-03-09', '2026-03-10']);
    const phone = new Phone();
    try {
      const killed = await phone.start();
      await signIn(killed, lan);
      const other = await device(hai);
      line.cut();
      for (const page of [killed, other]) {
        for (const sessionId of held.sessionIds) {
          await open(page, sessionId);
          await allPresent(page);
        }
        // The two saw one person differently.
        if (page === other) await mark(page, 7, 'absent');
        await unsent(page, 100);
      }
      // What each sends reaches the server, and neither hears of it.
      for (const page of [killed, other]) {
        const answered = line.loseAnswer('POST /api/v1/roll-syncs');
        line.mend();
        await send(page);
        await answered;
        if (page === killed) await phone.kill();
        line.cut();
      }
      const rows = await rollRows(app, held.sessionIds);
      assert.deepEqual([rows.marks.length, rows.entries.length, rows.conflicts.length], [100, 200, 1]);

      const later = await phone.start();
      await open(later, held.sessionIds[0]);
      await later.locator('#bar[data-link=offline]').waitFor();
      await unsent(later, 100);
      await other.locator('#bar[data-link=offline]').waitFor();
      await unsent(other, 100);
      // Both send all of it again, by themselves or when told to.
      const outcomes = [later, other].map(synced);
      line.mend();
      await signIn(later, lan);
      await send(other);
      for (const [index, page] of [later, other].entries()) {
        assert.deepEqual(await outcomes[index], Array(100).fill('known'));
        await unsent(page, 0);
      }
      assert.deepEqual(await rollRows(app, held.sessionIds), rows);
      for (const page of [later, other]) {
        await open(page, held.sessionIds[1]);
        await send(page);
        const disputed = page.locator('.call-roll li[data-state=conflict]');
        await disputed.waitFor();
        assert.equal(await disputed.count(), 1);
        assert.equal(await disputed.getAttribute('data-enrolment'), held.enrolments[7].id);
      }
      assert.deepEqual(await rollRows(app, held.sessionIds), rows);
      await later.getByRole('link', { name: 'Decide' }).click();
      await later.getByRole('heading', { name: 'Decide what is right' }).waitFor();
    } finally {
      await phone.throwAway();
    }
  });

  it('keeps marks when the browser is killed, and sends them later', async () => {
    await hold(4);
    const [sessionId] = held.sessionIds;
    const phone = new Phone();
    try {
      const before = await phone.start();
      await signIn(before, lan);
      line.cut();
      await open(before, sessionId);
      await allPresent(before);
      await (await mark(before, 2, 'late')).locator('[value=late]:checked').waitFor();
      await unsent(before, 4);
      await phone.kill();

      const later = await phone.start();
      await open(later, sessionId);
      await unsent(later, 4);
      assert.equal(await later.locator('.call-roll li[data-state=kept]').count(), 4);
      await later.locator('#bar[data-link=offline]').waitFor();
      assert.deepEqual(new Set(Object.values(await standing(sessionId))), new Set([null]));
      line.mend();
      // The browser may have lost the sign-in of a moment ago with its life.
      await signIn(later, lan);
      await unsent(later, 0);
      const wanted = held.enrolments.map(({ id }, index) => [id, index === 2 ? 'late' : 'present']);
      assert.deepEqual(await standing(sessionId), Object.fromEntries(wanted));
    } finally {
      await phone.throwAway();
    }
  });

  it('shows why a mark is refused, in three languages, until somebody removes it', async () => {
    await hold(3);
    const [sessionId] = held.sessionIds;
    const page = await device(lan, sessionId);
    line.cut();
    await mark(page, 0, 'late');
    await vn.post(`/api/v1/sessions/${sessionId}/roll-closing`);
    line.mend();
    await send(page);
    const row = page.locator(`li[data-enrolment="${held.enrolments[0].id}"][data-state=refused]`);
    await row.getByText('The roll is closed. A mark now changes only by a correction.').waitFor();
    // What stands is what the closing recorded.
    await row.locator('input[value=absent]:checked').waitFor({ state: 'attached' });
    line.cut();
    // What is looked at afterwards is the page as it stands.
    await page.evaluate(`document.querySelector('script[type=module]').remove()`);
    const inspection = new Inspection(browser, line.address, 'lo');
    await page.getByRole('link', { name: 'Tiếng Việt' }).click();
    await row.getByText('Bị từ chối: Đến muộn').waitFor();
    await page.getByRole('link', { name: 'ລາວ' }).click();
    await row.getByText('ຖືກປະຕິເສດ: ມາຊ້າ').waitFor();
    await inspection.note(page, 'an instructor');
    await page.getByRole('link', { name: 'ທຸກວາລະຮຽນ' }).click();
    await page.getByRole('heading', { name: 'ການໝາຍ 1 ລາຍການຖືກປະຕິເສດ' }).waitFor();
    await inspection.note(page, 'an instructor');
    await page.getByRole('link', { name: 'English' }).click();
    await page.getByRole('heading', { name: '1 mark was refused' }).waitFor();
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('heading', { name: 'refused' }).waitFor({ state: 'detached' });
    assert.equal((await standing(sessionId))[held.enrolments[0].id], 'absent');
    line.mend();
    assert.deepEqual(await inspection.findings(), []);
  });

  it('keeps what is said before the roll opens, and sends it again', async () => {
    await hold(2);
    const [sessionId] = held.sessionIds;
    app.clock.set('2026-03-08T23:00:00Z');
    const page = await device(lan, sessionId);
    await page.getByText('Not yet open').waitFor();
    await mark(page, 0, 'late');
    await send(page);
    await page.locator('li[data-state=kept]').getByText('from one hour before the session begins').waitFor();
    await unsent(page, 1);
    app.clock.set('2026-03-09T00:00:00Z');
    await send(page);
    await unsent(page, 0);
    assert.equal((await standing(sessionId))[held.enrolments[0].id], 'late');
  });

  it('neither shows nor sends to one account what another one marked on the same phone', async () => {
    await hold(3);
    const [sessionId] = held.sessionIds;
    const page = await device(lan);
    line.cut();
    await open(page, sessionId);
    await mark(page, 0, 'absent');
    await page.context().clearCookies();
    line.mend();
    await send(page);
    await page.getByText('1 mark of instructor is kept on this phone').waitFor();
    await signIn(page, hai);
    await unsent(page, 0);
    await open(page, sessionId);
    await mark(page, 1, 'present');
    await send(page);
    await unsent(page, 0);
    const [first, second] = held.enrolments;
    assert.deepEqual(
      [(await standing(sessionId))[first.id], (await standing(sessionId))[second.id]],
      [null, 'present'],
    );
    await page.context().clearCookies();
    await signIn(page, lan);
    await unsent(page, 0);
    assert.equal((await standing(sessionId))[first.id], 'absent');
  });

  it('forgets the rolls of somebody who takes none any more', async () => {
    await hold(3);
    const [sessionId] = held.sessionIds;
    const page = await device(mai, sessionId);
    await mark(page, 0, 'late');
    await unsent(page, 0);
    assert.match(JSON.stringify(await keptOn(page)), /ຄົນທີ 02/);
    try {
      await give(mai, 'auditor');
      await send(page);
      await page.locator('#bar[data-link=denied]').waitFor();
      await page.getByText('No rolls are kept on this phone any more.').waitFor();
      assert.equal(await page.getByText('ຄົນທີ').count(), 0);
      await nothingOn(page);
      // What is looked at afterwards is the page as it stands.
      await page.evaluate(`document.querySelector('script[type=module]').remove()`);
      const inspection = new Inspection(browser, line.address, 'lo');
      await page.getByRole('link', { name: 'Tiếng Việt' }).click();
      await page.getByText('Điện thoại này không còn lưu sổ điểm danh nào.').waitFor();
      await page.getByRole('link', { name: 'ລາວ' }).click();
      await page.getByText('ໂທລະສັບນີ້ບໍ່ໄດ້ເກັບບັນຊີເຂົ້າຮ່ວມໄວ້ອີກແລ້ວ.').waitFor();
      await inspection.note(page, 'an auditor');
      await page.getByRole('link', { name: 'English' }).click();
      assert.deepEqual(await inspection.findings(), []);
      line.cut();
      await page.reload();
      await page.locator('#bar[data-link=offline]').waitFor();
      assert.equal(await page.getByText('ຄົນທີ').count(), 0);
      line.mend();
      await give(mai, 'instructor');
      await send(page);
      await page.locator('.call-roll li').nth(2).waitFor();
    } finally {
      await give(mai, 'instructor');
    }
  });

  it('keeps what such a person has not sent, and nothing else, until it may be sent or is taken back', async () => {
    await hold(3);
    const [sessionId] = held.sessionIds;
    const page = await device(mai, sessionId);
    await mark(page, 0, 'late');
    await unsent(page, 0);
    const leave = async (index: number, status: string) => {
      line.cut();
      await mark(page, index, status);
      await unsent(page, 1);
      await give(mai, 'auditor');
      line.mend();
      await send(page);
      await page.getByText('1 mark was not sent. It is kept on this phone').waitFor();
    };
    try {
      await leave(1, 'absent');
      assert.equal(await page.locator('.call-roll li').count(), 1);
      await page.locator(`.call-roll li[data-enrolment="${held.enrolments[1].id}"][data-state=kept]`).waitFor();
      const kept = JSON.stringify(await keptOn(page));
      assert.deepEqual(
        ['ຄົນທີ 01', 'ຄົນທີ 02', 'ຄົນທີ 03', held.enrolments[0].id].filter((one) => kept.includes(one)),
        ['ຄົນທີ 02'],
      );
      await page.reload();
      await page.getByText('1 mark was not sent.').waitFor();
      await give(mai, 'instructor');
      await send(page);
      await unsent(page, 0);
      await page.locator('.call-roll li').nth(2).waitFor();
      assert.equal((await standing(sessionId))[held.enrolments[1].id], 'absent');

      await leave(2, 'late');
      const notice = page.locator('.notice', { hasText: 'Your account takes no rolls' });
      await notice.getByRole('button', { name: 'Take back' }).click();
      await notice.getByRole('button', { name: 'Keep it' }).click();
      await unsent(page, 1);
      await notice.getByRole('button', { name: 'Take back' }).click();
      await notice.getByRole('button', { name: 'Take back' }).click();
      await page.getByText('No rolls are kept on this phone any more.').waitFor();
      await nothingOn(page);
      assert.equal((await standing(sessionId))[held.enrolments[2].id], null);
    } finally {
      line.mend();
      await give(mai, 'instructor');
    }
  });

  it('minds no refusal that is not about the role', async () => {
    await hold(2);
    const page = await device(lan, held.sessionIds[0]);
    await page.route('**/roll-call/caller', (route) => route.fulfill({ status: 403, body: '<h1>Pay first</h1>' }));
    await send(page);
    await page.locator('#bar[data-link=failed]').waitFor();
    assert.equal(await page.locator('.call-roll li').count(), 2);
  });

  it('sends by itself when the network is back, and does not mind a clock that is years wrong', async () => {
    await hold(2);
    const [sessionId] = held.sessionIds;
    const page = await device(lan);
    await page.clock.setSystemTime('1986-01-01T00:00:00Z');
    await page.context().setOffline(true);
    await open(page, sessionId);
    await page.reload();
    await mark(page, 0, 'late');
    await page.locator('#bar[data-link=offline][data-unsent="1"]').waitFor();
    await page.context().setOffline(false);
    await unsent(page, 0);
    const { body } = await vn.get(`/api/v1/sessions/${sessionId}/attendance`);
    const [{ mark: stood }] = body.items.filter(({ mark: one }: { mark: object | null }) => one);
    assert.deepEqual([stood.status, stood.markedAt.slice(0, 10)], ['late', '2026-03-09']);
  });

  it('becomes a newer version of itself without losing anything', async () => {
    await hold(2);
    const [sessionId] = held.sessionIds;
    const page = await device(lan);
    line.cut();
    await open(page, sessionId);
    await mark(page, 0, 'late');
    const shell = app.get(RollCallShell) as unknown as { worker: string };
    const { worker } = shell;
    const kept = () => page.evaluate<string[]>('caches.keys()');
    const [before] = await kept();
    try {
      shell.worker = worker.replace(/"version":"\w+"/, '"version":"later"');
      await page.route('**/roll-syncs', (route) => route.abort());
      line.mend();
      await page.reload();
      await page.waitForFunction(`caches.keys().then((names) => names.join() === 'roll-call later')`);
      assert.notEqual(before, 'roll-call later');
      line.cut();
      await page.reload();
      await page.locator('.call-roll li[data-state=kept]').waitFor();
      await unsent(page, 1);
    } finally {
      shell.worker = worker;
    }
  });
});
