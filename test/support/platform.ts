import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DynamicModule, INestApplicationContext, Type } from '@nestjs/common';
import { type Configuration, type EntityClass, openContext, readConfiguration } from '#libs/platform';
import { TestClock } from './clock.js';
import { migratedDatabase } from './migrated.js';

export interface TestContext {
  get: INestApplicationContext['get'];
  clock: TestClock;
  configuration: Configuration;
  close(): Promise<void>;
}

/** A configuration on an empty database and folder of a test's own. */
export async function testConfiguration(
  more: NodeJS.ProcessEnv = {},
): Promise<{ configuration: Configuration; drop(): Promise<void> }> {
  const database = await migratedDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'data-'));
  const configuration = readConfiguration({
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
    REQUESTS_PER_MINUTE: '1000000',
    PORT: '0',
    PUBLIC_URL: 'http://localhost',
    ...more,
  });
  const drop = async () => {
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { configuration, drop };
}

/** The ground with some rooms on it, without HTTP, on an empty database. */
export async function startContext(
  rooms: (Type | DynamicModule)[] = [],
  entities: EntityClass[] = [],
  more: NodeJS.ProcessEnv = {},
): Promise<TestContext> {
  const { configuration, drop } = await testConfiguration(more);
  const clock = new TestClock();
  const nest = await openContext(configuration, { rooms, entities, clock });
  const close = async () => {
    await nest.close();
    await drop();
  };
  return { get: nest.get.bind(nest), clock, configuration, close };
}
