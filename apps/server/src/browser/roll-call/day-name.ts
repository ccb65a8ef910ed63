import { dayOf, t } from '../offline/words.js';

/** `Today · Monday 9/3`; `now` by the server's clock, in milliseconds. Browsers know no Lao names of days. */
export function dayName(day: string, now: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  const full = `${t(`calendar.weekday.${date.getUTCDay() || 7}`)} ${date.getUTCDate()}/${date.getUTCMonth() + 1}`;
  const away = (date.getTime() - Date.parse(`${dayOf(now)}T00:00:00Z`)) / 86_400_000;
  const near = ['yesterday', 'today', 'tomorrow'][away + 1];
  return near ? `${t(`roll-call.${near}`)} · ${full}` : full;
}
