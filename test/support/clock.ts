import { Clock } from '#libs/kernel';

/** A clock that stands still until it is moved. */
export class TestClock extends Clock {
  private current = new Date('2026-03-02T02:00:00.000Z');

  now(): Date {
    return new Date(this.current);
  }

  set(instant: string): void {
    this.current = new Date(instant);
  }

  advance(milliseconds: number): void {
    this.current = new Date(this.current.getTime() + milliseconds);
  }
}
