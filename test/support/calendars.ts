import assert from 'node:assert/strict';
import ICAL from 'ical.js';

/** Characters that no folded line may break. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads iCalendar text as strictly as a calendar may: lines of at most 75 octets that end in CRLF and are whole
 * characters, properties that are known, one calendar. What is read is written again and means the same.
 */
export function calendarOf(bytes: Buffer | string): ICAL.Component {
  const raw = Buffer.from(bytes);
  assert.equal(raw.at(-2), 13);
  assert.equal(raw.at(-1), 10);
  for (const line of raw.toString('latin1').slice(0, -2).split('\r\n')) {
    assert.doesNotMatch(line, /[\r\n]/);
    assert.ok(line.length > 0 && line.length <= 75, `${line.length} octets: ${line}`);
    utf8.decode(Buffer.from(line, 'latin1'));
  }
  const strict = ICAL.design.strict;
  ICAL.design.strict = true;
  try {
    const parsed = ICAL.parse(raw.toString('utf8'));
    const calendar = new ICAL.Component(parsed);
    assert.equal(calendar.name, 'vcalendar');
    assert.equal(calendar.getFirstPropertyValue('version'), '2.0');
    assert.ok(calendar.getFirstPropertyValue('prodid'));
    for (const event of calendar.getAllSubcomponents('vevent')) requireSound(event);
    assert.deepEqual(ICAL.parse(calendar.toString()), parsed);
    return calendar;
  } finally {
    ICAL.design.strict = strict;
  }
}

const oncePerEvent = [
  'uid',
  'dtstamp',
  'dtstart',
  'dtend',
  'summary',
  'sequence',
  'status',
  'last-modified',
  'created',
];

function requireSound(event: ICAL.Component): void {
  for (const name of oncePerEvent) assert.equal(event.getAllProperties(name).length, 1, name);
  for (const name of ['dtstamp', 'dtstart', 'dtend', 'last-modified', 'created'] as const) {
    const time = event.getFirstPropertyValue(name) as ICAL.Time;
    assert.equal(time.zone, ICAL.Timezone.utcTimezone, name);
  }
}

export interface ReadEvent {
  uid: string;
  sequence: number;
  status: string;
  startsAt: string;
  endsAt: string;
  summary: string;
  location: string | null;
  description: string | null;
  stamp: string;
}

export const eventsOf = (calendar: ICAL.Component): ReadEvent[] =>
  calendar.getAllSubcomponents('vevent').map((event) => {
    const value = (name: string) => event.getFirstPropertyValue(name) as unknown;
    const at = (name: string) => (value(name) as ICAL.Time).toJSDate().toISOString();
    return {
      uid: value('uid') as string,
      sequence: value('sequence') as number,
      status: value('status') as string,
      startsAt: at('dtstart'),
      endsAt: at('dtend'),
      summary: value('summary') as string,
      location: value('location') as string | null,
      description: value('description') as string | null,
      stamp: at('dtstamp'),
    };
  });
