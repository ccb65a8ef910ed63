import { addDays, Clock, instantOf, type LocalDate, localDateOf } from '#libs/kernel';

/** A clock that is set to the day on which each part of the story happens. */
export class DemoClock extends Clock {
  private readonly start = new Date();
  private current = this.start;

  now(): Date {
    // Moves on by a moment at each look, so that what follows is later than what came before.
    this.current = new Date(this.current.getTime() + 1);
    return this.current;
  }

  /** Today plus `days`. */
  day(days: number): LocalDate {
    return addDays(localDateOf(this.start), days);
  }

  /** Puts the clock to a time of a day relative to today, never beyond the real present. */
  at(days: number, time = '09:00'): void {
    this.to(instantOf(this.day(days), time));
  }

  to(instant: Date): void {
    this.current = instant < this.start ? instant : this.start;
  }
}
