import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
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

  // Languages differ by their fonts and words alone: every page in the heaviest, some in the others.
  for (const language of ['lo', 'vi', 'en']) {
    it(`weighs little and asks nobody else, in ${language}`, async () => {
      const heavy: string[] = [];
      const weigh = async (path: string, isInside: boolean, width = 1280) => {
        const viewport = { width, height: 740 };
        const context = await browser.newContext({ baseURL: address, locale: language, viewport });
        const page = await context.newPage();
        // Sign-ins are counted per address, so everybody has one.
        await context.setExtraHTTPHeaders({ 'x-forwarded-for': nextAddress() });
        if (isInside) await signIn(page);
        const first = await visit(page, path);
        const repeat = await visit(page, path);
        await context.close();
        for (const [which, { bytes, hosts }] of Object.entries({ first, repeat })) {
          if (bytes > allowed[which as keyof typeof allowed]) heavy.push(`${which} visit of ${path}: ${bytes} bytes`);
          assert.deepEqual([...hosts], [new URL(address).host], path);
        }
        assert.ok(first.bytes > repeat.bytes && repeat.bytes > 0, `${path} is kept by the browser`);
      };
      const isHeaviest = language === 'lo';
      const paths = [`/runs/${run}`, `/runs/${run}/nominations`, ...(isHeaviest ? inside : ['/people'])];
      const waiting = [
        ...(isHeaviest ? atTheDoor : ['/']).map((path) => () => weigh(path, false)),
        ...paths.map((path) => () => weigh(path, true)),
        ...onPhone.map((path) => () => weigh(path, true, 360)),
      ];
      // A visit is over when the link has been silent for a while: meanwhile others come in browsers of their own.
      const goThrough = async () => {
        for (let next = waiting.shift(); next; next = waiting.shift()) await next();
      };
      await Promise.all([goThrough(), goThrough(), goThrough()]);
      assert.deepEqual(heavy, []);
    });
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
    session.on('Network.requestWillBeSent', ({ request }) => {
      if (!request.url.startsWith('data:')) seen.hosts.add(new URL(request.url).host);
    });
    session.on('Network.loadingFinished', ({ encodedDataLength }) => {
      seen.bytes += encodedDataLength;
    });
    await session.send('Network.enable');
    const response = await page.goto(path, { waitUntil: 'networkidle' });
    assert.equal(response?.status(), 200, path);
    await session.detach();
    return seen;
  }
});
