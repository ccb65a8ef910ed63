import { type AttendanceGrid, type GridMark, type MarkStatus, markStatuses } from '#libs/attendance';
import { localDateOf, shortDate } from '#libs/kernel';
import type { Visit } from '../../web/index.js';
import { markLetters, percent, standingOf } from '../attendance-words.js';

interface Cell {
  /** `heat-absent`: the colour says again what the letter says. */
  look: string;
  letter: string;
}

/** `*` for what was corrected, `!` for what witnesses disagree about. */
const sign = ({ source, isDisputed }: GridMark): string => (isDisputed ? '!' : source === 'correction' ? '*' : '');

function cellOf(letters: Record<MarkStatus, string>, mark: GridMark | undefined, isClosed: boolean): Cell {
  if (mark) return { look: `heat-${mark.status}`, letter: letters[mark.status] + sign(mark) };
  // Somebody who took the seat after the roll was closed: counted as missed.
  return isClosed ? { look: 'heat-none', letter: '–' } : { look: 'heat-ahead', letter: '·' };
}

/** Persons × sessions as a table. */
export function gridTable(visit: Visit, { attendance, sessions, marks }: AttendanceGrid) {
  const letters = markLetters(visit);
  // The year is that of the run.
  const dayOf = (at: Date) => shortDate(localDateOf(at), visit.language).replace(/\D\d{4}$/, '');
  return {
    sessions: sessions.map(({ sessionId, number, startsAt, units, closedAt }) => ({
      href: `/sessions/${sessionId}/roll`,
      number,
      day: dayOf(startsAt),
      units,
      isOpen: closedAt === null,
    })),
    rows: attendance.rates.map((one) => ({
      href: `/enrolments/${one.enrolmentId}/attendance`,
      name: one.fullName,
      percent: percent(visit, one.rate),
      standing: standingOf(visit, one),
      cells: sessions.map(({ sessionId, closedAt }) =>
        cellOf(letters, marks.get(one.enrolmentId)?.get(sessionId), closedAt !== null),
      ),
    })),
    legend: [
      ...markStatuses.map((status) => ({
        look: `heat-${status}`,
        letter: letters[status],
        text: visit.t(`attendance.mark.${status}`),
      })),
      { look: 'heat-none', letter: '–', text: visit.t('attendance-grid.none') },
      { look: 'heat-ahead', letter: '·', text: visit.t('attendance-grid.ahead') },
      { look: '', letter: '*', text: visit.t('attendance.corrected') },
      { look: '', letter: '!', text: visit.t('conflicts.disputed') },
    ],
  };
}
