import assert from 'node:assert/strict';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import type { Inspection } from './inspection.js';

/** A value for a text, a date, a choice; several for check boxes; a file. */
export type Entry = string | readonly string[] | { name: string; mimeType: string; buffer: Buffer };

export type Entries = Readonly<Record<string, Entry>>;

/** Somebody in front of a browser: reads pages, follows links, fills in forms. */
export class Person {
  private status = 0;

  private constructor(
    readonly page: Page,
    private readonly name: string,
    private readonly inspection: Inspection,
  ) {}

  static async sitDown(context: BrowserContext, name: string, inspection: Inspection): Promise<Person> {
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const person = new Person(page, name, inspection);
    page.on('response', (response) => {
      if (response.request().isNavigationRequest() && response.frame() === page.mainFrame())
        person.status = response.status();
    });
    return person;
  }

  async opens(path: string, status = 200): Promise<void> {
    await this.page.goto(path, { waitUntil: 'domcontentloaded' });
    await this.arrived(status);
  }

  /** Clicks the link in the page itself whose address ends so. */
  async follows(ending: string): Promise<void> {
    const link = this.page.locator(`main a[href$="${ending}"]:not(.skip)`).first();
    await this.moves(() => link.click());
    await this.arrived();
  }

  /** Fills in the form that posts to an address with this ending, and sends it. */
  async submits(ending: string, entries: Entries = {}, button?: string): Promise<void> {
    await this.sends(this.form('post', ending), entries, button);
    const refusal = this.page.locator('.error-summary');
    if ((await refusal.count()) > 0) assert.fail(`${this.name} was refused: ${await refusal.innerText()}`);
    await this.arrived(this.status === 201 ? 201 : 200);
  }

  /** The same, where a refusal is what should come: the page says why, at the field. */
  async isRefused(ending: string, entries: Entries, status: number, field?: string): Promise<void> {
    await this.sends(this.form('post', ending), entries);
    await this.arrived(status);
    assert.equal(await this.page.locator('.error-summary').count(), 1);
    if (field) assert.equal(await this.page.locator(`[name="${field}"][aria-invalid="true"]`).count(), 1, field);
  }

  async reads(...texts: string[]): Promise<void> {
    const said = await this.text();
    for (const text of texts) assert.ok(said.includes(text), `${this.name} does not read “${text}” in:\n${said}`);
  }

  async doesNotRead(...texts: string[]): Promise<void> {
    const said = await this.text();
    for (const text of texts) assert.ok(!said.includes(text), `${this.name} reads “${text}”`);
  }

  async text(): Promise<string> {
    return (await this.page.locator('main').innerText()).replace(/\s+/g, ' ');
  }

  async downloads(ending: string): Promise<Buffer> {
    const begun = this.page.waitForEvent('download');
    await this.page.locator(`main a[href$="${ending}"]`).first().click();
    const chunks: Buffer[] = [];
    for await (const chunk of await (await begun).createReadStream()) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  }

  /** Clicks the link with such an address in the line of a table that names somebody. */
  async followsIn(name: string, ending: string): Promise<void> {
    const line = this.page.locator('main tr').filter({ hasText: name });
    await this.moves(() => line.locator(`a[href$="${ending}"]`).click());
    await this.arrived();
  }

  /** Fills in a form that only asks. */
  async asks(ending: string, entries: Entries): Promise<void> {
    await this.sends(this.form('get', ending), entries);
    await this.arrived();
  }

  /** The id in the address of this page. */
  get id(): string {
    return idIn(this.page.url());
  }

  /** The id in the address of the first link that says so, or leads so. */
  async idInLink(text: string, within = '-'): Promise<string> {
    const link = this.page.locator(`main a[href*="${within}"]`).filter({ hasText: text }).first();
    return idIn((await link.getAttribute('href')) ?? '');
  }

  /** The last part of the address of the link that says so. */
  async endOfLink(text: string): Promise<string> {
    const link = this.page.locator('main a').filter({ hasText: text }).first();
    return (await link.getAttribute('href'))?.split('/').at(-1) ?? '';
  }

  /** The id in the name of the choice that stands under a name. */
  async idOfChoice(legend: string): Promise<string> {
    const choice = this.page.locator('fieldset').filter({ hasText: legend }).locator('input[type="radio"]').first();
    return idIn((await choice.getAttribute('name')) ?? '');
  }

  /** What may be ticked under this name. */
  async valuesOf(name: string): Promise<string[]> {
    const boxes = await this.page.locator(`main [name="${name}"]`).all();
    return Promise.all(boxes.map(async (box) => (await box.getAttribute('value')) ?? ''));
  }

  /** What stands largest on a page with a verdict. */
  headline(): Promise<string> {
    return this.page.locator('main .verdict-words').first().innerText();
  }

  private async sends(form: Locator, entries: Entries, button?: string): Promise<void> {
    await unfold(form);
    if (Object.keys(entries).length > 0) {
      const kinds = await form.evaluate(kindsOfFields);
      for (const [name, entry] of Object.entries(entries)) {
        const field = form.locator(`[name="${name}"]`);
        await unfold(field.first());
        await enter(field, kinds[name], entry);
      }
    }
    const buttons = form.locator(button ? `button[value="${button}"]` : 'button[type="submit"]');
    await this.moves(() => buttons.first().click());
  }

  private form(method: 'get' | 'post', ending: string): Locator {
    return this.page.locator(`form[method="${method}"][action$="${ending}"]`).first();
  }

  private async moves(how: () => Promise<void>): Promise<void> {
    const loaded = this.page.waitForEvent('domcontentloaded');
    // Should the click fail, its own reason is the one to tell.
    loaded.catch(() => undefined);
    await how();
    await loaded;
  }

  private async arrived(expected = 200): Promise<void> {
    assert.equal(this.status, expected, `${this.name} at ${this.page.url()}`);
    await this.inspection.note(this.page, this.name);
  }
}

/** Opens the fold that something lies in. */
async function unfold(inside: Locator): Promise<void> {
  const folded = inside.locator('xpath=ancestor::details[not(@open)]');
  if ((await folded.count()) > 0) await folded.locator('summary').first().click();
}

const idIn = (address: string): string => /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(address)?.[0] ?? '';

interface Field {
  name: string;
  type: string;
}

const kindsOfFields = (form: unknown): Record<string, string> =>
  Object.fromEntries([...(form as { elements: Iterable<Field> }).elements].map(({ name, type }) => [name, type]));

async function enter(field: Locator, kind: string | undefined, entry: Entry): Promise<void> {
  if (typeof entry === 'object' && 'buffer' in entry) await field.setInputFiles(entry);
  else if (kind === 'checkbox')
    for (const box of await field.all())
      await box.setChecked([entry].flat().includes((await box.getAttribute('value')) ?? ''));
  else if (kind === 'radio') await field.and(field.page().locator(`[value="${entry}"]`)).check();
  else if (kind === 'select-one') await field.selectOption(entry as string);
  else await field.fill(entry as string);
}
