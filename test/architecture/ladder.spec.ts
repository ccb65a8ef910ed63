import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';

// Each rule of .dependency-cruiser.mjs, with lines that break it and no other, in files that are all legal but for them.
const planted: Record<string, Record<string, string>> = {
  ladder: {
    'libs/platform/src/upwards.ts': "import { run } from '#libs/training'; export const up = run;",
    'libs/attendance/src/sideways.ts': "import { output } from '#libs/outputs'; export const aside = output;",
    'libs/outputs/src/sideways.ts': "import type { Roll } from '#libs/attendance'; export type Aside = Roll;",
    'libs/canteen/src/index.ts': "export { fold } from '#libs/kernel';",
  },
  'no-cycles': {
    'libs/people/src/hen.ts': "import { egg } from './egg.js'; export const hen = () => egg;",
    'libs/people/src/egg.ts': "import { hen } from './hen.js'; export const egg = () => hen;",
  },
  'rooms-through-their-door': {
    'libs/training/src/burglar.ts': "export { person } from '../../people/src/person.js';",
    'libs/training/src/shortcut.ts': "export { people } from '../../people/src/index.js';",
    'apps/server/src/burglar.ts': "export { person } from '../../../libs/people/src/person.js';",
  },
  'pure-rules-and-policies': {
    'libs/nominations/src/late.rules.ts': "import { file } from './file.js'; export const late = file;",
    'libs/nominations/src/over.rules.ts':
      "import { run, type Run } from '#libs/training'; export const over = (_: Run) => run;",
    'libs/nominations/src/late.policy.ts':
      "import { createHash } from 'node:crypto'; export const mayBeLate = createHash;",
  },
  'pure-kernel': {
    'libs/kernel/src/reader.ts': "import { readFileSync } from 'node:fs'; export const read = readFileSync;",
    'libs/kernel/src/injected.ts': "import { Injectable } from '@nestjs/common'; export const injected = Injectable;",
  },
  'no-http-in-libs': {
    'libs/outputs/src/upload.ts': "import type { FastifyRequest } from 'fastify'; export type Upload = FastifyRequest;",
    'libs/outputs/src/documented.ts':
      "import { ApiProperty } from '@nestjs/swagger'; export const documented = ApiProperty;",
    'libs/outputs/src/server.ts': "import { createServer } from 'node:http'; export const server = createServer;",
  },
  'typeorm-in-its-places': {
    'libs/training/src/run.service.ts': "import { DataSource } from 'typeorm'; export const source = DataSource;",
    'apps/console/src/repair.ts': "import { createPool } from 'mysql2/promise'; export const pool = createPool;",
  },
  'apps-are-strangers': {
    'apps/console/src/visitor.ts': "export { page } from '../../server/src/page.js';",
    'libs/certificates/src/visitor.ts': "export { page } from '../../../apps/server/src/page.js';",
  },
  'no-tests-in-shipped-code': {
    'libs/people/src/borrowed.ts': "export { example } from './person.spec.js';",
    'apps/server/src/borrowed.ts': "export { world } from '../../../test/support/world.js';",
    'apps/server/src/asserting.ts': "import { mock } from 'node:test'; export const clock = mock;",
  },
  'no-dev-dependencies-in-shipped-code': {
    'libs/platform/src/browsing.ts': "import { chromium } from 'playwright-core'; export const browser = chromium;",
  },
  'every-import-found': {
    'libs/people/src/lost.ts': "import { nothing } from '#libs/nowhere'; export const lost = nothing;",
  },
};

