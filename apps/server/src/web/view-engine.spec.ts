import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { languages } from '#libs/kernel';
import { projectRoot, Translator } from '#libs/platform';
import { loadAssets } from './assets.js';
import type { Frame } from './frame.js';
import { ViewEngine } from './view-engine.js';

const frame: Frame = {
  language: 'lo',
  path: '/runs?page=2',
  title: 'T',
  nav: [],
  account: null,
  csrf: 'token',
  notice: null,
  form: null,
};

const folders: string[] = [];

/** An engine over a few templates, answering keys instead of words. */
function engineOf(files: Record<string, string>): ViewEngine {
  const templatesDir = mkdtempSync(join(tmpdir(), 'templates-'));
  folders.push(templatesDir);
  for (const [name, text] of Object.entries({ 'layouts/page': '{{body}}', 'partials/dot': '.', ...files })) {
    const file = join(templatesDir, `${name}.hbs`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const t = () => (key: string, args?: object) => `${key}${JSON.stringify(args ?? {})}`;
  return new ViewEngine({ templatesDir, t, asset: (name) => `/assets/${name}` });
}

const shown = (text: string, data: object = {}, changed: Partial<Frame> = {}) =>
  engineOf({ 'pages/p': text }).render('p', data, { ...frame, ...changed });

after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

describe('a template', () => {
  const refused: [text: string, because: RegExp][] = [
    ['{{> nowhere}}', /missing partial \{\{> nowhere\}\}/],
    ['{{{raw}}}', /unescaped/],
    ['{{&raw}}', /unescaped/],
    ['{{capitalise name}}', /unknown helper capitalise/],
    ['{{#if (greater a b)}}x{{/if}}', /unknown helper greater/],
    ['{{#unlucky a}}x{{/unlucky}}', /unknown block \{\{#unlucky\}\}/],
    ['{{log name}}', /unknown helper log/],
    ['{{#if a}}', /Parse error/],
  ];
  for (const [text, because] of refused) {
    it(`with ${text} stops the start`, () => {
      assert.throws(() => engineOf({ 'pages/p': text }), because);
    });
  }

  it('escapes what people typed', () => {
    assert.equal(shown('{{name}}', { name: '<b>&' }), '&lt;b&gt;&amp;');
  });

  it('gives a partial what it is called with and nothing else', () => {
    const engine = engineOf({ 'partials/card': '[{{a}}{{b}}{{@frame.csrf}}]', 'pages/p': '{{> card a=1}}' });
    assert.equal(engine.render('p', { b: 2 }, frame), '[1token]');
  });

  it('may name a value like a helper', () => {
    assert.equal(shown('{{date}} {{text}}', { date: 'soon', text: 'words' }), 'soon words');
  });
});

describe('the words of templates', () => {
  it('joins the parts of a key and picks the language of localised arguments', () => {
    const text = shown('{{t "runs.state" state title=title}}', {
      state: 'planned',
      title: { lo: 'ກ', vi: 'k', en: 'c' },
    });
    assert.equal(text.replaceAll('&quot;', '"'), 'runs.state.planned{"title":"ກ"}');
  });

  it('marks a text that stands in for a missing one', () => {
    const html = shown('{{localised title}}', { title: { lo: '', vi: 'Lớp <1>', en: '' } });
    assert.match(html, /^<span lang="vi">Lớp &lt;1&gt;<\/span> .*VI.*layout\.onlyIn\.vi/);
  });

  it('gives text of another script its language', () => {
    assert.equal(shown('{{text name}}', { name: 'ຄຳແກ້ວ' }), 'ຄຳແກ້ວ');
    assert.equal(shown('{{text name}}', { name: 'ຄຳແກ້ວ' }, { language: 'vi' }), '<span lang="lo">ຄຳແກ້ວ</span>');
    assert.equal(shown('{{text name}}', { name: 'Nguyễn' }), '<span lang="vi">Nguyễn</span>');
    const within = shown('{{text name}}', { name: 'of <ຄຳແກ້ວ ວົງສາ> here' }, { language: 'en' });
    assert.equal(within, 'of &lt;<span lang="lo">ຄຳແກ້ວ ວົງສາ</span>&gt; here');
  });

  it('writes dates and instants as both countries do', () => {
    const html = shown('{{date d}} {{instant i}} {{date none}}', { d: '2026-03-05', i: '2026-03-05T20:00:00Z' });
    assert.match(html, />05\/03\/2026<.*>06\/03\/2026 03:00<\/time> $/);
  });
});

describe('a field of a form', () => {
  const form = {
    name: 'run',
    values: { capacity: '900', kinds: ['a', 'b'] },
    errors: [{ pointer: '/capacity', field: 'capacity', code: 'field.required', message: 'Too many' }],
    message: null,
  };
  const text =
    '{{#with (entry "run" name stored hint="h")}}{{id}}|{{value}}|{{values.length}}|{{message}}|{{describedBy}}{{/with}}';

  it('shows what is stored', () => {
    assert.equal(shown(text, { name: 'capacity', stored: 0 }), 'run-capacity|0|1||run-capacity-hint');
  });

  it('shows what was typed, and the error, when that form was refused', () => {
    const described = 'run-capacity-hint run-capacity-error';
    assert.equal(shown(text, { name: 'capacity', stored: 24 }, { form }), `run-capacity|900|1|Too many|${described}`);
    assert.equal(shown(text, { name: 'kinds' }, { form }), 'run-kinds|a|2||run-kinds-hint');
  });

  it('is empty when it was left empty, whatever is stored', () => {
    assert.equal(shown(text, { name: 'place', stored: 'Huế' }, { form }), 'run-place||1||run-place-hint');
  });

  it('is not touched by the refusal of another form', () => {
    const other = { ...form, name: 'other' };
    assert.equal(
      shown(text, { name: 'capacity', stored: 24 }, { form: other }),
      'run-capacity|24|1||run-capacity-hint',
    );
  });
});

describe('the pages of the site', () => {
  const translator = new Translator();
  const assets = loadAssets(projectRoot);
  const engine = new ViewEngine({
    templatesDir: join(projectRoot, 'templates'),
    t: (language) => translator.for(language),
    asset: (name) => assets.url(name),
  });

  it('have every word they ask for in all three languages', () => {
    const known = (language: (typeof languages)[number], key: string) =>
      translator.has(language, key) || translator.has(language, `${key}_other`);
    const missing = [...engine.asked.keys].flatMap(([key, template]) =>
      languages.filter((language) => !known(language, key)).map((language) => `${language} ${key} (${template})`),
    );
    assert.deepEqual(missing, []);
  });

  it('offer themselves in the three languages, with their filters', () => {
    const html = engine.render('home/waiting', { items: [] }, frame);
    for (const language of languages) assert.ok(html.includes(`href="/runs?page&#x3D;2&amp;lang&#x3D;${language}"`));
    assert.match(html, /<html lang="lo">/);
  });

  it('use only icons that exist', () => {
    const names = new Set(
      assets.files
        .get('icons.svg')!
        .body.toString()
        .match(/(?<=id=")[a-z]+/g),
    );
    const missing = [...engine.asked.icons].filter(([name]) => !names.has(name));
    assert.deepEqual(missing, []);
  });
});
