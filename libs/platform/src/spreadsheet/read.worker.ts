import { once } from 'node:events';
import type { MessagePort } from 'node:worker_threads';
import { read } from './read/read.js';
import { asRefused, Refusal, type Refused } from './refusal.js';
import type { ReadOptions, Table, TableRow } from './table.js';

export interface ReadTask {
  readonly source: Uint8Array | string;
  readonly options: ReadOptions;
  /** Says `null` when reading begins, then sends the rows a batch at a time, each after an answer to the last. */
  readonly port: MessagePort;
}

export type TableHead = Omit<Table, 'rows'>;

// About a millisecond of the receiving event loop.
const batchRows = 200;

export default async function readTask({ source, options, port }: ReadTask): Promise<TableHead | Refused> {
  try {
    port.postMessage(null);
    const { rows, ...head } = await read(source, options);
    for (let at = 0; at < rows.length; at += batchRows) {
      const batch: readonly TableRow[] = rows.slice(at, at + batchRows);
      port.postMessage(batch);
      await once(port, 'message');
    }
    return head;
  } catch (error) {
    if (error instanceof Refusal) return asRefused(error);
    throw error;
  } finally {
    port.close();
  }
}
