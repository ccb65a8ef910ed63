import type { Drawn } from './shape.js';

/** Of the calendar library what is used here; it has no types of its own. */

export interface Shown extends Omit<Drawn, 'start' | 'end'> {
  start: Date;
  end: Date;
}

export interface Resource {
  id: string;
}

export interface Change {
  event: Shown;
  oldEvent: Shown;
  oldResource?: Resource;
  newResource?: Resource;
}

export interface Selection {
  start: Date;
  end: Date;
  allDay: boolean;
  resource?: Resource;
}

export interface Calendar {
  setOption(name: string, value: unknown): void;
  updateEvent(event: Drawn): void;
  unselect(): void;
}

declare const EventCalendar: { create(target: HTMLElement, options: object): Calendar };

/** Fetched by wide screens alone: forty kilobytes that a phone does not need. */
export async function draw(target: HTMLElement, script: string, style: string, options: object): Promise<Calendar> {
  const sheet = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: style });
  const code = Object.assign(document.createElement('script'), { src: script });
  await Promise.all(
    [sheet, code].map(
      (element) =>
        new Promise((resolve, reject) => {
          element.addEventListener('load', resolve);
          element.addEventListener('error', reject);
          // Before our own sheet, which overrules it.
          document.head.append(element);
        }),
    ),
  );
  return EventCalendar.create(target, options);
}
