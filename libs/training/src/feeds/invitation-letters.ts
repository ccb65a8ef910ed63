import { Inject, Injectable } from '@nestjs/common';
import { Clock, localDateOf, newId, pickText, timeOfDay } from '#libs/kernel';
import {
  CONFIGURATION,
  type Configuration,
  type MailOrder,
  type PostalAddress,
  type Receiver,
  readAddress,
} from '#libs/platform';
import type { RunRow } from '../run-row.js';
import type { SessionRow } from '../session-row.js';
import { type CalendarEvent, invitationText } from './calendar-text.js';
import { type InvitationNews, nextSequence } from './invitation.rules.js';
import { placeOf, SessionEvents } from './session-events.js';
import { SessionInvitation, type ToldSession } from './session-invitation.entity.js';

/** One thing to tell somebody. */
export interface Line {
  news: InvitationNews;
  told: ToldSession;
  before: ToldSession | null;
  event: CalendarEvent;
  /** What is written down of it. */
  kept: SessionInvitation;
  isFresh: boolean;
}

/** Puts what is to be told into words, into calendars and into what is known of it afterwards. */
@Injectable()
export class InvitationLetters {
  private readonly organiser: PostalAddress;

  constructor(
    private readonly events: SessionEvents,
    private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {
    this.organiser = readAddress(configuration.mailFrom)!;
  }

  line(
    news: InvitationNews,
    { session, run }: { session: SessionRow; run: RunRow },
    { personId, receiver }: { personId: string; receiver: Receiver },
    known: SessionInvitation | null,
  ): Line {
    const { language } = receiver;
    const told: ToldSession = {
      runId: run.id,
      run: run.code,
      number: session.number,
      topic: pickText(session.topic, language).text,
      place: placeOf(session, language),
      startsAt: session.startsAt.toISOString(),
      endsAt: session.endsAt.toISOString(),
    };
    const before = known?.told ?? null;
    const fresh = () =>
      Object.assign(new SessionInvitation(), { id: newId(), sessionId: session.id, personId, version: 1 });
    const event = this.events.of(session, run, language);
    return this.written(
      { news, told, before, event, kept: known ?? fresh(), isFresh: known === null },
      session.sequence,
    );
  }

  /** Of a session that was taken away: as they were told of it. */
  lineOfGone(kept: SessionInvitation): Line {
    const { told, sessionId, sessionSequence } = kept;
    const event = this.events.ofTold(sessionId, told);
    return this.written({ news: 'cancelled', told, before: told, event, kept, isFresh: false }, sessionSequence);
  }

  order({ personId, receiver }: { personId: string; receiver: Receiver }, lines: readonly Line[]): MailOrder {
    const attendee = { name: receiver.name, address: receiver.address };
    return {
      key: `timetable:${personId}:${newId()}`,
      template: 'timetable_changed',
      receiver,
      about: { noun: 'run', id: lines[0]!.told.runId },
      readers: 'both',
      args: { items: lines.map(itemOf), count: lines.length, link: `${this.configuration.publicUrl}/calendar/links` },
      // RFC 5546: the events of one REQUEST or CANCEL have one UID, so each session is an object of its own.
      parts: lines.map(({ event, told }) => ({
        name: `${told.run}-${told.number}.ics`.replace(/[^\w.-]+/g, '-'),
        mediaType: `text/calendar; charset=utf-8; method=${event.isCancelled ? 'CANCEL' : 'REQUEST'}`,
        content: invitationText({ event, organiser: this.organiser, attendee }),
      })),
    };
  }

  private written({ event, kept, ...line }: Line, sessionSequence: number): Line {
    const toldAt = this.clock.now();
    const isCancelled = line.news === 'cancelled';
    const sequence = nextSequence(sessionSequence, line.isFresh ? null : kept);
    const status = isCancelled ? 'cancelled' : 'invited';
    Object.assign(kept, { status, sequence, sessionSequence, told: line.told, toldAt });
    return { ...line, kept, event: { ...event, sequence, isCancelled, changedAt: toldAt } };
  }
}

const timesOf = ({ startsAt, endsAt }: ToldSession) => {
  const [from, to] = [new Date(startsAt), new Date(endsAt)];
  return { day: localDateOf(from), from: timeOfDay(from), to: timeOfDay(to) };
};

/** As the letter says it; the former times where they have moved. */
function itemOf({ news, told, before }: Line) {
  const { topic, run, place } = told;
  const hasMoved = before !== null && (before.startsAt !== told.startsAt || before.endsAt !== told.endsAt);
  return { news, topic, run, place, ...timesOf(told), was: news === 'changed' && hasMoved ? timesOf(before) : null };
}
