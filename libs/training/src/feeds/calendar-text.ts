import ical, { type ICalCalendar, ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator';

/** A session as calendars have it. */
export interface CalendarEvent {
  uid: string;
  /** Rises with every change that a calendar shows. */
  sequence: number;
  startsAt: Date;
  endsAt: Date;
  summary: string;
  location: string;
  description: string;
  url: string;
  isCancelled: boolean;
  createdAt: Date;
  changedAt: Date;
}

export interface Feed {
  name: string;
  events: readonly CalendarEvent[];
}

/** An event sent to one person. */
export interface Invitation {
  event: CalendarEvent;
  organiser: { name: string; address: string };
  attendee: { name: string; address: string };
}

const product = { company: 'Mittaphap', product: 'Timetable' };

/** Seconds. Google asks when it likes, Outlook and Apple as often as this. */
const askedEvery = 3600;

/** Times are instants in UTC, which every calendar shows on its own clock; nothing hangs on a zone's definition. */
export function feedText({ name, events }: Feed): string {
  const calendar = ical({ prodId: product, name, ttl: askedEvery, method: ICalCalendarMethod.PUBLISH });
  for (const event of events) add(calendar, event);
  return textOf(calendar);
}

/** One event in a calendar object, as RFC 5546 has it: METHOD:REQUEST, or CANCEL for one that is not held for them. */
export function invitationText({ event, organiser, attendee }: Invitation): string {
  const method = event.isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST;
  const calendar = ical({ prodId: product, method });
  const added = add(calendar, event);
  // Who has no name is called by the address: the library refuses an empty one.
  added.organizer({ name: organiser.name || organiser.address, email: organiser.address });
  // Nobody reads an answer: taking part is decided elsewhere.
  added.createAttendee({ name: attendee.name, email: attendee.address, rsvp: false });
  return textOf(calendar);
}

/** Every line ends, the last one too; the library leaves that out. */
const textOf = (calendar: ICalCalendar): string => `${calendar.toString()}\r\n`;

const add = (calendar: ICalCalendar, event: CalendarEvent) =>
  calendar.createEvent({
    id: event.uid,
    sequence: event.sequence,
    start: event.startsAt,
    end: event.endsAt,
    stamp: event.changedAt,
    created: event.createdAt,
    lastModified: event.changedAt,
    summary: event.summary,
    location: event.location || null,
    description: event.description,
    url: event.url,
    status: event.isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    transparency: event.isCancelled ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
  });
