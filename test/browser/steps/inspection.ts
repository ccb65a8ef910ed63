import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { strangersIn } from './words.js';

interface Seen {
  title: string;
  html: string;
}

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** The narrowest phone we promise. */
const phone = { width: 360, height: 740 };

// Everything a person reads or hears, but what is marked as English on purpose.
const readText = `(() => {
  const said = [document.title];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest('[lang="en"]')) said.push(walker.currentNode.data);
  for (const name of ['aria-label', 'title', 'alt', 'placeholder', 'data-label'])
    for (const element of document.body.querySelectorAll('[' + name + ']')) said.push(element.getAttribute(name));
  return said.join('\\n');
})()`;

const widest = `(() => {
  const width = document.scrollingElement.scrollWidth;
  if (width <= ${phone.width}) return null;
  const beyond = [...document.body.querySelectorAll('main *')].filter((e) => e.getBoundingClientRect().right > ${phone.width});
  return width + ' px: ' + beyond.slice(0, 3).map((e) => e.outerHTML.slice(0, 120)).join(' … ');
})()`;

/** What axe has to say, in a page that has it. */
function askAxe(spared: readonly string[]): string {
  const rules = Object.fromEntries(spared.map((rule) => [rule, { enabled: false }]));
  return `axe.run(document, ${JSON.stringify({ runOnly: wcag, rules, resultTypes: ['violations'] })}).then(({ violations }) =>
    violations.map(({ id, help, nodes }) => 'axe ' + id + ': ' + help + ': ' + nodes[0].html.slice(0, 160)))`;
}

/** The kinds of element on a page: two pages at one kind of address with the same ones look alike. */
const elementsOf = (html: string): string =>
  [...new Set(html.match(/<[a-z][a-z0-9]*(?: class="[^"]*")?/g))].sort().join('');

/**
 * Keeps every kind of page that people came by in a story, and looks at each afterwards: on a phone, with axe, and for
 * words of another language. A browser of its own does it, so that the story may run without JavaScript.
 */
export class Inspection {
  private readonly seen = new Map<string, Seen>();
  private readonly strangers: (text: string) => string[];

  /** `address` of the server, for styles and fonts; `spared`: rules of axe that the same story is held to elsewhere. */
  constructor(
    private readonly browser: Browser,
    private readonly address: string,
    private readonly language: 'lo' | 'vi',
    private readonly spared: readonly string[] = [],
  ) {
    this.strangers = strangersIn(language);
  }

  get count(): number {
    return this.seen.size;
  }

  /** Of pages of one kind (the same address but for ids, the same elements) the longest is kept. */
  async note(page: Page, reader: string): Promise<void> {
    const html = await page.content();
    const address = new URL(page.url()).pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|[\w-]{28,}/g, '…');
    const kind = `${address} ${elementsOf(html)}`;
    const known = this.seen.get(kind);
    if (!known || known.html.length < html.length) this.seen.set(kind, { title: `${address} for ${reader}`, html });
  }

  /** What is wrong with every page of `parts`, from the one numbered `part`, a line each; empty when nothing is. */
  async findings(part = 0, parts = 1): Promise<string[]> {
    const waiting = [...this.seen.values()].filter((_, index) => index % parts === part);
    const findings: string[] = [];
    const look = async () => {
      const page = await this.phone();
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const { title, html } = next;
        findings.push(...(await this.faultsOf(page, html)).map((fault) => `${title}: ${fault}`));
      }
      await page.context().close();
    };
    await Promise.all([look(), look()]);
    return findings;
  }

  /** A page of the server's, with axe in it: what is written over it keeps both. */
  private async phone(): Promise<Page> {
    const context = await this.browser.newContext({ viewport: phone });
    const page = await context.newPage();
    await page.goto(`${this.address}/sign-in`);
    await new AxeBuilder({ page }).setLegacyMode(true).withRules('html-has-lang').analyze();
    return page;
  }

  private async faultsOf(page: Page, html: string): Promise<string[]> {
    await page.setContent(html);
    const language = await page.evaluate<string>('document.documentElement.lang');
    const wide = await page.evaluate<string | null>(widest);
    const strangers = this.strangers(await page.evaluate<string>(readText));
    return [
      ...(language === this.language ? [] : [`is in ${language}`]),
      ...((await page.evaluate<boolean>(isStyled)) ? [] : ['came without its styles']),
      ...(wide === null ? [] : [`wider than a phone, ${wide}`]),
      ...strangers.map((words) => `says “${words}”`),
      ...(await page.evaluate<string[]>(askAxe(this.spared))),
    ];
  }
}

/** Without styles neither width nor contrast says anything. */
const isStyled = '/Noto/.test(getComputedStyle(document.body).fontFamily)';
