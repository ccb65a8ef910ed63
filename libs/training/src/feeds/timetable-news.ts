import { Injectable } from '@nestjs/common';
import { eventType, Outbox } from '#libs/platform';

/** Milliseconds for which changes are gathered before anybody is told. */
export const gatheredFor = 10 * 60_000;

/** `sessionId`: of one that was taken away. */
export const timetableChanged = eventType<{ runId: string; sessionId: string | null }>('timetable.changed');

/** Said in the unit that changes when, where, by whom or for whom a session of a run is held. */
@Injectable()
export class TimetableNews {
  constructor(private readonly outbox: Outbox) {}

  /** In ten minutes whoever it concerns is told of everything that has changed for them by then. */
  changed(runId: string): Promise<void> {
    return this.outbox.raise(timetableChanged, { runId, sessionId: null }, gatheredFor);
  }

  removed(runId: string, sessionId: string): Promise<void> {
    return this.outbox.raise(timetableChanged, { runId, sessionId }, gatheredFor);
  }
}
