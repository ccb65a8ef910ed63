import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { DispatchLoop } from './dispatch-loop.js';

Logger.overrideLogger(false);

/** Numbers from a list, delivered as slowly and as badly as a test likes. */
class Numbers extends DispatchLoop<number> {
  readonly due: number[] = [];
  readonly delivered: number[] = [];
  looks = 0;
  beforeLook: () => Promise<void> = async () => undefined;
  beforeOne: (number: number) => Promise<void> = async () => undefined;

  constructor() {
    super(3_600_000, 3);
  }

  wakeFor(...numbers: number[]): Promise<void> {
    this.due.push(...numbers);
    return this.deliver();
  }

  get hasEnded(): boolean {
    return this.ending.aborted;
  }

  protected async findDue(limit: number): Promise<number[]> {
    this.looks += 1;
    await this.beforeLook();
    return this.due.slice(0, limit);
  }

  protected async deliverOne(number: number): Promise<void> {
    await this.beforeOne(number);
    this.due.splice(this.due.indexOf(number), 1);
    this.delivered.push(number);
  }
}

const after = async (microtasks: number) => {
  for (let count = 0; count < microtasks; count += 1) await undefined;
};

describe('a loop that delivers', () => {
  it('delivers everything that is due in its order, however much of it there is', async () => {
    const loop = new Numbers();
    await loop.wakeFor(1, 2, 3, 4, 5, 6, 7);
    assert.deepEqual(loop.delivered, [1, 2, 3, 4, 5, 6, 7]);
  });

  it('misses no wake-up, at whatever moment of its work or of its falling asleep it comes', async () => {
    for (let moment = 0; moment < 60; moment += 1) {
      const loop = new Numbers();
      void loop.wakeFor(1);
      await after(moment);
      await loop.wakeFor(2);
      assert.deepEqual(loop.delivered, [1, 2], `after ${moment} microtasks`);
    }
  });

  it('looks once more for however many wake-ups while it works', async () => {
    const loop = new Numbers();
    const first = Promise.withResolvers<void>();
    loop.beforeOne = () => first.promise;
    const woken = [loop.wakeFor(1), loop.wakeFor(2), loop.wakeFor(3)];
    await turn();
    const whileAtWork = [loop.deliver(), loop.deliver(), loop.deliver()];
    first.resolve();
    await Promise.all([...woken, ...whileAtWork]);
    assert.deepEqual(loop.delivered, [1, 2, 3]);
    assert.ok(loop.looks <= 3, String(loop.looks));
  });

  it('goes on after a fault, and keeps the wake-up that came meanwhile', async () => {
    const loop = new Numbers();
    const fault = Promise.withResolvers<void>();
    loop.beforeLook = () => fault.promise;
    const woken = loop.wakeFor(1);
    await turn();
    loop.beforeLook = async () => undefined;
    const again = loop.wakeFor(2);
    fault.reject(new Error('the database is away'));
    await Promise.all([woken, again]);
    assert.deepEqual(loop.delivered, [1, 2]);
  });

  it('begins nothing more once the programme ends, and waits for what is in hand alone', async () => {
    const loop = new Numbers();
    const inHand = Promise.withResolvers<void>();
    loop.beforeOne = () => inHand.promise;
    const woken = loop.wakeFor(1, 2, 3);
    await turn();
    let hasStopped = false;
    const stopped = loop.beforeApplicationShutdown().then(() => {
      hasStopped = true;
    });
    await turn();
    assert.deepEqual([loop.hasEnded, hasStopped], [true, false]);
    inHand.resolve();
    await Promise.all([stopped, woken]);
    await loop.wakeFor(4);
    assert.deepEqual(loop.delivered, [1]);
  });

  it('ends at any moment without delivering what it has only found', async () => {
    for (let moment = 0; moment < 40; moment += 1) {
      const loop = new Numbers();
      void loop.wakeFor(1, 2, 3, 4);
      await after(moment);
      const before = loop.delivered.length;
      await loop.beforeApplicationShutdown();
      assert.ok(loop.delivered.length <= before + 1, `after ${moment} microtasks`);
    }
  });

  it('looks by itself for what nobody woke it for, until it ends', async (test) => {
    test.mock.timers.enable({ apis: ['setInterval'] });
    const loop = new Numbers();
    loop.onApplicationBootstrap();
    await turn();
    loop.due.push(1);
    test.mock.timers.tick(3_600_000);
    await turn();
    assert.deepEqual(loop.delivered, [1]);
    await loop.beforeApplicationShutdown();
    loop.due.push(2);
    test.mock.timers.tick(3_600_000);
    await turn();
    assert.deepEqual(loop.delivered, [1]);
  });
});
