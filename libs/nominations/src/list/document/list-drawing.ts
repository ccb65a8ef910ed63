import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DrawingThreads } from '#libs/platform';
import type { ListPaper } from './list-paper.js';

const MAX_WAITING = 50;

/** Draws lists off the event loop, one at a time. 503 when too many wait or one takes too long. */
@Injectable()
export class ListDrawing implements OnApplicationShutdown {
  private readonly threads = new DrawingThreads<ListPaper>(new URL('./list.worker.js', import.meta.url), {
    maxThreads: 1,
    mostWaiting: MAX_WAITING,
  });

  draw(paper: ListPaper): Promise<Buffer> {
    return this.threads.draw(paper);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.threads.close();
  }
}
