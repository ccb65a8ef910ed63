import { AsyncLocalStorage } from 'node:async_hooks';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { EntityManager, QueryRunner } from 'typeorm';
import { DomainError } from '#libs/kernel';
import { type Connections, committedChange } from './connections.js';
import { asDomainError, isTransient, isUnavailable } from './faults.js';
import { Fifo } from './fifo.js';

export const CONNECTIONS = Symbol('connections');

interface Unit {
  runner: QueryRunner;
  afterCommit: (() => void)[];
  afterRollback: (() => Promise<unknown>)[];
  over: boolean;
}

const unitOn = (runner: QueryRunner): Unit => ({ runner, afterCommit: [], afterRollback: [], over: false });

const attempts = 8;

/** How often SQLite's lock is asked for, and the milliseconds between: five seconds in all. */
const lockAttempts = 200;
const lockPause = 25;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * One unit = the change, its audit event and its outbox rows; all or nothing.
 *
 * TypeORM runs everything on SQLite over one shared connection, so an open transaction would swallow the writes of
 * other requests and take them along when it rolls back. Here one writer stands behind a first-in-first-out queue and
 * reads outside a unit go to a connection of their own that sees committed rows only. On MariaDB every unit has a
 * connection from the pool, reads committed rows, and is run again whole after a deadlock or a lost race.
 *
 * The work given to `run` may therefore run more than once: it loads what it needs itself and leaves slow or outward
 * things (mail, files, PDF) to the outbox.
 */
@Injectable()
export class UnitOfWork {
  private readonly current = new AsyncLocalStorage<Unit>();
  private readonly queue = new Fifo();
  private readonly log = new Logger(UnitOfWork.name);

  constructor(@Inject(CONNECTIONS) private readonly connections: Connections) {}

  /** Runs `work` in a unit; a call inside a running unit joins it. Answers what `work` answers, after the commit. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.active) return work();
    return this.attempt(() =>
      this.connections.engine === 'sqlite' ? this.queue.enter(() => this.transaction(work)) : this.transaction(work),
    );
  }

  /** One statement that is a unit of its own: MariaDB need not be told where it begins and ends. Throws inside a unit. */
  async change(sql: string, parameters: unknown[]): Promise<void> {
    if (this.active) throw new Error('Inside a unit of work a statement belongs to it');
    if (this.connections.engine === 'sqlite') await this.run(() => this.manager.query(sql, parameters));
    else await this.attempt(() => committedChange(this.connections, sql, parameters));
  }

  /** True inside a unit. */
  get isRunning(): boolean {
    return this.active !== undefined;
  }

  /** The manager of the running unit; writing outside one is a mistake of ours and throws. */
  get manager(): EntityManager {
    if (!this.active) throw new Error('Writing outside a unit of work');
    return this.active.runner.manager;
  }

  /** Runs `action` once the running unit has committed; never when it rolls back. */
  afterCommit(action: () => void): void {
    if (!this.active) throw new Error('There is no unit of work to wait for');
    this.active.afterCommit.push(action);
  }

  /**
   * Runs `work` in a unit of its own once the running one has been refused for good, before its caller hears of it; never
   * when it commits or is run again. When it fails, the caller hears of that instead.
   */
  afterRollback(work: () => Promise<unknown>): void {
    if (!this.active) throw new Error('There is no unit of work to wait for');
    this.active.afterRollback.push(work);
  }

  private get active(): Unit | undefined {
    const unit = this.current.getStore();
    // Work left running by a forgotten await must not write into a unit that is over.
    if (unit?.over) throw new Error('This unit of work is over; an await is missing');
    return unit;
  }

  private async attempt<T>(once: () => Promise<T>): Promise<T> {
    for (let round = 1; ; round += 1) {
      try {
        return await once();
      } catch (error) {
        if (round === attempts || !isTransient(error)) throw asDomainError(error);
        await pause(Math.random() * 10 * round);
      }
    }
  }

  private async transaction<T>(work: () => Promise<T>): Promise<T> {
    const runner = this.connections.writer.createQueryRunner();
    const unit = unitOn(runner);
    try {
      return await this.within(unit, work);
    } catch (error) {
      if (unit.afterRollback.length > 0 && !isTransient(error))
        // On the same connection: on SQLite before any other unit's turn.
        await this.within(unitOn(runner), async () => {
          for (const more of unit.afterRollback) await more();
        });
      throw error;
    } finally {
      await runner.release();
    }
  }

  private async within<T>(unit: Unit, work: () => Promise<T>): Promise<T> {
    await this.begin(unit.runner);
    let result: T;
    try {
      result = await this.current.run(unit, work);
      unit.over = true;
      await this.commit(unit.runner);
    } catch (error) {
      unit.over = true;
      await this.rollBack(unit.runner);
      throw error;
    }
    for (const action of unit.afterCommit) this.act(action);
    return result;
  }

  private async begin(runner: QueryRunner): Promise<void> {
    if (this.connections.engine === 'mariadb') return runner.startTransaction();
    for (let round = 1; ; round += 1) {
      try {
        // IMMEDIATE: another process (the console) may hold the write lock, and a later upgrade could not wait for it.
        await runner.query('BEGIN IMMEDIATE');
        return;
      } catch (error) {
        if (!isTransient(error)) throw error;
        if (round === lockAttempts) throw new DomainError('unavailable', 'busy');
        // Waiting here, in its turn and asleep: SQLite's own waiting would hold up every request of the process.
        await pause(lockPause);
      }
    }
  }

  private async commit(runner: QueryRunner): Promise<void> {
    try {
      if (this.connections.engine === 'sqlite') await runner.query('COMMIT');
      else await runner.commitTransaction();
    } catch (error) {
      // The answer got lost; whether the commit did, nobody knows before looking.
      throw isUnavailable(error) ? new DomainError('unavailable', 'commit_unknown') : error;
    }
  }

  private async rollBack(runner: QueryRunner): Promise<void> {
    try {
      if (this.connections.engine === 'sqlite') await runner.query('ROLLBACK');
      else await runner.rollbackTransaction();
    } catch {
      // SQLite has rolled back by itself. A connection to MariaDB must not go back to the pool with half a unit in it:
      // the next one to begin there would commit it.
      if (this.connections.engine === 'mariadb') (await runner.connect()).destroy();
    }
  }

  /** What is done is done: an action that fails takes nothing back. */
  private act(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.log.error(error);
    }
  }
}
