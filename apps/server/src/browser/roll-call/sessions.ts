import { badge, button, el, icon, localised, named } from '../offline/drawing.js';
import { dayOf, t, timeOf } from '../offline/words.js';
import { dayName } from './day-name.js';
import { isRefused, type Kept, linesOf, type Said, type Session } from './kept.js';
import { offer } from './offer.js';
import { reasonOf, statusBadge } from './roll.js';

/** The sessions by days, and above them what the server refused. */

type Reconsider = (said: Said, next: 'again' | 'remove') => void;

export function sessionsPage(kept: Kept, now: number, isDenied: boolean, reconsider: Reconsider): HTMLElement {
  const { sessions, behind, deviceId } = kept;
  const own = sessions.filter(({ isOwn }) => isOwn);
  const others = sessions.filter(({ isOwn }) => !isOwn);
  return el(
    'div',
    {},
    el('h1', {}, t('roll-call.title')),
    refused(kept, reconsider),
    ...(own.length > 0 ? byDays(kept, own, now) : byDays(kept, others, now)),
    own.length > 0 && others.length > 0
      ? el('details', {}, el('summary', {}, t('roll-call.others')), ...byDays(kept, others, now))
      : null,
    sessions.length === 0 && !isDenied ? nothingYet(behind !== null) : null,
    el('p', { class: 'call-close' }, el('a', { href: '/' }, t('roll-call.home'))),
    deviceId
      ? el('p', { class: 'sub' }, `${t('roll-call.device')} `, el('span', { class: 'code' }, deviceId.slice(0, 8)))
      : null,
  );
}

const nothingYet = (isFetched: boolean): HTMLElement => {
  const key = isFetched ? 'empty' : 'first';
  return el('div', { class: 'empty' }, el('h2', {}, t(`roll-call.${key}`)), el('p', {}, t(`roll-call.${key}Text`)));
};

function byDays(kept: Kept, sessions: readonly Session[], now: number): HTMLElement[] {
  const days = [...new Set(sessions.map(({ startsAt }) => dayOf(Date.parse(startsAt))))];
  return days.flatMap((day) => [
    el('h2', { class: day === dayOf(now) ? 'call-today' : null }, dayName(day, now)),
    el(
      'ul',
      { class: 'call-sessions' },
      ...sessions.filter(({ startsAt }) => dayOf(Date.parse(startsAt)) === day).map((session) => card(kept, session)),
    ),
  ]);
}

function card(kept: Kept, session: Session): HTMLElement {
  const lines = linesOf(kept, session);
  const count = (wanted: (line: (typeof lines)[number]) => boolean): number => lines.filter(wanted).length;
  const marked = count(({ status }) => status !== null);
  const unsent = count(({ state }) => state === 'kept');
  const disputed = count(({ state }) => state === 'conflict');
  const [from, to] = [session.startsAt, session.endsAt].map((at) => timeOf(Date.parse(at)));
  return el(
    'li',
    {},
    el(
      'a',
      { href: `#${session.sessionId}`, class: 'call-session' },
      el('span', { class: 'call-time' }, `${from}–${to}`),
      el(
        'span',
        { class: 'call-what' },
        el('strong', {}, `${session.number}. `, localised(session.topic)),
        el('span', { class: 'sub' }, session.runCode, ' · ', localised(session.place)),
        el('span', { class: 'sub' }, t('attendance.markedOf', { marked, count: lines.length })),
        el(
          'span',
          { class: 'badges' },
          session.closedAt ? badge('neutral', 'lock', t('attendance.rollState.closed')) : null,
          unsent > 0 ? badge('attention', 'download', t('roll-call.unsent', { count: unsent })) : null,
          disputed > 0 ? badge('bad', 'alert', t('roll-call.conflicts', { count: disputed })) : null,
        ),
      ),
      icon('next'),
    ),
  );
}

/** Kept until somebody looks at it: why, and what to do. */
function refused(kept: Kept, reconsider: Reconsider): HTMLElement | null {
  const words = kept.said.filter(isRefused);
  if (words.length === 0) return null;
  const items = words.map((said) => {
    const session = kept.sessions.find(({ sessionId }) => sessionId === said.sessionId);
    const where = session ? `${session.runCode} · ${t('attendance.sessionNumber', { number: session.number })}` : '';
    return el(
      'li',
      {},
      el('p', {}, el('strong', {}, named(said.fullName)), ' ', statusBadge(said.status)),
      el('p', { class: 'sub' }, where),
      el('p', {}, reasonOf(said.refusal!)),
      offer(
        [
          button('', t('roll-call.again'), () => reconsider(said, 'again')),
          el('a', { class: 'button secondary', href: `/sessions/${said.sessionId}/roll` }, t('roll-call.show')),
        ],
        t('roll-call.removeNow'),
        t('roll-call.remove'),
        () => reconsider(said, 'remove'),
      ),
    );
  });
  return el(
    'section',
    { class: 'panel accent', 'aria-labelledby': 'refused-title' },
    el('h2', { id: 'refused-title' }, t('roll-call.refusedTitle', { count: words.length })),
    el('p', {}, t('roll-call.refusedText')),
    el('ul', { class: 'roll call-refused' }, ...items),
  );
}
