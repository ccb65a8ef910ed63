import { type BeforeApplicationShutdown, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { type Actor, Clock, localDateOf, newId } from '#libs/kernel';
import { UnitOfWork } from '#libs/platform';
import { OutputUse } from './output-use.entity.js';
import { nowhere, OutputUsesRepository } from './output-uses.repository.js';
import { looksAfter } from './use.policy.js';
import type { RecordedKind } from './use.types.js';

interface Taking {
  outputId: string;
  accountId: string | null;
  kind: RecordedKind;
  at: Date;
}

/** Milliseconds between two writings. */
const writtenEvery = 10_000;

/** Takings that are looked up and written down together. */
const atOnce = 500;

/** Records who took files or rows of published outputs: gathered here, written down every ten seconds and at the end. */
@Injectable()
export class TakenOutputs implements OnModuleInit, BeforeApplicationShutdown {
  private gathered = new Map<string, Taking>();
  private writing: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  private readonly log = new Logger(TakenOutputs.name);

  constructor(
    private readonly uses: OutputUsesRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.timer = setInterval(() => void this.tryToFlush(), writtenEvery).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.tryToFlush();
  }

  /** Once for each account, and once for all who are not signed in, a day. */
  record(actor: Actor, outputId: string, kind: RecordedKind): void {
    if (looksAfter(actor)) return;
    const at = this.clock.now();
    const key = `taken:${outputId}:${actor.accountId ?? 'public'}:${localDateOf(at)}`;
    if (!this.gathered.has(key)) this.gathered.set(key, { outputId, accountId: actor.accountId, kind, at });
  }

  /** Writes down what is gathered; what could not be written is kept for the next time. */
  flush(): Promise<void> {
    this.writing = this.writing.catch(() => undefined).then(() => this.write());
    return this.writing;
  }

  private tryToFlush(): Promise<void> {
    return this.flush().catch((error: unknown) => this.log.warn(error));
  }

  private async write(): Promise<void> {
    if (this.gathered.size === 0) return;
    const takings = this.gathered;
    this.gathered = new Map();
    try {
      // Each process in the same order, so that none waits for another crosswise.
      const ordered = [...takings].sort(([one], [other]) => (one < other ? -1 : 1));
      await this.unitOfWork.run(async () => {
        for (let done = 0; done < ordered.length; done += atOnce) await this.add(ordered.slice(done, done + atOnce));
      });
    } catch (error) {
      this.gathered = new Map([...takings, ...this.gathered]);
      throw error;
    }
  }

  /** What an author takes of their own is no use of it. */
  private async add(takings: readonly [onceKey: string, taking: Taking][]): Promise<void> {
    const outputIds = [...new Set(takings.map(([, { outputId }]) => outputId))];
    const accountIds = [...new Set(takings.flatMap(([, { accountId }]) => accountId ?? []))];
    const originals = await this.uses.originalsOf(outputIds);
    const authors = await this.uses.authorsOf(outputIds);
    const recorded = await this.uses.recordedOf(takings.map(([onceKey]) => onceKey));
    const belongings = await this.uses.belongings(accountIds);
    const uses = takings.flatMap(([onceKey, taking]) => {
      const { outputId, accountId } = taking;
      const originalId = originals.get(outputId);
      if (!originalId || recorded.has(onceKey) || authors.get(outputId)?.has(accountId ?? '')) return [];
      const from = belongings.get(accountId ?? '') ?? nowhere;
      const use = { id: newId(), originalId, ...taking, ...from, purpose: null, note: '', onceKey };
      return Object.assign(new OutputUse(), use satisfies OutputUse);
    });
    await this.uses.addAll(uses);
  }
}
