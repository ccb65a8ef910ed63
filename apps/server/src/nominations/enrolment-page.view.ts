import type { RosterQuery, RosterRow } from '#libs/nominations';
import type { Listing } from '#libs/platform';
import type { RunRow } from '#libs/training';
import { type RunHeading, runPageTitle } from '../training/run-frame.js';
import { pagingOfListing, type Visit } from '../web/index.js';
import { isEmpty, latinName } from './nomination-words.js';

interface Roster {
  run: RunRow;
  runHeading: RunHeading;
  query: RosterQuery;
  listing: Listing<RosterRow>;
  /** Of the whole run; null for those who see their own people only. */
  figures: { all: number; women: number } | null;
  /** Whether names lead to the nomination behind the seat. */
  opensNominations: boolean;
}

export function rosterPage(visit: Visit, { run, runHeading, query, listing, figures, opensNominations }: Roster) {
  const { t } = visit;
  const address = `/runs/${run.id}/enrolments`;
  return {
    title: runPageTitle(visit, run, 'enrolments'),
    runHeading,
    figures: figures && [
      { figure: figures.all, label: t('enrolments.figures.confirmed') },
      { figure: figures.women, label: t('enrolments.figures.women') },
      { figure: run.capacity - run.seatsTaken, label: t('enrolments.figures.left') },
    ],
    address,
    fields: [
      {
        name: 'status',
        label: t('enrolments.statusLabel'),
        value: query.status ?? '',
        options: ['active', 'ended'].map((value) => ({ value, label: t(`enrolments.status.${value}`) })),
      },
    ],
    q: query.q ?? '',
    isFiltered: Boolean(query.q || query.status || query.organisationId),
    rows: listing.items.map((row) => ({
      name: row.fullName,
      latin: latinName(row),
      href: opensNominations ? `/nominations/${row.nominationId}` : null,
      organisation: row.organisationName,
      position: row.position && !isEmpty(row.position) ? row.position : null,
      sex: row.sex && t(`people.sex.${row.sex}`),
      confirmedAt: row.confirmedAt,
      badge: { text: t(`enrolments.status.${row.status}`), tone: row.status === 'active' ? 'good' : 'neutral' },
    })),
    paging: pagingOfListing(visit, address, listing),
  };
}
