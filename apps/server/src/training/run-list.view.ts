import { isAllowed, isGranted, type LocalDate } from '#libs/kernel';
import type { Listing } from '#libs/platform';
import {
  callStateOf,
  type ProgrammeRow,
  type Quota,
  type RunQuery,
  type RunRow,
  runAccess,
  takesNominations,
} from '#libs/training';
import { pagingOfListing, type Visit } from '../web/index.js';
import { callTime } from './call.view.js';
import { ruleText } from './eligibility-words.js';
import { optionOf, runBadge, statusOptions } from './training-words.js';

interface Around {
  /** The quota that covers the visitor's organisation, by run; null for those without an organisation. */
  own: ReadonlyMap<string, Quota> | null;
  programmes: readonly ProgrammeRow[];
  today: LocalDate;
}

export function runsPage(visit: Visit, query: RunQuery, listing: Listing<RunRow>, around: Around) {
  const hasOwn = around.own !== null && listing.items.some(({ id }) => around.own?.has(id));
  return {
    title: visit.t(query.call ? 'runs.openTitle' : 'runs.title'),
    q: query.q ?? '',
    isFiltered: Boolean(query.q || query.status || query.call || query.programmeId || query.from || query.to),
    fields: filters(visit, query, around.programmes),
    actions: isGranted(visit.actor, runAccess.write)
      ? [{ label: visit.t('runs.plan'), href: '/runs/new', icon: 'plus' }]
      : [],
    hasOwn,
    rows: listing.items.map((run) => row(visit, run, around)),
    paging: pagingOfListing(visit, '/runs', listing),
  };
}

const filters = (visit: Visit, query: RunQuery, programmes: readonly ProgrammeRow[]) => [
  {
    name: 'call',
    label: visit.t('runs.call'),
    value: query.call ?? '',
    options: [{ value: 'open', label: visit.t('runs.callOpenNow') }],
  },
  { name: 'status', label: visit.t('runs.state'), value: query.status ?? '', options: statusOptions(visit) },
  {
    name: 'programmeId',
    label: visit.t('courses.programme'),
    value: query.programmeId ?? '',
    options: programmes.map((programme) => optionOf(visit, programme)),
  },
];

function row(visit: Visit, run: RunRow, { own, today }: Around) {
  const quota = own?.get(run.id);
  const isOpen = isAllowed(takesNominations(run, today));
  return {
    href: `/runs/${run.id}`,
    code: run.code,
    title: run.courseTitle,
    place: run.place,
    startsOn: run.startsOn,
    endsOn: run.endsOn,
    /** Only while it matters. */
    closesOn: isOpen ? run.nominationClosesOn : null,
    timeLeft: isOpen ? callTime(visit, callStateOf(run, today), run.nominationOpensOn) : null,
    asks: isOpen ? run.eligibilityRules.map((rule) => ruleText(visit, rule)) : [],
    seatsTaken: run.seatsTaken,
    capacity: run.capacity,
    ownLeft:
      quota && isOpen
        ? visit.t('runs.ownLeft', {
            left: Math.min(quota.seats - quota.taken, run.capacity - run.seatsTaken),
            seats: quota.seats,
          })
        : null,
    badge: runBadge(visit, run.status),
  };
}
