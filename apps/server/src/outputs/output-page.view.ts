import { pickText } from '#libs/kernel';
import { contentOf, type ListedOutput, type OutputDetail, type OutputListQuery } from '#libs/outputs';
import type { Listing } from '#libs/platform';
import type { RunRow } from '#libs/training';
import { pagingOfListing, type Visit } from '../web/index.js';
import { grantsHref } from './consumers/grants-page.view.js';
import { actionsOf, editing } from './output-actions.view.js';
import { contentView } from './output-content.view.js';
import {
  authorNames,
  descriptionFacts,
  type Fact,
  kindOptions,
  paragraphs,
  sizeWords,
  statusBadge,
  statusOptions,
} from './output-words.js';
import { reviewLinks } from './review.view.js';

export const runCrumbs = (visit: Visit, run: { id: string; code: string }) => [
  { label: visit.t('layout.nav.runs'), href: '/runs' },
  { label: run.code, href: `/runs/${run.id}` },
  { label: visit.t('outputs.title'), href: `/runs/${run.id}/outputs` },
];

export const outputRows = (visit: Visit, items: readonly ListedOutput[]) =>
  items.map((output) => ({
    href: `/outputs/${output.id}`,
    title: output.title,
    authors: authorNames(output.authors),
    kind: visit.t(`outputs.kind.${output.kind}`),
    runCode: output.runCode,
    runHref: `/runs/${output.runId}/outputs`,
    badge: statusBadge(visit, output.status),
    versionNumber: output.versionNumber > 1 ? output.versionNumber : null,
    at: output.publishedAt ?? output.acceptedAt ?? output.submittedAt ?? output.createdAt,
  }));

export const outputFilters = (visit: Visit, query: OutputListQuery) => [
  { name: 'status', label: visit.t('outputs.field.status'), value: query.status ?? '', options: statusOptions(visit) },
  { name: 'kind', label: visit.t('outputs.field.kind'), value: query.kind ?? '', options: kindOptions(visit) },
];

export const outputsPage = (visit: Visit, query: OutputListQuery, listing: Listing<ListedOutput>) => ({
  title: visit.t('outputs.title'),
  lead: visit.t('outputs.lead'),
  fields: outputFilters(visit, query),
  q: query.q ?? '',
  isFiltered: Boolean(query.q || query.status || query.kind),
  rows: outputRows(visit, listing.items),
  paging: pagingOfListing(visit, '/outputs', listing),
});

/** The files of an output that is worked on. */
export const fileRows = (visit: Visit, { output, files }: OutputDetail) =>
  files.map((file) => ({
    name: file.name,
    href: `/outputs/${output.id}/files/${file.id}`,
    remove: `/outputs/${output.id}/files/${file.id}/removal`,
    form: `remove-${file.id}`,
    size: sizeWords(file.size, visit.language),
    uploadedAt: file.uploadedAt,
  }));

/** A dataset consists of tables beside its files. */
export const tablesHref = ({ id, kind }: Pick<OutputDetail['output'], 'id' | 'kind'>): string | null =>
  kind === 'dataset' ? `/outputs/${id}/tables` : null;

export function outputPage(visit: Visit, detail: OutputDetail, run: RunRow) {
  const { output, authors, approvals, versions } = detail;
  const { text: title } = pickText(output.title, visit.language);
  const { isOpen } = editing(visit, detail);
  const facts: Fact[] = [
    { label: visit.t('outputs.field.kind'), text: visit.t(`outputs.kind.${output.kind}`) },
    { label: visit.t('outputs.field.authors'), text: authorNames(authors) },
    ...descriptionFacts(visit, output),
    { label: visit.t('outputs.field.accessLevel'), text: visit.t(`outputs.access.${output.accessLevel}`) },
    { label: visit.t('outputs.field.course'), localised: run.courseTitle },
    { label: visit.t('outputs.field.run'), href: `/runs/${run.id}`, text: run.code },
    { label: visit.t('outputs.field.submittedAt'), instant: output.submittedAt },
    { label: visit.t('outputs.field.publishedAt'), instant: output.publishedAt },
  ];
  return {
    title,
    localised: output.title,
    breadcrumb: [...runCrumbs(visit, run), { label: title }],
    kicker: visit.t('outputs.versionOf', {
      kind: visit.t(`outputs.kind.${output.kind}`),
      number: output.versionNumber,
    }),
    badge: statusBadge(visit, output.status),
    headingActions: isOpen
      ? [
          {
            label: visit.t('outputs.action.edit'),
            href: `/outputs/${output.id}/edit/about`,
            tone: 'secondary',
            icon: 'edit',
          },
        ]
      : [],
    statusReason: ['returned', 'withdrawn'].includes(output.status) ? output.statusReason : null,
    reasonTitle: visit.t(`outputs.reasonTitle.${output.status === 'withdrawn' ? 'withdrawn' : 'returned'}`),
    facts: facts.filter((fact) => fact.text || fact.localised || fact.instant),
    tablesHref: tablesHref(output),
    summary: paragraphs(output.summary, visit.language),
    content: contentView(visit, contentOf(output)),
    files: fileRows(visit, detail),
    filesHref: isOpen ? `/outputs/${output.id}/edit/files` : null,
    checkHref: isOpen ? `/outputs/${output.id}/edit/check` : null,
    actions: actionsOf(visit, detail),
    reviewLinks: reviewLinks(visit, detail),
    grantsHref: grantsHref(visit, output),
    judgeHref: detail.reach.review && output.status === 'submitted' ? `/outputs/${output.id}/review` : null,
    approvals: approvals.map(({ side, at }) => ({ side: visit.t(`outputs.side.${side}`), at })),
    versions: versions
      .filter(({ id }) => id !== output.id)
      .map((one) => ({
        href: `/outputs/${one.id}`,
        label: visit.t('outputs.versionNumber', { number: one.versionNumber }),
        badge: statusBadge(visit, one.status),
      })),
    sharedHref: output.status === 'published' ? `/shared-database/${output.id}` : null,
  };
}
