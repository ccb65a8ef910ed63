/** What the page tells its script: see `calendar-live.view.ts`. */

export interface Live {
  view: 'week' | 'month' | 'resource';
  by: 'room' | 'instructor' | 'run' | 'organisation';
  from: string;
  to: string;
  date: string;
  /** What is filtered, as the API is asked for it. */
  filters: Record<string, string>;
  mayWrite: boolean;
  resources: { id: string; title: string; runIds?: string[] }[];
  /** Runs whose timetable may still change. */
  openRuns: string[];
  words: {
    /** Monday first. */
    weekdays: string[];
    countries: Record<string, string>;
    off: string;
    moved: string;
    added: string;
    failed: string;
    notThere: string;
  };
}

export const language = document.documentElement.lang;

export type Text = Record<'lo' | 'vi' | 'en', string>;

/** In the language of the page, or else in the next there is, marked as such. */
export function words(text: Text): HTMLElement {
  const shown = ([language, 'vi', 'lo', 'en'] as (keyof Text)[]).find((one) => text[one]) ?? 'en';
  return element('span', { text: text[shown], lang: shown });
}

export function element(
  tag: string,
  { text, className, lang }: { text?: string; className?: string; lang?: string } = {},
) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  if (className !== undefined) made.className = className;
  if (lang !== undefined && lang !== language) made.lang = lang;
  return made;
}

// Both countries are seven hours ahead of UTC, all year; the calendar draws their clock wherever the browser stands.
const ahead = 7 * 3_600_000;

/** The clock of both countries, as the calendar takes it. */
export const onTheClock = (instant: string): string => new Date(Date.parse(instant) + ahead).toISOString().slice(0, 19);

/** What the calendar says of that clock, as an instant. */
export function instantOf(shown: Date): string {
  const parts = [shown.getFullYear(), shown.getMonth(), shown.getDate(), shown.getHours(), shown.getMinutes()] as const;
  return new Date(Date.UTC(...parts) - ahead).toISOString();
}

const two = (value: number): string => String(value).padStart(2, '0');

export const time = (shown: Date): string => `${two(shown.getHours())}:${two(shown.getMinutes())}`;

/** As papers in all three languages are dated, days first. */
export const day = (shown: Date): string => `${two(shown.getDate())}/${two(shown.getMonth() + 1)}`;

export const dateOf = (shown: Date): string =>
  `${shown.getFullYear()}-${two(shown.getMonth() + 1)}-${two(shown.getDate())}`;
