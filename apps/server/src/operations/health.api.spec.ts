import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FastifyReply } from 'fastify';
import type { Configuration, Schema } from '#libs/platform';
import { HealthApi } from './health.api.js';

const never = new Promise<boolean>(() => undefined);

async function readiness(schema: Pick<Schema, 'isReachable' | 'hasPendingMigrations'>, dataDir = '.') {
  let status = 0;
  const reply = {
    status: (given: number) => {
      status = given;
    },
  };
  const health = new HealthApi(schema as Schema, { dataDir } as Configuration);
  const { checks } = await health.ready(reply as unknown as FastifyReply);
  return { status, checks };
}

describe('readiness', () => {
  it('is told soon while the database takes connections and never answers', async () => {
    const told = await readiness({ isReachable: () => never, hasPendingMigrations: () => never });
    assert.deepEqual(told, { status: 503, checks: { database: false, migrations: false, disk: true } });
  });

  it('is refused, not broken, when the database goes in between or the folder of files is gone', async () => {
    const gone = {
      isReachable: () => Promise.resolve(true),
      hasPendingMigrations: () => Promise.reject(new Error('gone')),
    };
    const told = await readiness(gone, '/nowhere/at/all');
    assert.deepEqual(told, { status: 503, checks: { database: true, migrations: false, disk: false } });
  });
});
