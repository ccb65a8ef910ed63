import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { type PageLanguage, strangersIn } from './words.js';

interface Seen {
  url: string;
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

/**
 * Keeps every kind of page that people came by in a story, and looks at each afterwards: on a phone, with axe, and for
 * words of another language. A browser of its own does it, so that the story may run without JavaScript.
 */
export class Inspection {
  private readonly seen = new Map<string, Seen>();

  constructor(
    private readonly browser: Browser,
    private readonly language: PageLanguage,
  ) {}

  get count(): number {
    return this.seen.size;
  }

  /** The fullest page of each kind: same address but for ids, same reader, same outcome. */
  async note(page: Page, reader: string): Promise<void> {
    const html = await page.content();
    const url = page.url();
    const address = new URL(url).pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|[\w-]{30,}/g, '…');
    const kind = `${reader} ${address} ${html.includes('class="error-summary"') ? 'refused' : ''}`;
    const known = this.seen.get(kind);
    if (!known || known.html.length < html.length) this.seen.set(kind, { url, html });
  }

  /** What is wrong, a line each; empty when nothing is. */
  async findings(): Promise<string[]> {
    const waiting = [...this.seen];
    const findings: string[] = [];
    const look = async () => {
      const context = await this.browser.newContext({ viewport: phone });
      const page = await context.newPage();
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const [kind, seen] = next;
        findings.push(...(await this.faultsOf(page, seen)).map((fault) => `${kind}: ${fault}`));
      }
      await context.close();
    };
    await Promise.all([look(), look()]);
    return findings;
  }

  private async faultsOf(page: Page, { url, html }: Seen): Promise<string[]> {
    await page.route(url, (route) => route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' }));
    await page.goto(url);
    await page.unroute(url);
    const language = await page.evaluate<string>('document.documentElement.lang');
    const { violations } = await new AxeBuilder({ page }).withTags(wcag).setLegacyMode(true).analyze();
    const wide = await page.evaluate<string | null>(widest);
    const strangers = this.language === 'en' ? [] : this.strangers(await page.evaluate<string>(readText));
    return [
      ...(language === this.language ? [] : [`is in ${language}`]),
      ...(wide === null ? [] : [`wider than a phone, ${wide}`]),
      ...strangers.map((words) => `says “${words}”`),
      ...violations.map(({ id, help, nodes }) => `axe ${id}: ${help}: ${nodes[0]?.html.slice(0, 160)}`),
    ];
  }

  private get strangers(): (text: string) => string[] {
    const find = strangersIn(this.language as 'lo' | 'vi');
    Object.defineProperty(this, 'strangers', { value: find });
    return find;
  }
}
