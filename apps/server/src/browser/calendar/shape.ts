import type { Answer, Session } from './exchange.js';
import { element, type Live, onTheClock, words } from './page.js';

/** What the calendar draws: a session, or a holiday behind them. */
export interface Drawn {
  id: string;
  start: string | Date;
  end: string | Date;
  resourceIds: string[];
  editable: boolean;
  display?: 'background';
  allDay?: boolean;
  classNames: string[];
  extendedProps: { session?: Session; lines?: HTMLElement[] };
}

export function drawn(answer: Answer, live: Live): Drawn[] {
  return [...answer.sessions.map((session) => sessionDrawn(session, answer, live)), ...holidaysDrawn(answer, live)];
}

/** Without a resource of its own a session lies in the row of those that have none. */
export function resourcesOf(session: Session, { by, resources }: Live): string[] {
  const known = (ids: readonly (string | null)[]) => ids.filter((id) => resources.some((one) => one.id === id));
  const ids = {
    room: () => known([session.roomId]),
    instructor: () => known(session.instructorIds),
    run: () => known([session.runId]),
    organisation: () => resources.filter(({ runIds }) => runIds?.includes(session.runId)).map(({ id }) => id),
  }[by]();
  return ids.length > 0 ? (ids as string[]) : ['none'];
}

function sessionDrawn(session: Session, answer: Answer, live: Live): Drawn {
  const isOff = session.status === 'cancelled';
  return {
    id: session.id,
    start: onTheClock(session.startsAt),
    end: onTheClock(session.endsAt),
    resourceIds: resourcesOf(session, live),
    editable: live.mayWrite && !isOff && live.openRuns.includes(session.runId),
    classNames: ['session', session.kind, ...(isOff ? ['off'] : [])],
    extendedProps: { session, lines: linesOf(session, answer, live) },
  };
}

function linesOf(session: Session, { runs, rooms, instructors }: Answer, { words: { off } }: Live): HTMLElement[] {
  const run = runs.find(({ id }) => id === session.runId);
  const room = rooms.find(({ id }) => id === session.roomId);
  const names = session.instructorIds.map((id) => instructors.find(({ personId }) => personId === id)?.name ?? '');
  const title = element('span', { className: 'calendar-title', text: `${run?.code ?? ''} · ` });
  title.append(words(session.topic));
  const isOff = session.status === 'cancelled';
  const parts = [isOff ? off : '', room?.code ?? words(session.place), names.join(', ')].filter(isSaid);
  const about = element('span', { className: 'calendar-about' });
  about.append(...parts.flatMap((part, index) => (index > 0 ? [' · ', part] : [part])));
  return parts.length > 0 ? [title, about] : [title];
}

const isSaid = (part: string | HTMLElement): boolean => (typeof part === 'string' ? part : part.textContent) !== '';

const holidaysDrawn = ({ holidays }: Answer, { resources }: Live): Drawn[] =>
  holidays.map(({ startsOn, endsOn }, index) => ({
    id: `holiday-${index}`,
    start: `${startsOn}T00:00:00`,
    end: `${endsOn}T24:00:00`,
    resourceIds: [...resources.map(({ id }) => id), 'none'],
    editable: false,
    display: 'background',
    classNames: ['holiday'],
    extendedProps: {},
  }));
