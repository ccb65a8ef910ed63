import { localDateOf, pickText, timeOfDay } from '#libs/kernel';
import { isPassable, type RoomRow, type RunRow, roomKinds, type SessionRow } from '#libs/training';
import type { Visit } from '../web/index.js';
import { sessionCrumbs } from './session-page.view.js';
import { sessionKindOptions } from './training-words.js';

interface Choices {
  instructors: readonly { value: string; label: string }[];
  rooms: readonly RoomRow[];
}

export function sessionFormPage(visit: Visit, run: RunRow, session: SessionRow | null, choices: Choices) {
  const number = session && visit.t('sessions.number', { number: session.number });
  return {
    title: session ? `${visit.t('sessions.editTitle')} · ${number}` : visit.t('sessions.add'),
    breadcrumb: sessionCrumbs(
      visit,
      run,
      ...(session && number ? [{ label: number, href: `/sessions/${session.id}` }] : []),
      { label: visit.t(session ? 'form.edit' : 'sessions.add') },
    ),
    lead: visit.t('sessions.within', { from: run.startsOn, to: run.endsOn }),
    action: session ? `/sessions/${session.id}/edit` : `/runs/${run.id}/sessions/new`,
    back: session ? `/sessions/${session.id}` : `/runs/${run.id}/sessions`,
    version: session?.version ?? null,
    kinds: sessionKindOptions(visit),
    instructors: instructorOptions(session, choices),
    rooms: roomOptions(visit, session, choices),
    session: session
      ? {
          ...session,
          on: localDateOf(session.startsAt),
          from: timeOfDay(session.startsAt),
          to: timeOfDay(session.endsAt),
          instructorIds: session.instructors.map(({ personId }) => personId),
        }
      : { kind: 'lecture', on: run.startsOn, from: '08:00', to: '11:30', units: 4 },
    asksReason: asksReason(visit),
    isFree: false,
  };
}

/** Only where a reason passes over something, and as long as one stands there. */
const asksReason = ({ form }: Visit): boolean =>
  Boolean(form?.errors.some(({ code }) => isPassable(code)) || form?.values['override.reason']);

/** Whoever teaches it already stays on offer, also after their account is gone. */
function instructorOptions(session: SessionRow | null, { instructors }: Choices) {
  const known = new Set(instructors.map(({ value }) => value));
  const others = (session?.instructors ?? []).filter(({ personId }) => !known.has(personId));
  return [...instructors, ...others.map(({ personId, name }) => ({ value: personId, label: name }))];
}

/** By kind; the room it is held in stays on offer, however many others there are. */
function roomOptions(visit: Visit, session: SessionRow | null, { rooms }: Choices) {
  const option = ({ id, code, name, capacity }: Pick<RoomRow, 'id' | 'code' | 'name'> & { capacity?: number }) => ({
    value: id,
    label: [
      `${code} · ${pickText(name, visit.language).text}`,
      capacity && visit.t('rooms.people', { count: capacity }),
    ]
      .filter(Boolean)
      .join(' · '),
  });
  const isKnown = rooms.some(({ id }) => id === session?.roomId);
  const all = [...rooms, ...(session?.room && !isKnown ? [session.room] : [])];
  return roomKinds.map((kind) => ({
    group: visit.t(`rooms.kinds.${kind}`),
    options: all.filter((room) => room.kind === kind).map(option),
  }));
}
