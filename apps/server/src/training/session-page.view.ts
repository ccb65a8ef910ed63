import { isAllowed, isGranted, localDateOf, pickText, timeOfDay } from '#libs/kernel';
import type { Listing } from '#libs/platform';
import {
  mayChange,
  mayChangeSession,
  mayRemoveSession,
  type RunRow,
  type SessionRoom,
  type SessionRow,
  sessionAccess,
} from '#libs/training';
import { rollCallLink } from '../attendance/roll-call/roll-call-link.js';
import { pagingOfListing, type Visit, whyNot } from '../web/index.js';
import { followAction } from './feeds/follow-action.js';
import { type RunHeading, runPageTitle } from './run-frame.js';
import { sessionKindWord } from './training-words.js';

const mayWrite = ({ actor }: Visit): boolean => isGranted(actor, sessionAccess.write);

const when = ({ startsAt, endsAt }: SessionRow) => ({
  on: localDateOf(startsAt),
  from: timeOfDay(startsAt),
  to: timeOfDay(endsAt),
});

const names = ({ instructors }: SessionRow): string => instructors.map(({ name }) => name).join(', ');

const cancelledBadge = (visit: Visit, { status }: SessionRow) =>
  status === 'cancelled' ? { text: visit.t('sessions.status.cancelled'), tone: 'bad' } : null;

export function timetablePage(
  visit: Visit,
  { run, runHeading }: { run: RunRow; runHeading: RunHeading },
  listing: Listing<SessionRow>,
) {
  const isOpen = mayWrite(visit) && isAllowed(mayChange(run));
  const step = (label: string, path: string) => ({ label: visit.t(label), href: `/runs/${run.id}/${path}` });
  const steps = [
    { ...step('sessions.add', 'sessions/new'), tone: '', icon: 'plus' },
    { ...step('planning.series.action', 'session-series'), tone: 'secondary' },
    ...(listing.items.length > 0 ? [{ ...step('planning.moves.action', 'session-moves'), tone: 'secondary' }] : []),
  ];
  const calendar = {
    label: visit.t('calendar.show'),
    href: `/calendar?view=month&runId=${run.id}&date=${run.startsOn}`,
    tone: 'secondary',
    icon: 'calendar',
  };
  // Whose run it is not sees no session of it, and has nothing to follow.
  const follow = listing.items.length > 0 ? [followAction(visit, 'run', run.id)] : [];
  return {
    title: runPageTitle(visit, run, 'sessions'),
    run,
    runHeading: { ...runHeading, actions: [...(isOpen ? steps : []), calendar, ...follow] },
    mayWrite: mayWrite(visit),
    rows: listing.items.map((session) => ({
      href: `/sessions/${session.id}`,
      number: session.number,
      topic: session.topic,
      kind: sessionKindWord(visit, session.kind),
      units: session.units,
      place: session.room?.name ?? session.place,
      hasPlace: session.room !== null || hasPlace(session),
      instructors: names(session),
      badge: cancelledBadge(visit, session),
      ...when(session),
    })),
    paging: pagingOfListing(visit, `/runs/${run.id}/sessions`, listing),
  };
}

export const sessionCrumbs = (visit: Visit, run: RunRow, ...more: { label: string; href?: string }[]) => [
  { label: visit.t('runs.title'), href: '/runs' },
  { label: run.code, href: `/runs/${run.id}` },
  { label: visit.t('runs.tab.sessions'), href: `/runs/${run.id}/sessions` },
  ...more,
];

/** From the first day on a session has a roll to take or to read. */
const rollStates: readonly string[] = ['running', 'completed', 'closed'];

/** As long as a phone takes its roll along. */
const isHeldSoon = ({ status }: RunRow, session: SessionRow): boolean =>
  ['call_closed', 'running'].includes(status) && session.status === 'planned';

export function sessionPage(visit: Visit, run: RunRow, session: SessionRow) {
  const number = visit.t('sessions.number', { number: session.number });
  const change = mayChangeSession(run, session);
  const { on, from, to } = when(session);
  return {
    title: `${number} · ${pickText(session.topic, visit.language).text}`,
    localised: session.topic,
    kicker: `${run.code} · ${number}`,
    breadcrumb: sessionCrumbs(visit, run, { label: number }),
    badge: cancelledBadge(visit, session),
    cancelReason: session.cancelReason,
    actions: [
      ...(rollStates.includes(run.status)
        ? [{ label: visit.t('attendance.roll'), href: `/sessions/${session.id}/roll`, tone: '', icon: 'list' }]
        : []),
      ...(isHeldSoon(run, session) ? rollCallLink(visit, session.id) : []),
      ...(mayWrite(visit) && isAllowed(change)
        ? [{ label: visit.t('form.edit'), href: `/sessions/${session.id}/edit`, tone: 'secondary', icon: 'edit' }]
        : []),
    ],
    steps: mayWrite(visit) && session.status === 'planned' ? stepsOf(visit, run, session) : [],
    facts: [
      { label: visit.t('sessions.on'), date: on },
      { label: visit.t('sessions.time'), text: `${from}–${to}` },
      { label: visit.t('sessions.kindField'), text: sessionKindWord(visit, session.kind) },
      { label: visit.t('sessions.units'), number: session.units },
      ...(session.room ? roomFacts(visit, session.room) : []),
      ...(hasPlace(session) ? [{ label: visit.t('sessions.place'), localised: session.place }] : []),
      { label: visit.t('sessions.instructors'), text: names(session) || visit.t('sessions.noInstructors') },
    ],
  };
}

const hasPlace = ({ place }: SessionRow): boolean => Object.values(place).some(Boolean);

/** Where it is held; of a site also who receives the visitors. */
function roomFacts(visit: Visit, room: SessionRoom) {
  const name = `${room.code} · ${pickText(room.name, visit.language).text}`;
  const organisation = room.hostOrganisationName ? pickText(room.hostOrganisationName, visit.language).text : '';
  const host = [organisation, room.hostName, room.hostPhone].filter(Boolean).join(' · ');
  return [
    { label: visit.t(`rooms.kind.${room.kind}`), href: `/rooms/${room.id}`, text: name },
    ...(room.kind === 'site' && host ? [{ label: visit.t('rooms.host'), text: host }] : []),
  ];
}

/** Before the call a session is taken away, afterwards it is cancelled. */
function stepsOf(visit: Visit, run: RunRow, session: SessionRow) {
  const change = mayChangeSession(run, session);
  const version = session.version;
  if (isAllowed(mayRemoveSession(run)))
    return [
      {
        form: 'remove',
        action: `/sessions/${session.id}/removal`,
        label: visit.t('sessions.remove'),
        tone: 'danger',
        version,
      },
    ];
  return [
    {
      form: 'cancel',
      action: `/sessions/${session.id}/cancellation`,
      label: visit.t('sessions.cancel'),
      tone: 'danger',
      version,
      disabled: !isAllowed(change),
      why: whyNot(visit, change),
      reason: visit.t('sessions.cancelReason'),
      submit: visit.t('sessions.cancelNow'),
    },
  ];
}
