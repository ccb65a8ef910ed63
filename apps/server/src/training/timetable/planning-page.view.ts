import { addDays, daysBetween, type LocalDate, localDateOf, shortDate, timeOfDay, weekdayOf } from '#libs/kernel';
import {
  type CopyPlan,
  isPassable,
  type MovesPlan,
  type RunRow,
  type SeriesPlan,
  type SessionRow,
} from '#libs/training';
import type { Visit } from '../../web/index.js';
import { clashResource } from '../session-clash.view.js';
import { sessionCrumbs } from '../session-page.view.js';

const weekdays = [1, 2, 3, 4, 5, 6, 7];

const within = (visit: Visit, run: RunRow) => visit.t('sessions.within', { from: run.startsOn, to: run.endsOn });

/** The form of a session, to be held again and again. */
export function seriesPage<Session>(visit: Visit, run: RunRow, session: Session, plan: SeriesPlan | null) {
  return {
    ...session,
    title: visit.t('planning.series.title'),
    breadcrumb: sessionCrumbs(visit, run, { label: visit.t('planning.series.title') }),
    lead: `${visit.t('planning.series.lead')} ${within(visit, run)}`,
    action: `/runs/${run.id}/session-series`,
    weekdays: weekdays.map((day) => ({ value: String(day), label: visit.t(`calendar.weekday.${day}`) })),
    plan: plan && {
      title: visit.t('planning.series.would', { count: plan.days.length }),
      days: plan.days.map((day) => visit.t('planning.day', { weekday: weekdayWord(visit, day), day })),
      skipped: plan.skipped.length > 0 ? plan.skipped.map((day) => shortDate(day, visit.language)).join(', ') : null,
    },
  };
}

export function movesPage(visit: Visit, run: RunRow, sessions: readonly SessionRow[], plan: MovesPlan | null) {
  const moves = new Map(plan?.moves.map((move) => [move.sessionId, move]));
  const typed = visit.form?.values ?? {};
  return {
    title: visit.t('planning.moves.title'),
    breadcrumb: sessionCrumbs(visit, run, { label: visit.t('planning.moves.title') }),
    lead: `${visit.t('planning.moves.lead')} ${within(visit, run)}`,
    action: `/runs/${run.id}/session-moves`,
    back: `/runs/${run.id}/sessions`,
    isFree: plan !== null,
    asksReason: visit.form?.errors.some(({ code }) => isPassable(code)) === true || Boolean(typed['override.reason']),
    rows: sessions.map((session, index) => ({
      id: session.id,
      field: `sessions.${index}.sessionId`,
      versionField: `sessions.${index}.version`,
      version: session.version,
      isTicked: typed[`sessions.${index}.sessionId`] === session.id,
      number: session.number,
      topic: session.topic,
      ...when(visit, session),
      moved: moves.has(session.id) ? when(visit, moves.get(session.id)!) : null,
    })),
  };
}

export function copyPage(visit: Visit, run: RunRow, plan: CopyPlan | null, rooms: ReadonlyMap<string, string>) {
  return {
    title: `${visit.t('planning.copy.title')} · ${run.code}`,
    breadcrumb: [
      { label: visit.t('runs.title'), href: '/runs' },
      { label: run.code, href: `/runs/${run.id}` },
      { label: visit.t('planning.copy.title') },
    ],
    lead: visit.t('planning.copy.lead'),
    action: `/runs/${run.id}/copy`,
    back: `/runs/${run.id}`,
    // On the same day of the week, when it is over: as good a guess as any.
    startsOn: addDays(run.startsOn, 7 * Math.ceil((daysBetween(run.startsOn, run.endsOn) + 1) / 7)),
    plan: plan && {
      title: visit.t('planning.copy.would', {
        from: plan.startsOn,
        to: plan.endsOn,
        opens: plan.nominationOpensOn,
        closes: plan.nominationClosesOn,
      }),
      rows: plan.sessions.map(({ session, instructorIds, leftOut }) => ({
        number: session.number,
        topic: session.topic,
        ...when(visit, session),
        room: session.roomId ? (rooms.get(session.roomId) ?? '') : '',
        instructors: instructorIds.length,
        leftOut: leftOut.map((clash) => clashResource(visit.t, clash)),
      })),
    },
  };
}

/** How many sessions lost their room or somebody who taught them. */
export const leftOutOf = ({ sessions }: CopyPlan): number =>
  sessions.filter(({ leftOut }) => leftOut.length > 0).length;

function when(visit: Visit, { startsAt, endsAt }: { startsAt: Date; endsAt: Date }) {
  const on = localDateOf(startsAt);
  return { on, weekday: weekdayWord(visit, on), from: timeOfDay(startsAt), to: timeOfDay(endsAt) };
}

const weekdayWord = (visit: Visit, day: LocalDate): string => visit.t(`calendar.weekday.${weekdayOf(day)}`);
