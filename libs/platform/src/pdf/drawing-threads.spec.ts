import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { DomainError } from '#libs/kernel';
import { type DrawingLimits, DrawingThreads } from './drawing-threads.js';

/** Takes its time and answers with the one byte it was given; without one, with the priority of its thread. */
const program = `import { getPriority } from 'node:os';
export default async ({ byte, milliseconds }) => {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  if (byte === undefined) return new Uint8Array([getPriority()]);
  if (byte > 255) throw new RangeError('no byte');
  return new Uint8Array([byte]);
};`;
const folder = mkdtempSync(join(tmpdir(), 'threads-'));
const worker = pathToFileURL(join(folder, 'worker.mjs'));
writeFileSync(worker, program);

interface Task {
  byte?: number;
  milliseconds: number;
}

describe('threads that draw', () => {
  const made: DrawingThreads<Task>[] = [];
  const threads = (limits: Partial<DrawingLimits> = {}) => {
    const one = new DrawingThreads<Task>(worker, {
      maxThreads: 1,
      mostWaiting: 3,
      ...limits,
    });
    made.push(one);
    return one;
  };
  after(async () => {
    await Promise.all(made.map((one) => one.close()));
    rmSync(folder, { recursive: true });
  });

  it('turn away whoever comes while too many wait, and take work again afterwards', async () => {
    const drawing = threads();
    const tasks = Array.from({ length: 10 }, (_, byte) => drawing.draw({ byte, milliseconds: 50 }));
    const answers = await Promise.allSettled(tasks);
    assert.deepEqual(
      answers.map((one) => (one.status === 'fulfilled' ? one.value[0] : (one.reason as DomainError).code)),
      [0, 1, 2, 3, ...Array.from({ length: 6 }, () => 'busy')],
    );
    assert.deepEqual([...(await drawing.draw({ byte: 7, milliseconds: 0 }))], [7]);
  });

  it('say that they are full to whoever asks before gathering what to draw', async () => {
    const drawing = threads({ mostWaiting: 0 });
    drawing.refuseWhenFull();
    const underWay = drawing.draw({ byte: 1, milliseconds: 50 });
    assert.throws(() => drawing.refuseWhenFull(), { code: 'busy' });
    await underWay;
    drawing.refuseWhenFull();
  });

  it('give up what takes too long or fails, and do not count it any more', async () => {
    const drawing = threads({ timeout: 3000, mostWaiting: 0 });
    await assert.rejects(drawing.draw({ byte: 1, milliseconds: 60_000 }), { code: 'busy' });
    await assert.rejects(drawing.draw({ byte: 256, milliseconds: 0 }), RangeError);
    assert.deepEqual([...(await drawing.draw({ byte: 9, milliseconds: 0 }))], [9]);
  });

  it('give way to whoever asks for something else', async () => {
    const [priority] = await threads().draw({ milliseconds: 0 });
    assert.equal(priority, Math.min(19, getPriority() + 10));
  });
});
