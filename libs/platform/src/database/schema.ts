import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { type Connections, openConnections } from './connections.js';
import { lockedBeside } from './migration-lock.js';
import { CONNECTIONS } from './unit-of-work.js';

/** Opens the database, brings it to the newest migration, and says how it is. */
@Injectable()
export class Schema implements OnModuleInit, OnApplicationShutdown {
  private opened: Promise<void> | undefined;

  constructor(@Inject(CONNECTIONS) private readonly connections: Connections) {}

  onModuleInit(): Promise<void> {
    this.opened = openConnections(this.connections).then(() => this.migrate());
    return this.opened;
  }

  /** Also where the start failed, here or elsewhere: whatever has been opened is closed. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.allSettled([this.opened]);
    const { reader, writer } = this.connections;
    for (const source of [reader, writer]) if (source.isInitialized) await source.destroy();
  }

  /** Runs what is missing; two processes starting at once do it one after the other. */
  async migrate(): Promise<void> {
    const { writer, engine } = this.connections;
    if (engine === 'sqlite') {
      const { database } = writer.options as { database: string };
      await lockedBeside(database, () => writer.runMigrations());
      // From now on units of work wait for the lock themselves.
      await writer.query('PRAGMA busy_timeout = 0');
      return;
    }
    const runner = writer.createQueryRunner();
    try {
      const [{ held }] = await runner.query("SELECT GET_LOCK(CONCAT(DATABASE(), '.migrations'), 120) AS held");
      if (Number(held) !== 1) throw new Error('Another process has been migrating this database for two minutes');
      await writer.runMigrations();
    } finally {
      await runner.query("SELECT RELEASE_LOCK(CONCAT(DATABASE(), '.migrations'))");
      await runner.release();
    }
  }

  /** What TypeORM would still change to make the tables match the entities; empty when there is no drift. */
  async drift(): Promise<string[]> {
    const { upQueries } = await this.connections.writer.driver.createSchemaBuilder().log();
    return upQueries.map(({ query }) => query);
  }

  async isReachable(): Promise<boolean> {
    try {
      await this.connections.reader.query('SELECT 1');
      return true;
    } catch {
      return false;
    }
  }

  async hasPendingMigrations(): Promise<boolean> {
    return this.connections.writer.showMigrations();
  }
}
