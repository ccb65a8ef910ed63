import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DrawingThreads } from '#libs/platform';
import type { SheetPaper } from './sheet-paper.js';

const MAX_WAITING = 50;

/** Draws sheets off the event loop, one at a time. 503 when too many wait or one takes too long. */
@Injectable()
export class SheetDrawing implements OnApplicationShutdown {
  private readonly threads = new DrawingThreads<readonly SheetPaper[]>(new URL('./sheet.worker.js', import.meta.url), {
    maxThreads: 1,
    mostWaiting: MAX_WAITING,
  });

  /** Of several one after another: at least one. */
  draw(papers: readonly SheetPaper[]): Promise<Buffer> {
    return this.threads.draw(papers);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.threads.close();
  }
}
