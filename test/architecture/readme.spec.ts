import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { configurationSchema } from '#libs/platform';

const path = (name: string) => join(process.cwd(), name);
const read = (name: string) => readFileSync(path(name), 'utf8');
const readme = read('README.md');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

const found = (pattern: RegExp): string[] => [...readme.matchAll(pattern)].map(([, first]) => first ?? '');
const section = (title: string): string => readme.split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? '';
/** First cells of the tables of a section, without their arguments: `create-admin <e-mail>` is `create-admin`. */
const rows = (title: string): string[] =>
  [...section(title).matchAll(/^\| `([\w-]+)/gm)].map(([, first]) => first ?? '');
const folders = (name: string): string[] =>
  readdirSync(path(name), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);

describe('the README', () => {
  it('names npm scripts that exist', () => {
    const named = [...found(/npm run ([\w-]+)/g), ...found(/npm (start|test)\b/g)];
    assert.ok(named.length > 0);
    assert.deepEqual(
      named.filter((name) => !(name in scripts)),
      [],
    );
  });

  it('gives every room and app a line in the tree', () => {
    const tree = section('Where things are');
    for (const room of [...folders('libs'), ...folders('apps')]) {
      assert.match(tree, new RegExp(`^ {2}${room}/ +\\S`, 'm'), room);
    }
    for (const [, name] of tree.matchAll(/^([a-z]+)\/ /gm)) assert.ok(existsSync(path(name ?? '')), name);
  });

  it('explains every setting, and no other', () => {
    assert.deepEqual(rows('Settings').sort(), Object.keys(configurationSchema.shape).sort());
  });

  it('gives the defaults that hold', () => {
    const defaults = configurationSchema.parse({}) as Record<string, unknown>;
    for (const [, name = '', written = ''] of section('Settings').matchAll(/^\| `(\w+)` \| `([^`]*)` \|/gm)) {
      if (defaults[name] !== undefined) assert.equal(written, String(defaults[name]), name);
    }
  });

  it('explains every console command, and no other', () => {
    const source = read('apps/console/src/main.ts');
    const commands = [...source.matchAll(/^ {2}'?([\w-]+)'?: \{ run:/gm)].map(([, name]) => name);
    assert.ok(commands.length > 0);
    assert.deepEqual(rows('In production').sort(), commands.sort());
    for (const name of found(/npm run console -- ([\w-]+)/g)) assert.ok(commands.includes(name), name);
  });

  it('shows pictures that are there, small enough to load with the page', () => {
    const pictures = found(/!\[[^\]]+\]\(([^)]+)\)/g);
    assert.ok(pictures.length > 0);
    for (const picture of pictures) assert.ok(readFileSync(path(picture)).length < 150_000, picture);
  });

  it('leads nowhere that is not here', () => {
    const links = found(/\]\(([^)]+)\)/g).filter((link) => !link.startsWith('https://'));
    for (const link of links) assert.ok(existsSync(path(link)), link);
  });
});
