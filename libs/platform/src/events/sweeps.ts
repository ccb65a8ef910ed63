import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';

/** Forgets what nobody asks for any more. */
type Sweep = () => Promise<void>;

/** Milliseconds. */
const sweptEvery = 6 * 3_600_000;

/** What a house throws away while it works: each room says what of its own, and how old. */
@Injectable()
export class Sweeps implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly sweeps: Sweep[] = [];
  private readonly log = new Logger(Sweeps.name);
  private timer: NodeJS.Timeout | undefined;

  /** Called by rooms while they start. */
  register(sweep: Sweep): void {
    this.sweeps.push(sweep);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.run();
    this.timer = setInterval(() => void this.run(), sweptEvery);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** One after the other; one that fails is tried again the next time and keeps no other from its work. */
  async run(): Promise<void> {
    for (const sweep of this.sweeps) await sweep().catch((error: unknown) => this.log.warn(error));
  }
}
