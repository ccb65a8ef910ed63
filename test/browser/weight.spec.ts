import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp, testPassword } from '../support/app.js';
import { launchChromium } from '../support/chromium.js';
import { anOrganisation } from '../support/people.js';
import { plannedRun } from '../support/training.js';

/** Bytes over the wire, fonts, styles and icons included. */
const allowed = { first: 120 * 1024, repeat: 25 * 1024 };

const atTheDoor = ['/', '/sign-in', '/verify', '/verify/scan', '/shared-database', '/roll-call'];
const inside = ['/', '/runs', '/nominations', '/people', '/outputs', '/certificates', '/organisations', '/me'];
/** A wide screen fetches what draws it besides: forty kilobytes that are spared a phone. */
const onPhone = ['/calendar'];

interface Weighing {
  where: string;
  paths: () => readonly string[];
  isInside: boolean;
  width?: number;
}

interface Visit {
  bytes: number;
  /** Hosts that were asked. */
  hosts: Set<string>;
}

describe('a page over a slow link', () => {
  let app: TestApp;
  let browser: Browser;
  let address: string;
  let run: string;

  before(async () => {
    app = await startApp({ TRUST_PROXY: '1' });
    await app.nest.listen(0, '127.0.0.1');
    const { port } = app.nest.getHttpServer().address() as AddressInfo;
    address = `http://127.0.0.1:${port}`;
    browser = await launchChromium();
    for (let count = 0; count < 12; count += 1) await anOrganisation(app);
    for (let count = 0; count < 12; count += 1) run = (await plannedRun(app)).id;
    await app.as('lao_coordinator', { email: 'iice@test.example' });
  });
  after(async () => {
    await browser?.close();
    await app?.close();
  });

  const ofRun = () => [`/runs/${run}`, `/runs/${run}/nominations`];
  const weighings: Weighing[] = [
    { where: 'at the door', paths: () => atTheDoor, isInside: false },
    { where: 'of a run', paths: ofRun, isInside: true },
    { where: 'inside', paths: () => inside, isInside: true },
    { where: 'on a phone', paths: () => onPhone, isInside: true, width: 360 },
  ];
  // Languages differ by their fonts and words alone: every page in the heaviest, some in the others.
  const lighter: Weighing[] = [
    { where: 'at the door', paths: () => ['/'], isInside: false },
    { where: 'inside', paths: () => [...ofRun(), '/people'], isInside: true },
  ];

  for (const [language, list] of Object.entries({ lo: weighings, vi: lighter, en: lighter }))
    for (const weighing of list) {
      it(`weighs little and asks nobody else ${weighing.where}, in ${language}`, async () => {
        const heavy: string[] = [];
        const waiting = [...weighing.paths()];
        // A visit is over when the link has been silent for a while: meanwhile others come in browsers of their own.
        const goThrough = async () => {
          for (let next = waiting.shift(); next; next = waiting.shift())
            heavy.push(...(await weigh(next, language, weighing)));
        };
        await Promise.all([goThrough(), goThrough(), goThrough()]);
        assert.deepEqual(heavy, []);
      });
    }

  /** The visits that are too heavy, in words. */
  async function weigh(path: string, language: string, { isInside, width = 1280 }: Weighing): Promise<string[]> {
    const viewport = { width, height: 740 };
    const context = await browser.newContext({ baseURL: address, locale: language, viewport });
    const page = await context.newPage();
    // Sign-ins are counted per address, so everybody has one.
    await context.setExtraHTTPHeaders({ 'x-forwarded-for': nextAddress() });
    if (isInside) await signIn(page);
    const first = await visit(page, path);
    const repeat = await visit(page, path);
    await context.close();
    for (const { hosts } of [first, repeat]) assert.deepEqual([...hosts], [new URL(address).host], path);
    assert.ok(first.bytes > repeat.bytes && repeat.bytes > 0, `${path} is kept by the browser`);
    return Object.entries({ first, repeat })
      .filter(([which, { bytes }]) => bytes > allowed[which as keyof typeof allowed])
      .map(([which, { bytes }]) => `${which} visit of ${path}: ${bytes} bytes`);
  }

  let addresses = 0;
  const nextAddress = (): string => {
    addresses += 1;
    return `10.0.0.${addresses}`;
  };

  /** Signs in without fetching anything that a page shows, so that the first visit is one. */
  async function signIn(page: Page): Promise<void> {
    const form = await (await page.request.get('/sign-in')).text();
    const _csrf = /name="_csrf" value="([^"]+)"/.exec(form)?.[1] ?? '';
    const fields = { _csrf, email: 'iice@test.example', password: testPassword };
    const answer = await page.request.post('/sign-in', { form: fields, maxRedirects: 0 });
    assert.equal(answer.status(), 303);
  }

  async function visit(page: Page, path: string): Promise<Visit> {
    const session = await page.context().newCDPSession(page);
    const seen: Visit = { bytes: 0, hosts: new Set() };
    const underWay = new Set<string>();
    session.on('Network.requestWillBeSent', ({ request, requestId }) => {
      underWay.add(requestId);
      if (!request.url.startsWith('data:')) seen.hosts.add(new URL(request.url).host);
    });
    session.on('Network.loadingFinished', ({ encodedDataLength, requestId }) => {
      underWay.delete(requestId);
      seen.bytes += encodedDataLength;
    });
    session.on('Network.loadingFailed', ({ requestId }) => underWay.delete(requestId));
    await session.send('Network.enable');
    const response = await page.goto(path);
    assert.equal(response?.status(), 200, path);
    // A slow machine may fall silent before it asks for the fonts: they are of the visit that shows them.
    await page.evaluate('document.fonts.ready.then(() => undefined)');
    await silence(underWay);
    await session.detach();
    return seen;
  }
});

/** Until nothing was under way for half a second. The browser's own word for it does not come where a worker is installed meanwhile. */
async function silence(underWay: ReadonlySet<string>): Promise<void> {
  for (let silent = 0; silent < 5; silent += 1) {
    await pause(100);
    if (underWay.size > 0) silent = -1;
  }
}
