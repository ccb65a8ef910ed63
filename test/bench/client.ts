import { once } from 'node:events';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';

interface Request {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** Somebody at the other end of the line: a thread of its own, so that what a client costs is not the server's. */
export class Client {
  private readonly thread = new Worker(new URL(import.meta.url));

  /** Until the whole answer has arrived. Throws the answer when it refuses. */
  async send(request: Request): Promise<void> {
    this.thread.postMessage(request);
    const [refusal] = await once(this.thread, 'message');
    if (refusal !== null) throw new Error(refusal);
  }

  async close(): Promise<void> {
    await this.thread.terminate();
  }
}

async function ask({ url, ...request }: Request): Promise<string | null> {
  const answer = await fetch(url, request);
  const text = await answer.text();
  return answer.ok ? null : text;
}

if (!isMainThread) parentPort?.on('message', async (request: Request) => parentPort?.postMessage(await ask(request)));
