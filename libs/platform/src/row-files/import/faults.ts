import type { ErrorArgs } from '#libs/kernel';
import type { FaultCount, RowFault } from './declared-column.js';

export const mostFaults = 1000;

const longestFound = 60;

/** Keeps the first faults and counts all of them. */
export class Faults {
  private readonly kept: RowFault[] = [];
  private readonly counted = new Map<string, { column: string; code: string; count: number }>();
  private total = 0;

  add(row: number, column: string, { code, args }: { code: string; args: ErrorArgs }, found: unknown, count = 1): void {
    this.total += count;
    const key = `${column} ${code}`;
    const counted = this.counted.get(key);
    if (counted) counted.count += count;
    else this.counted.set(key, { column, code, count });
    if (this.kept.length < mostFaults) this.kept.push({ row, column, code, args, found: shortened(found) });
  }

  get count(): number {
    return this.total;
  }

  get room(): number {
    return mostFaults - this.kept.length;
  }

  /** In the order of the file. */
  get first(): RowFault[] {
    return this.kept.toSorted((a, b) => a.row - b.row);
  }

  /** The most frequent first. */
  get counts(): FaultCount[] {
    return [...this.counted.values()].toSorted((a, b) => b.count - a.count);
  }
}

function shortened(found: unknown): string {
  const text = found === null || found === undefined ? '' : String(found);
  const characters = [...text.slice(0, 4 * longestFound)];
  return characters.length > longestFound ? `${characters.slice(0, longestFound).join('')}…` : text;
}
