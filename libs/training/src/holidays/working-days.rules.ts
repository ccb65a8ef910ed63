import { addDays, type LocalDate, weekdayOf } from '#libs/kernel';

interface DaysOff {
  startsOn: LocalDate;
  endsOn: LocalDate;
}

/** The day that is so many working days after this one: neither Saturdays and Sundays nor these days off count. */
export function workingDayAfter(day: LocalDate, count: number, off: readonly DaysOff[]): LocalDate {
  let reached = day;
  for (let left = count; left > 0; ) {
    reached = addDays(reached, 1);
    const isOff =
      weekdayOf(reached) >= 6 || off.some(({ startsOn, endsOn }) => startsOn <= reached && reached <= endsOn);
    if (!isOff) left -= 1;
  }
  return reached;
}
