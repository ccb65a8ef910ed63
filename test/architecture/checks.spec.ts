import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';

let tree: string;

before(async () => {
  tree = await mkdtemp(join(tmpdir(), 'checks-'));
});

after(() => rm(tree, { recursive: true, force: true }));

async function plant(files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(tree, path)), { recursive: true });
    await writeFile(join(tree, path), text);
  }
}

/** What one of the scripts of `npm run check` prints about the planted tree. */
function findings(script: string): string[] {
  const { stdout, stderr } = spawnSync(process.execPath, [join(process.cwd(), 'scripts', script), tree], {
    encoding: 'utf8',
  });
  assert.equal(stderr, '');
  return stdout.trim().split('\n');
}

describe('the check of the locales', () => {
  const texts = (own: object) =>
    JSON.stringify({ title: 'Run {{code}}', seats_one: 'seat', seats_other: 'seats', ...own });

  it('sees what is missing, empty, left in English, decomposed or without its placeholder', async () => {
    await plant({
      'locales/en/runs.json': texts({
        call: 'Open the call',
        state: { open: 'Open' },
        note: 'Note',
        nameEnglish: 'One two',
      }),
      'locales/vi/runs.json': JSON.stringify({
        title: 'Khóa',
        seats_other: 'chỗ',
        call: 'Open the call',
        state: { open: ' ' },
        note: 'Ghi chú'.normalize('NFD'),
        nameEnglish: 'One two',
      }),
      'locales/lo/runs.json': JSON.stringify({
        title: 'ຊຸດ {{code}}',
        seats_other: 'ບ່ອນ',
        call: 'ເປີດຮັບ',
        state: {},
        note: 'PDF',
        nameEnglish: 'One two',
        more: 'ອີກ',
      }),
    });
    assert.deepEqual(findings('check-locales.mjs'), [
      'vi: runs.json › call is still English: Open the call',
      'en: runs.json › more is missing',
      'vi: runs.json › more is missing',
      'vi: runs.json › note is not in Unicode form NFC',
      'lo: runs.json › state.open is missing',
      'vi: runs.json › state.open is empty',
      'vi: runs.json › title has placeholders [], English [code]',
    ]);
  });
});

describe('the check of the types', () => {
  it('sees promises that nobody waits for, through rooms and packages alike', async () => {
    await plant({
      'package.json': await readFile('package.json', 'utf8'),
      'tsconfig.json': await readFile('tsconfig.json', 'utf8'),
      'libs/platform/src/index.ts':
        'export class UnitOfWork { async run<T>(work: () => Promise<T>): Promise<T> { return work(); } }',
      'libs/training/src/runs.service.ts': `import { UnitOfWork } from '#libs/platform';
        import { DataSource } from 'typeorm';
        export async function close(units: UnitOfWork, source: DataSource): Promise<void> {
          units.run(async () => 1);
          source.query('DELETE');
          units.run(async () => 2).then(() => {});
          await units.run(async () => 3);
          void units.run(async () => 4);
          units.run(async () => 5).catch(() => {});
          const later = units.run(async () => 6);
          return later.then(() => {});
        }`,
      'libs/training/src/runs.service.spec.ts': `import { it } from 'node:test';
        it('is left to the runner', async () => {});
        it('has a part', async (t) => {
          t.test('that must be awaited', async () => {});
        });`,
      'apps/server/src/page.ts': `import type { FastifyReply } from 'fastify';
        export const answer = (reply: FastifyReply) => { reply.send('sent, not awaited, and right'); };`,
    });
    await symlink(join(process.cwd(), 'node_modules'), join(tree, 'node_modules'));
    const said = findings('check-types.mjs').map((line) => line.split(' - ')[0]);
    assert.deepEqual(said, [
      'libs/training/src/runs.service.spec.ts:4',
      'libs/training/src/runs.service.ts:4',
      'libs/training/src/runs.service.ts:5',
      'libs/training/src/runs.service.ts:6',
    ]);
    assert.deepEqual(findings('check-types.mjs').length, 4, 'and says so again from its notes');
  });
});
