import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock, timeOfDay } from '#libs/kernel';

/** Milliseconds. */
const every = 3_600_000;
const firstAfter = 60_000;

type Round = () => Promise<void>;

/**
 * What is looked after once an hour while people work, in every process: each room says what of its own. A round does
 * nothing that was done already.
 */
@Injectable()
export class OfficeHours implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(OfficeHours.name);
  private readonly rounds: Round[] = [];
  private timers: NodeJS.Timeout[] = [];
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly clock: Clock) {}

  /** Called by rooms while they start. */
  register(round: Round): void {
    this.rounds.push(round);
  }

  onApplicationBootstrap(): void {
    const look = () => {
      if (isOfficeHour(this.clock.now())) this.running = this.makeRounds();
    };
    this.timers = [setTimeout(look, firstAfter), setInterval(look, every)];
    for (const timer of this.timers) timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const timer of this.timers) clearTimeout(timer);
    await this.running;
  }

  /** One after the other; one that fails keeps no other from its work. */
  private async makeRounds(): Promise<void> {
    for (const round of this.rounds) await round().catch((error: unknown) => this.log.error(error));
  }
}

const isOfficeHour = (now: Date): boolean => {
  const time = timeOfDay(now);
  return time >= '08:00' && time < '17:00';
};
