import { askWhy } from './asking.js';
import { type Booking, type Exchange, Refused, type Session } from './exchange.js';
import type { Calendar, Change, Shown } from './library.js';
import { day, instantOf, type Live, onTheClock, time } from './page.js';

/** A session dragged or stretched: asked about, shown in red, saved or put back. */
export class Changes {
  constructor(
    private readonly live: Live,
    private readonly exchange: Exchange,
    private readonly dialog: HTMLDialogElement,
    private readonly say: (text: string, isBad?: boolean) => void,
    private readonly reload: () => Promise<void>,
  ) {}

  async take(calendar: Calendar, change: Change): Promise<void> {
    const { event, oldEvent } = change;
    const session = event.extendedProps.session!;
    // The library's own way back knows only what it has drawn itself. Times are given as text:
    // given as `Date`, March came back an hour early in Los Angeles.
    const put = (where: Shown, { startsAt, endsAt }: Pick<Booking, 'startsAt' | 'endsAt'>, ...classNames: string[]) =>
      calendar.updateEvent({
        ...where,
        start: onTheClock(startsAt),
        end: onTheClock(endsAt),
        classNames: [...oldEvent.classNames, ...classNames],
      });
    const putBack = () => put(oldEvent, session);
    const wanted = this.wanted(session, change);
    if (wanted === null) {
      putBack();
      this.say(this.live.words.notThere, true);
      return;
    }
    try {
      put(event, wanted, 'asking');
      const clashes = await this.exchange.clashes({ runId: session.runId, sessionId: session.id, ...wanted });
      let reason: string | null = '';
      if (clashes.length > 0) {
        put(event, wanted, 'clash');
        const what = `${day(event.start)}, ${time(event.start)}–${time(event.end)}`;
        reason = await askWhy(this.dialog, what, clashes);
      }
      if (reason === null) {
        putBack();
        this.say(clashes.map(({ message }) => message).join(' '), true);
        return;
      }
      await this.exchange.move(session, { ...wanted, ...(reason && { override: { reason } }) });
      this.say(this.live.words.moved);
      await this.reload();
    } catch (error) {
      putBack();
      this.say(whyNot(error) ?? this.live.words.failed, true);
      // Somebody else was quicker: what stands now is shown.
      if (error instanceof Refused && error.refusal.status === 412) await this.reload();
    }
  }

  /** Null where a session cannot be: in another run. */
  private wanted(session: Session, { event, oldResource, newResource }: Change): Booking | null {
    const { roomId, instructorIds } = session;
    const times = { startsAt: instantOf(event.start), endsAt: instantOf(event.end) };
    if (!newResource) return { ...times, roomId, instructorIds };
    const to = newResource.id === 'none' ? null : newResource.id;
    switch (this.live.by) {
      case 'room':
        return { ...times, roomId: to, instructorIds };
      case 'instructor': {
        const others = instructorIds.filter((id) => id !== oldResource?.id && id !== to);
        return { ...times, roomId, instructorIds: to === null ? others : [...others, to] };
      }
      default:
        return null;
    }
  }
}

export const whyNot = (error: unknown): string | undefined =>
  error instanceof Refused
    ? [error.refusal.detail, ...(error.refusal.errors ?? []).map(({ message }) => message)]
        .filter((text, index, all) => text && all.indexOf(text) === index)
        .join(' ')
    : undefined;
