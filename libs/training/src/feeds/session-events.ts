import { Inject, Injectable } from '@nestjs/common';
import { type Language, madeAt, pickText } from '#libs/kernel';
import { CONFIGURATION, type Configuration, Translator } from '#libs/platform';
import type { RunRow } from '../run-row.js';
import type { SessionRow } from '../session-row.js';
import type { CalendarEvent } from './calendar-text.js';
import type { ToldSession } from './session-invitation.entity.js';

/** Sessions in the words of whoever has them in their calendar. */
@Injectable()
export class SessionEvents {
  private readonly host: string;

  constructor(
    private readonly translator: Translator,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {
    this.host = new URL(configuration.publicUrl).hostname;
  }

  /** The same for as long as there is the session, whoever has it in whichever calendar. */
  uidOf(sessionId: string): string {
    return `session-${sessionId}@${this.host}`;
  }

  of(session: SessionRow, run: RunRow, language: Language): CalendarEvent {
    const createdAt = madeAt(session.id);
    return {
      uid: this.uidOf(session.id),
      sequence: session.sequence,
      startsAt: session.startsAt,
      endsAt: session.endsAt,
      summary: `${pickText(session.topic, language).text} · ${run.code}`,
      location: placeOf(session, language),
      description: this.describe(session, run, language),
      url: `${this.configuration.publicUrl}/sessions/${session.id}`,
      isCancelled: session.status === 'cancelled' || run.status === 'cancelled',
      createdAt,
      changedAt: session.changedAt ?? createdAt,
    };
  }

  /** Of a session that was taken away. */
  ofTold(sessionId: string, { run, runId, topic, place, startsAt, endsAt }: ToldSession): CalendarEvent {
    const createdAt = madeAt(sessionId);
    return {
      uid: this.uidOf(sessionId),
      sequence: 0,
      startsAt: new Date(startsAt),
      endsAt: new Date(endsAt),
      summary: `${topic} · ${run}`,
      location: place,
      description: run,
      url: `${this.configuration.publicUrl}/runs/${runId}/sessions`,
      isCancelled: true,
      createdAt,
      changedAt: createdAt,
    };
  }

  private describe(session: SessionRow, run: RunRow, language: Language): string {
    const t = this.translator.for(language);
    const { room, instructors } = session;
    const host = room && [room.hostName, room.hostPhone].filter(Boolean).join(', ');
    const lines = [
      `${pickText(run.courseTitle, language).text} (${run.code})`,
      [
        t('sessions.number', { number: session.number }),
        t(`sessions.kind.${session.kind}`),
        t('calendar-links.event.units', { count: session.units }),
      ].join(' · '),
      instructors.length > 0 &&
        t('calendar-links.event.instructors', { names: instructors.map(({ name }) => name).join(', ') }),
      host && t('calendar-links.event.host', { host }),
      (session.cancelReason ?? run.cancelReason) &&
        t('calendar-links.event.cancelled', { reason: session.cancelReason ?? run.cancelReason }),
    ];
    return lines.filter(Boolean).join('\n');
  }
}

/** The room by its name, and what is said beside it. */
export function placeOf({ room, place }: Pick<SessionRow, 'room' | 'place'>, language: Language): string {
  const named = room && `${pickText(room.name, language).text} (${room.code})`;
  return [named, pickText(place, language).text].filter(Boolean).join(', ');
}