// What the planted lines lean on; and lines close to forbidden ones that are nevertheless right.
const legal: Record<string, string> = {
  'libs/kernel/src/index.ts': "import { v7 } from 'uuid'; export const fold = v7;",
  'libs/platform/src/index.ts': "export { fold } from '#libs/kernel';",
  'libs/platform/src/database/connection.ts': "import { DataSource } from 'typeorm'; export const source = DataSource;",
  'libs/people/src/index.ts': "import { fold } from '#libs/kernel'; export const people = fold;",
  'libs/people/src/person.ts': 'export const person = 1;',
  'libs/people/src/person.spec.ts':
    "import { it } from 'node:test'; import fc from 'fast-check'; export const example = [it, fc];",
  'libs/training/src/index.ts': "export { people as run } from '#libs/people'; export interface Run { seats: number }",
  'libs/training/src/run.entity.ts': "import { Entity } from 'typeorm'; export const run = Entity;",
  'libs/nominations/src/file.ts': 'export const file = 1;',
  'libs/nominations/src/seat.types.ts': 'export interface Seat { taken: number }',
  'libs/nominations/src/seat.rules.ts':
    "import { fold } from '#libs/kernel'; import type { Seat } from './seat.types.js'; export const isTaken = (seat: Seat) => fold(seat);",
  'libs/nominations/src/seat.policy.ts':
    "import type { Run } from '#libs/training'; export type Where = Run; export { isTaken } from './seat.rules.js';",
  'libs/attendance/src/index.ts': 'export interface Roll { closed: boolean }',
  'libs/outputs/src/index.ts': 'export const output = 1;',
  'libs/certificates/src/index.ts':
    "import type { Roll } from '#libs/attendance'; import { output } from '#libs/outputs'; export const certificate = (_: Roll) => output;",
  'apps/server/src/page.ts':
    "import { certificate } from '#libs/certificates'; import 'fastify'; export const page = certificate;",
  'test/support/world.ts': "export { source as world } from '../../libs/platform/src/database/connection.js';",
};

describe('the rules of who imports whom', () => {
  let tree: string;
  let found: Violation[];

  before(async () => {
    tree = await mkdtemp(join(tmpdir(), 'ladder-'));
    for (const [path, text] of Object.entries(Object.assign({}, legal, ...Object.values(planted)))) {
      await mkdir(dirname(join(tree, path)), { recursive: true });
      await writeFile(join(tree, path), `${text}\n`);
    }
    for (const file of ['package.json', 'tsconfig.json', '.dependency-cruiser.mjs']) {
      await writeFile(join(tree, file), await readFile(file));
    }
    await symlink(join(process.cwd(), 'node_modules'), join(tree, 'node_modules'));
    found = await violationsIn(tree);
  });

  after(() => rm(tree, { recursive: true, force: true }));

  for (const [rule, files] of Object.entries(planted)) {
    for (const [file, text] of Object.entries(files)) {
      it(`${rule} is broken by ${file}: ${text.split(';')[0]}`, () => {
        const rules = found.filter((violation) => isIn(violation, file)).map((violation) => violation.rule.name);
        assert.deepEqual([...new Set(rules)], [rule]);
      });
    }
  }

  it('are broken by nothing else', () => {
    const guilty = new Set(Object.values(planted).flatMap((files) => Object.keys(files)));
    assert.deepEqual(
      found.filter(({ from }) => !guilty.has(from)),
      [],
    );
  });

  it('are all planted here', async () => {
    const { default: config } = (await import(join(process.cwd(), '.dependency-cruiser.mjs'))) as {
      default: { forbidden: Array<{ name: string; severity: string }> };
    };
    assert.deepEqual(new Set(config.forbidden.map(({ name }) => name)), new Set(Object.keys(planted)));
    assert.ok(config.forbidden.every(({ severity }) => severity === 'error'));
  });

  it('are kept by the programme', async () => {
    assert.deepEqual(
      (await violationsIn(process.cwd())).map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
      [],
    );
  });
});

interface Violation {
  from: string;
  to: string;
  rule: { name: string };
  cycle?: Array<{ name: string }>;
}

// A cycle is reported once, for whichever of its files comes first.
function isIn({ from, cycle }: Violation, file: string): boolean {
  return from === file || Boolean(cycle?.some(({ name }) => name === file));
}

function violationsIn(folder: string): Promise<Violation[]> {
  const program = join(process.cwd(), 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = [program, 'apps', 'libs', 'test', '--config=.dependency-cruiser.mjs', '--output-type=json'];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 200e6 }, (error, output, problems) => {
      try {
        resolve(JSON.parse(output).summary.violations);
      } catch {
        reject(error ?? new Error(problems || output));
      }
    });
  });
}
