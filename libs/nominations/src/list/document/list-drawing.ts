import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Piscina } from 'piscina';
import { DomainError } from '#libs/kernel';
import type { ListPaper } from './list-paper.js';

/** Milliseconds without work until the thread and its fonts are given back. */
const IDLE_MS = 30_000;
/** Milliseconds from asking until a list is given up and its thread ended. */
const TIMEOUT_MS = 60_000;
const MAX_WAITING = 50;
const MEMORY = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 };

/** Draws lists off the event loop, one at a time. 503 when too many wait or one takes too long. */
@Injectable()
export class ListDrawing implements OnModuleDestroy {
  private pool: Piscina<ListPaper, Uint8Array> | null = null;

  async draw(paper: ListPaper): Promise<Buffer> {
    this.pool ??= new Piscina<ListPaper, Uint8Array>({
      filename: new URL('./list.worker.js', import.meta.url).href,
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: IDLE_MS,
      maxQueue: MAX_WAITING,
      resourceLimits: MEMORY,
    });
    try {
      const bytes = await this.pool.run(paper, { signal: AbortSignal.timeout(TIMEOUT_MS) });
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    } catch {
      throw new DomainError('unavailable', 'busy');
    }
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool?.destroy();
  }
}
