import { type BeforeApplicationShutdown, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { addDays, Clock, localDateOf } from '#libs/kernel';
import { Sweeps, UnitOfWork } from '#libs/platform';
import type { KeyScope } from './consumer-key.fields.js';
import { ConsumerKeysRepository, type Gathered } from './consumer-keys.repository.js';

/** Milliseconds between two writings. */
const writtenEvery = 10_000;

/** Days after which nobody asks any more what a key did. */
const keptDays = 400;

/** Counts what keys ask without a write per request: gathered here, written down every ten seconds and at the end. */
@Injectable()
export class KeyUses implements OnModuleInit, BeforeApplicationShutdown {
  private gathered = new Map<string, Gathered>();
  private writing: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  private readonly log = new Logger(KeyUses.name);

  constructor(
    private readonly keys: ConsumerKeysRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly sweeps: Sweeps,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sweeps.register(() =>
      this.unitOfWork.run(() => this.keys.forgetUsesBefore(addDays(localDateOf(this.clock.now()), -keptDays))),
    );
    this.timer = setInterval(
      () => void this.flush().catch((error: unknown) => this.log.warn(error)),
      writtenEvery,
    ).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.flush().catch((error: unknown) => this.log.warn(error));
  }

  count(keyId: string, scope: KeyScope): void {
    this.of(keyId, scope).requests += 1;
  }

  countRows(keyId: string, rows: number): void {
    this.of(keyId, 'rows').rows += rows;
  }

  /** Writes down what is gathered; what could not be written is kept for the next time. */
  flush(): Promise<void> {
    this.writing = this.writing.catch(() => undefined).then(() => this.write());
    return this.writing;
  }

  private async write(): Promise<void> {
    if (this.gathered.size === 0) return;
    const uses = [...this.gathered.values()];
    this.gathered = new Map();
    const keyIds = [...new Set(uses.map(({ keyId }) => keyId))].sort();
    try {
      await this.unitOfWork.run(async () => {
        // Each process in the same order, so that none waits for another crosswise.
        for (const id of keyIds) await this.keys.used(id, this.clock.now());
        for (const use of uses.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))) await this.keys.count(use);
      });
    } catch (error) {
      for (const { keyId, scope, day, requests, rows } of uses) {
        const use = this.of(keyId, scope, day);
        use.requests += requests;
        use.rows += rows;
      }
      throw error;
    }
  }

  private of(keyId: string, scope: KeyScope, day = localDateOf(this.clock.now())): Gathered {
    const fresh: Gathered = { keyId, day, scope, requests: 0, rows: 0 };
    const use = this.gathered.get(keyOf(fresh)) ?? fresh;
    this.gathered.set(keyOf(fresh), use);
    return use;
  }
}

const keyOf = ({ keyId, day, scope }: Gathered): string => `${keyId} ${day} ${scope}`;
