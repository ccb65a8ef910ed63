import { type BeforeApplicationShutdown, Logger, type OnApplicationBootstrap } from '@nestjs/common';

/**
 * Delivers what is due, one after the other: when it is woken, and by itself every now and then for what nobody woke
 * it for. A wake-up that comes while it works makes it look once more. When the programme ends it begins nothing new
 * and waits for what is in hand, which `ending` tells to be quick.
 */
export abstract class DispatchLoop<Item> implements OnApplicationBootstrap, BeforeApplicationShutdown {
  protected readonly log = new Logger(this.constructor.name);
  private readonly end = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private isWoken = false;

  /** Milliseconds between two looks, and how much is looked for at once. */
  constructor(
    private readonly pollEvery: number,
    private readonly atOnce: number,
  ) {}

  /** What is due, at most so much of it. */
  protected abstract findDue(limit: number): Promise<Item[]>;

  /** Leaves the item due no more, now or for a while. */
  protected abstract deliverOne(item: Item): Promise<void>;

  protected get ending(): AbortSignal {
    return this.end.signal;
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.deliver(), this.pollEvery);
    this.timer.unref();
    void this.deliver();
  }

  /** Before the connections are closed, which the item in hand still needs. */
  async beforeApplicationShutdown(): Promise<void> {
    this.end.abort();
    clearInterval(this.timer);
    await this.running;
  }

  /** Answers when nothing due is left. */
  async deliver(): Promise<void> {
    if (this.ending.aborted) return;
    this.isWoken = true;
    this.running ??= this.run();
    await this.running;
  }

  private async run(): Promise<void> {
    while (this.isWoken && !this.ending.aborted) {
      this.isWoken = false;
      const isMore = await this.look().catch((error: unknown) => this.log.error(error));
      if (isMore) this.isWoken = true;
    }
    // In the same turn as the last look at `isWoken`: whoever wakes it from here on begins a run of their own.
    this.running = undefined;
  }

  /** True when there may be more. */
  private async look(): Promise<boolean> {
    const due = await this.findDue(this.atOnce);
    for (const item of due) if (!this.ending.aborted) await this.deliverOne(item);
    return due.length === this.atOnce;
  }
}
