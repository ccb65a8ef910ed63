import { allowed, type Decision, firstDenial, type LocalDate } from '#libs/kernel';
import {
  asksReason,
  type BoardColumn,
  type BoardRow,
  type BulkStep,
  isChosen,
  mayPass,
  mayTake,
  type NominationAction,
  type NominationStatus,
} from '#libs/nominations';
import { runPageTitle } from '../../training/run-frame.js';
import { type Visit, whyNot } from '../../web/index.js';
import { statusBadge } from '../nomination-words.js';
import { type Asked, withTicks } from './board.forms.js';
import { type FramedBoard, percentIn, seatsBar } from './board-page.view.js';
import { boardPerson } from './board-person.view.js';

const actions: Readonly<Record<BulkStep, { action: NominationAction; to: NominationStatus }>> = {
  selection: { action: 'select', to: 'selected' },
  reservation: { action: 'reserve', to: 'reserve' },
  non_selection: { action: 'not_select', to: 'not_selected' },
  return: { action: 'return', to: 'returned' },
};

export interface Deciding extends FramedBoard {
  asked: Asked;
  /** Whom each of those asked for passes over. */
  skipped: ReadonlyMap<string, string[]>;
  today: LocalDate;
}

/** Who is affected by what, before it is done: each with what it becomes, whom it passes over and what stands against it. */
export function decisionPage(visit: Visit, deciding: Deciding) {
  const { run, runHeading, board, asked } = deciding;
  const { action, to } = actions[asked.step];
  const found = board.columns.flatMap((column) =>
    column.people.filter(({ id }) => asked.ids.includes(id)).map((person) => ({ column, person })),
  );
  const lines = found.map((one) => lineOf(visit, deciding, one.column, one.person));
  const refused = lines.filter(({ why }) => why !== null);
  const passing = lines.filter(({ passes }) => passes.length > 0);
  const mustExplain =
    asked.step === 'return' || passing.length > 0 || found.some(({ person }) => asksReason(action, person.status));
  const back = `/runs/${run.id}/board`;
  const going = lines.flatMap(({ id, why }) => (why === null ? [id] : []));
  const heading = visit.t(`board.decide.${asked.step}`, { count: lines.length });
  return {
    title: `${heading} · ${runPageTitle(visit, run)}`,
    runHeading,
    heading,
    lines,
    after: statusBadge(visit, to),
    sums: sumsOf(visit, deciding, to),
    passing: passing.length,
    refused:
      refused.length > 0
        ? {
            text: visit.t('board.refused', { count: refused.length }),
            without: going.length > 0 ? withTicks(`${back}/decision`, going, asked.step) : null,
          }
        : null,
    form:
      lines.length > 0
        ? {
            action: `${back}/decision`,
            step: asked.step,
            ids: lines.map(({ id }) => id),
            mustExplain,
            reason: visit.t(`nominations.reason.${action}`),
            until: asked.step === 'return' ? visit.t('nominations.until') : null,
            submit: visit.t(`board.doIt.${asked.step}`, { count: lines.length }),
            tone: asked.step === 'selection' ? '' : 'secondary',
            isDisabled: refused.length > 0,
          }
        : null,
    back: withTicks(back, asked.ids),
  };
}

function lineOf(visit: Visit, deciding: Deciding, { organisation }: BoardColumn, person: BoardRow) {
  const { asked, skipped, board } = deciding;
  const names = new Map(board.columns.flatMap(({ people }) => people.map(({ id, fullName }) => [id, fullName])));
  const passes = asked.step === 'selection' ? (skipped.get(person.id) ?? []) : [];
  return {
    ...boardPerson(visit, person),
    organisation: organisation.name,
    why: whyNot(visit, mayDecide(deciding, person)),
    passes: passes.map((id) => names.get(id) ?? id),
  };
}

function mayDecide({ run, today, asked }: Deciding, person: BoardRow): Decision {
  const { action } = actions[asked.step];
  const step = mayTake(action, { status: person.status, returnUntil: null }, { run, today, parties: ['lao'] });
  return firstDenial(step, ['select', 'reserve'].includes(action) ? mayPass(person.findings) : allowed);
}

/** Seats and women before and after. */
function sumsOf(visit: Visit, { run, board, asked }: Deciding, to: NominationStatus) {
  const people = board.columns.flatMap((column) => column.people);
  const after = people.map((person) => (asked.ids.includes(person.id) ? { ...person, status: to } : person));
  const sum = (of: readonly BoardRow[]) => {
    const chosen = of.filter(({ status }) => isChosen(status));
    const women = chosen.filter(({ sex }) => sex === 'female').length;
    const needed = of.filter(({ status, holdsSeat }) => holdsSeat || isChosen(status)).length;
    return { chosen: chosen.length, women, needed, share: chosen.length > 0 ? women / chosen.length : null };
  };
  const [now, then] = [sum(people), sum(after)];
  return {
    seats: seatsBar(visit.t('nominations.seats'), 'seats', then.needed, run.seatsTaken, run.capacity),
    rows: [
      { label: visit.t('board.chosen'), before: now.chosen, after: then.chosen },
      { label: visit.t('board.women'), before: now.women, after: then.women },
    ],
    share: { before: percentIn(visit, now.share), after: percentIn(visit, then.share) },
  };
}
