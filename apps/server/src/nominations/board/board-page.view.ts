import type { BoardColumn, SelectionBoard } from '#libs/nominations';
import type { RunRow } from '#libs/training';
import { type RunHeading, runPageTitle } from '../../training/run-frame.js';
import type { Visit } from '../../web/index.js';
import { wordIn } from '../nomination-words.js';
import { addsOf, boardPerson, isUndecided } from './board-person.view.js';

export interface FramedBoard {
  run: RunRow;
  runHeading: RunHeading;
  board: SelectionBoard;
}

/** A bar of seats: how many are needed if everybody selected comes, how many of them are confirmed or held. */
export const seatsBar = (label: string, counter: string, needed: number, taken: number, seats: number) => ({
  label,
  counter,
  needed,
  shown: Math.min(needed, seats),
  taken,
  seats,
  isOver: needed > seats,
  excess: Math.max(needed - seats, 0),
});

export const percentIn = (visit: Visit, share: number | null): string =>
  share === null ? '–' : new Intl.NumberFormat(visit.language, { style: 'percent' }).format(share);

/** `ticked`: who is ticked already, when somebody comes back from the next step. */
export function boardPage(visit: Visit, { run, runHeading, board }: FramedBoard, ticked: readonly string[]) {
  const { tally } = board;
  const { t } = visit;
  return {
    title: `${t('board.title')} · ${runPageTitle(visit, run)}`,
    runHeading,
    list: `/runs/${run.id}/nominations`,
    seats: seatsBar(t('nominations.seats'), 'seats', tally.seatsNeeded, run.seatsTaken, run.capacity),
    chosen: tally.chosen,
    women: tally.women,
    womenShare: percentIn(visit, tally.womenShare),
    submitted: tally.submitted,
    reserve: tally.reserve,
    kinds: kindsOf(visit, board),
    places: [
      ...splitOf(board.byOrganisationKind, (kind) => t(`organisations.kind.${kind}`)),
      ...splitOf(board.byProvince, (province) => (province ? t(`places.province.${province}`) : '')),
    ],
    next: `/runs/${run.id}/board/decision`,
    columns: board.columns.map((column) => columnOf(visit, column, ticked)),
  };
}

/** Every kind that somebody on the board has, so that the page knows all the counters. */
function kindsOf(visit: Visit, { columns, tally }: SelectionBoard) {
  const kinds = new Set(columns.flatMap(({ people }) => people.map(({ traineeKind }) => traineeKind ?? '')));
  return [...kinds].map((kind) => ({
    label: visit.t(kind ? `people.traineeKind.${kind}` : 'board.kindUnknown'),
    counter: `kind:${kind}`,
    count: tally.byTraineeKind[kind] ?? 0,
  }));
}

const splitOf = (counts: Readonly<Record<string, number>>, label: (key: string) => string) =>
  Object.entries(counts).flatMap(([key, count]) => (label(key) ? [{ label: label(key), count }] : []));

function columnOf(
  visit: Visit,
  { organisation, quota, quotaNeeded, people, tally }: BoardColumn,
  ticked: readonly string[],
) {
  const isOwn = quota?.organisationId === organisation.id;
  const label =
    quota && !isOwn
      ? visit.t('nominations.quotaOf', { name: wordIn(visit, quota.organisationName) })
      : visit.t('nominations.quota');
  return {
    id: organisation.id,
    name: organisation.name,
    label,
    quota: quota && seatsBar(label, `quota:${quota.id}`, quotaNeeded, quota.taken, quota.seats),
    figures: visit.t('board.columnFigures', { submitted: tally.submitted, chosen: tally.chosen }),
    people: people.map((person) => ({
      ...boardPerson(visit, person),
      canTick: isUndecided(person),
      isTicked: ticked.includes(person.id),
      adds: addsOf(person, quota),
    })),
  };
}
