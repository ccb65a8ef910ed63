import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext } from 'playwright-core';
import { operatorActor } from '#libs/kernel';
import { InvitationsService } from '#libs/people';
import { startApp, type TestApp } from '../../support/app.js';
import { password } from '../../support/cast.js';
import { Inspection } from './inspection.js';
import { Person } from './person.js';
import { wordsOf } from './words.js';

/** Those who sit at a desk; everybody else has a phone. */
const atDesk = ['admin', 'iice', 'vioit', 'chair'];

export interface HouseOptions {
  language: 'lo' | 'vi';
  javaScript: boolean;
}

/** The server with an empty database, and people who come to it with browsers of their own. */
export class House {
  private readonly people = new Map<string, Person>();
  private readonly signedIn = new Set<string>();

  private constructor(
    readonly app: TestApp,
    readonly address: string,
    private readonly browser: Browser,
    private readonly options: HouseOptions,
    readonly inspection: Inspection,
  ) {}

  static async open(browser: Browser, options: HouseOptions): Promise<House> {
    const app = await startApp({ TRUST_PROXY: '1' });
    await app.nest.listen(0, '127.0.0.1');
    const { port } = app.nest.getHttpServer().address() as AddressInfo;
    const admin = { email: 'admin@mittaphap.example', name: 'ນາງ ຈັນທະລາ', roles: ['admin' as const] };
    const nowhere = { organisationId: null, personId: null, sex: null, language: options.language };
    await app.get(InvitationsService).open(operatorActor, { ...admin, ...nowhere }, password);
    const address = `http://127.0.0.1:${port}`;
    // Colours are the same in every language, and take axe most of its time: one of the two stories tells of them.
    const spared = options.javaScript ? [] : ['color-contrast'];
    return new House(app, address, browser, options, new Inspection(browser, address, options.language, spared));
  }

  get language(): HouseOptions['language'] {
    return this.options.language;
  }

  /** What people of this story write, in their own language. */
  say(words: { lo: string; vi: string }): string {
    return words[this.language];
  }

  /** What the interface says. */
  words(key: string): string {
    return wordsOf(this.language).get(key) ?? key;
  }

  /** Time goes on; sign-ins run out in the days between. */
  at(instant: string): void {
    this.app.clock.set(instant);
    this.signedIn.clear();
  }

  /** Somebody with an account, signed in today. */
  async as(who: string): Promise<Person> {
    const person = await this.comes(who);
    if (this.signedIn.has(who)) return person;
    await person.opens('/sign-in');
    await person.submits('/sign-in', { email: `${who}@mittaphap.example`, password });
    this.signedIn.add(who);
    return person;
  }

  /** Somebody in front of a browser of their own, signed in or not. */
  async comes(who: string): Promise<Person> {
    const known = this.people.get(who);
    if (known) return known;
    const person = await Person.sitDown(await this.newBrowser(who), who, this.inspection);
    this.people.set(who, person);
    return person;
  }

  async close(): Promise<void> {
    for (const { page } of this.people.values()) await page.context().close();
    await this.app.close();
  }

  private newBrowser(who: string): Promise<BrowserContext> {
    return this.browser.newContext({
      baseURL: this.address,
      locale: this.language,
      javaScriptEnabled: this.options.javaScript,
      viewport: atDesk.includes(who) ? { width: 1280, height: 900 } : { width: 360, height: 740 },
      extraHTTPHeaders: { 'x-forwarded-for': `10.0.0.${this.people.size + 1}` },
    });
  }
}
