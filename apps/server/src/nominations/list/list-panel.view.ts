import { isAllowed, isGranted, type LocalDate } from '#libs/kernel';
import {
  type DossierStanding,
  type Finding,
  type ListCard,
  type ListedRow,
  listAccess,
  longestList,
  mayNominate,
  mayWriteLetter,
  nominationAccess,
} from '#libs/nominations';
import type { RunRow } from '#libs/training';
import { type Visit, whyNot } from '../../web/index.js';
import { mayStep } from '../nomination-actions.view.js';
import { nominationLine } from '../nomination-page.view.js';
import { wordIn } from '../nomination-words.js';

/** What the rules of the call and the dossier say, by nomination. */
export interface Checks {
  findings: ReadonlyMap<string, Finding[]>;
  dossiers: ReadonlyMap<string, DossierStanding>;
}

/** One organisation's list as the page of a run shows it. */
export interface ShownList extends Checks {
  card: ListCard;
  people: ListedRow[];
  /** Every list in sight. */
  all: ListCard[];
}

export const listAddress = (runId: string, organisationId: string): string =>
  `/runs/${runId}/nominations/lists/${organisationId}`;

/** What is not right about somebody yet: the rules of the call and the dossier, as badges. */
export function remarksOf({ t }: Visit, { findings, dossiers }: ShownList, id: string) {
  const found = findings.get(id) ?? [];
  const standing = dossiers.get(id);
  const blocks = found.filter(({ level, lifted }) => level === 'block' && !lifted).length;
  const warnings = found.filter(({ level }) => level === 'warning').length;
  const remarks: [key: string, count: number, tone: string][] = [
    ['blocks', blocks, 'bad'],
    ['warnings', warnings, 'attention'],
    ['papersMissing', standing?.missing.length ?? 0, 'attention'],
    ['papersWrong', standing?.problems.length ?? 0, 'attention'],
  ];
  return remarks.flatMap(([key, count, tone]) =>
    count > 0 ? [{ text: t(`nomination-list.remark.${key}`, { count }), tone }] : [],
  );
}

export function listPanel(visit: Visit, run: RunRow, shown: ShownList, today: LocalDate) {
  const { card, people, all } = shown;
  const { t } = visit;
  const { organisationId } = card;
  const address = listAddress(run.id, organisationId);
  const writes = isGranted(visit.actor, nominationAccess.nominate);
  const rows = people.map((row) => {
    const isMovable = isAllowed(mayStep(visit.actor, 'edit', { nomination: row, run, today, quota: null }));
    const line = nominationLine(visit, row);
    return {
      ...line,
      place: t('nomination-list.place', { place: row.rank }),
      move: isMovable
        ? {
            form: `place-${row.id}`,
            action: `/runs/${run.id}/nominations/${row.id}/placement`,
            label: t('nomination-list.placeOf', { name: row.fullName }),
            up: t('nomination-list.upOf', { name: row.fullName }),
            down: t('nomination-list.downOf', { name: row.fullName }),
            drag: t('nomination-list.dragOf', { name: row.fullName }),
          }
        : null,
      remarks: remarksOf(visit, shown, row.id),
    };
  });
  return {
    organisation: card.organisation.name,
    figures: t('nomination-list.figures', { people: card.people, women: card.women }),
    isCut: card.people > longestList,
    others: all.length > 1 ? all.map((other) => otherList(visit, run, other, organisationId)) : null,
    rows,
    isOrdered: rows.some(({ move }) => move !== null),
    letter: letterOf(visit, card, address, writes),
    submit: writes ? submissionOf(visit, run, card, today, address) : null,
    papers: isGranted(visit.actor, listAccess.export) && people.length > 0 ? papersOf(visit, address) : null,
  };
}

export type ListPanel = ReturnType<typeof listPanel>;

const otherList = (visit: Visit, run: RunRow, { organisation, organisationId, people }: ListCard, shown: string) => ({
  label: wordIn(visit, organisation.name),
  href: `/runs/${run.id}/nominations?organisationId=${organisationId}`,
  current: organisationId === shown,
  count: people,
});

function letterOf(visit: Visit, { list, missing, run }: ListCard, address: string, writes: boolean) {
  const decision = mayWriteLetter(run);
  const reads = isGranted(visit.actor, listAccess.letter);
  return {
    number: list.letterNumber,
    date: list.letterDate,
    version: list.version,
    scan: list.scan && { name: list.scan.name, href: reads ? `${address}/letter` : null },
    submittedAt: list.submittedAt,
    missing: missing.map((part) => ({ text: visit.t(`nomination-list.missing.${part}`), tone: 'attention' })),
    write: writes && isAllowed(decision) ? { action: `${address}/letter`, scan: `${address}/scan` } : null,
  };
}

function submissionOf(visit: Visit, run: RunRow, { counts }: ListCard, today: LocalDate, address: string) {
  const count = counts.draft ?? 0;
  if (count === 0) return null;
  const window = mayNominate(run, today);
  return {
    href: `${address}/submission`,
    label: visit.t('nominations.submitAll', { count }),
    disabled: !isAllowed(window),
    why: whyNot(visit, window),
  };
}

const papersOf = ({ t }: Visit, address: string) => [
  ...(['lo', 'vi', 'en'] as const).map((language) => ({
    label: t(`nomination-list.pdf.${language}`),
    href: `${address}/document.pdf?in=${language}`,
    icon: 'print',
  })),
  { label: t('nomination-list.excel'), href: `${address}/list.xlsx`, icon: 'download' },
  { label: t('nomination-list.csv'), href: `${address}/list.csv`, icon: 'download' },
];

/** What will be submitted, and what is not complete: looked at before it is done. */
export function submissionPage(visit: Visit, run: RunRow, shown: ShownList, today: LocalDate) {
  const { card, people } = shown;
  const { t } = visit;
  const window = mayNominate(run, today);
  const back = `/runs/${run.id}/nominations?organisationId=${card.organisationId}`;
  const drafts = people.filter(({ status }) => status === 'draft');
  const lacksLetter = card.missing.some((part) => part !== 'scan');
  return {
    title: t('nomination-list.submission.title'),
    breadcrumb: [
      { label: run.code, href: `/runs/${run.id}` },
      { label: t('nominations.title'), href: back },
      { label: t('nomination-list.submission.title') },
    ],
    kicker: `${run.code} · ${wordIn(visit, card.organisation.name)}`,
    back,
    count: drafts.length,
    lead: t('nomination-list.submission.lead', { count: drafts.length }),
    letter: { number: card.list.letterNumber, date: card.list.letterDate },
    lacksLetter,
    lacksScan: card.missing.includes('scan'),
    rows: drafts.map((row) => ({ ...nominationLine(visit, row), remarks: remarksOf(visit, shown, row.id) })),
    returned: card.counts.returned ? t('nomination-list.submission.returned', { count: card.counts.returned }) : null,
    action: `${listAddress(run.id, card.organisationId)}/submission`,
    label: t('nominations.submitAll', { count: drafts.length }),
    disabled: !isAllowed(window) || lacksLetter || drafts.length === 0,
    why:
      whyNot(visit, window) ??
      (lacksLetter ? t('nomination-list.submission.letterFirst') : t('nomination-list.submission.nobody')),
  };
}
