import { Piscina } from 'piscina';
import { DomainError } from '#libs/kernel';

export interface DrawingLimits {
  readonly maxThreads: number;
  /** How many may wait for a thread. */
  readonly mostWaiting: number;
  /** Milliseconds without work until a thread and its fonts are given back. */
  readonly idleTimeout?: number;
  /** Milliseconds from asking for a document until it is given up and its thread ended. */
  readonly timeout?: number;
}

const IDLE_MS = 30_000;
const TIMEOUT_MS = 60_000;
// Requests go first: a thread that draws takes what they leave.
const NICE = 10;
const MEMORY = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 };

/** Draws documents off the event loop, and behind it where processors are few. Threads start at the first task and stop when idle; close them on shutdown. */
export class DrawingThreads<Task, Drawn = Uint8Array> {
  private readonly pool: Piscina<Task, Drawn>;
  private readonly mostUnderWay: number;
  private readonly timeout: number;
  private underWay = 0;
  private isClosed = false;

  /** `worker` is a module whose default export answers a task with what it drew: bytes, or several. */
  constructor(worker: URL, { maxThreads, mostWaiting, idleTimeout = IDLE_MS, timeout = TIMEOUT_MS }: DrawingLimits) {
    this.mostUnderWay = maxThreads + mostWaiting;
    this.timeout = timeout;
    const threads = { minThreads: 0, maxThreads, idleTimeout, niceIncrement: NICE, resourceLimits: MEMORY };
    this.pool = new Piscina<Task, Drawn>({ filename: worker.href, ...threads });
  }

  /** The bytes of one document; throws as {@link run}. */
  async draw(this: DrawingThreads<Task, Uint8Array>, task: Task): Promise<Buffer> {
    const { buffer, byteOffset, byteLength } = await this.run(task);
    return Buffer.from(buffer, byteOffset, byteLength);
  }

  /** Throws DomainError `busy` when too many wait or all stops: to be asked before what a task needs is gathered. */
  refuseWhenFull(): void {
    // Counted here: Piscina's own limit does not count tasks that can be given up.
    if (this.isClosed || this.underWay >= this.mostUnderWay) throw new DomainError('unavailable', 'busy');
  }

  /** Throws DomainError `busy` when too many wait, it took too long or all stops, else what the worker throws: a fault of ours. */
  async run(task: Task): Promise<Drawn> {
    this.refuseWhenFull();
    this.underWay += 1;
    try {
      return await this.pool.run(task, { signal: AbortSignal.timeout(this.timeout) });
    } catch (error) {
      const isGivenUp = this.isClosed || (error instanceof Error && error.name === 'AbortError');
      throw isGivenUp ? new DomainError('unavailable', 'busy') : error;
    } finally {
      this.underWay -= 1;
    }
  }

  close(): Promise<void> {
    this.isClosed = true;
    return this.pool.destroy();
  }
}
