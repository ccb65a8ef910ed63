import { pickText } from '#libs/kernel';
import {
  type AuthorName,
  type ListedOutput,
  type OutputDetail,
  type OutputListQuery,
} from '#libs/outputs';
import { acceptedExtensions, type Listing } from '#libs/platform';
import type { RunRow } from '#libs/training';
import { pagingOfListing, type Visit } from '../web/index.js';
import { actionsOf, editing } from './output-actions.view.js';
import {
  accessOptions,
  authorNames,
  kindOptions,
  paragraphs,
  provinceOptions,
  provinceWord,
  sectorOptions,
  sizeWords,
  statusBadge,
  statusOptions,
  zoneOptions,
  zoneWord,
} from './output-words.js';

const runCrumbs = (visit: Visit, run: { id: string; code: string }) => [
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

export function outputPage(visit: Visit, detail: OutputDetail, run: RunRow, limit: number) {
  const { output, authors, files, approvals, versions } = detail;
  const { text: title } = pickText(output.title, visit.language);
  const edit = editing(visit, detail);
  const facts = [
    { label: visit.t('outputs.field.kind'), text: visit.t(`outputs.kind.${output.kind}`) },
    { label: visit.t('outputs.field.authors'), text: authorNames(authors) },
    { label: visit.t('outputs.field.sector'), text: visit.t(`outputs.sector.${output.sector}`) },
    { label: visit.t('outputs.field.province'), text: provinceWord(visit, output.province) },
    { label: visit.t('outputs.field.zone'), text: zoneWord(visit, output.zone) },
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
    headingActions: edit.isOpen
      ? [{ label: visit.t('outputs.action.edit'), href: `/outputs/${output.id}/edit`, tone: 'secondary', icon: 'edit' }]
      : [],
    statusReason: ['returned', 'withdrawn'].includes(output.status) ? output.statusReason : null,
    reasonTitle: visit.t(`outputs.reasonTitle.${output.status === 'withdrawn' ? 'withdrawn' : 'returned'}`),
    facts: facts.filter((fact) => fact.text || fact.localised || fact.instant),
    summary: paragraphs(output.summary, visit.language),
    files: files.map((file) => ({
      name: file.name,
      href: `/outputs/${output.id}/files/${file.id}`,
      remove: `/outputs/${output.id}/files/${file.id}/removal`,
      form: `remove-${file.id}`,
      size: sizeWords(file.size, visit.language),
      sha256: file.sha256,
      uploadedAt: file.uploadedAt,
    })),
    edit,
    upload: {
      action: `/outputs/${output.id}/files`,
      hint: visit.t('outputs.fileHint', {
        megabytes: Math.floor(limit / 1024 / 1024),
        accepted: acceptedExtensions.join(', '),
      }),
      accept: acceptedExtensions.map((extension) => `.${extension}`).join(','),
    },
    actions: actionsOf(visit, detail),
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

interface FormSource {
  run: RunRow;
  authors: (AuthorName & { isOneself: boolean })[];
  /** Null for a new output. */
  detail: OutputDetail | null;
}

export function outputFormPage(visit: Visit, { run, authors, detail }: FormSource) {
  const output = detail?.output ?? null;
  const named = detail?.authors ?? [];
  const choices: AuthorName[] = [
    ...authors,
    ...named.filter((one) => !authors.some((each) => each.enrolmentId === one.enrolmentId)),
  ];
  return {
    title: visit.t(output ? 'outputs.form.editTitle' : 'outputs.form.newTitle'),
    breadcrumb: [
      ...runCrumbs(visit, run),
      ...(output ? [{ label: pickText(output.title, visit.language).text, href: `/outputs/${output.id}` }] : []),
      { label: visit.t(output ? 'outputs.action.edit' : 'outputs.action.draft') },
    ],
    run,
    action: output ? `/outputs/${output.id}/edit` : `/runs/${run.id}/outputs/new`,
    back: output ? `/outputs/${output.id}` : `/runs/${run.id}/outputs`,
    output: output ?? { province: run.province },
    version: output?.version ?? null,
    kinds: kindOptions(visit),
    sectors: sectorOptions(visit),
    provinces: provinceOptions(visit),
    zones: zoneOptions(visit),
    accessLevels: accessOptions(visit),
    authors: choices.map(({ enrolmentId, fullName, fullNameLatin }) => ({
      value: enrolmentId,
      label: fullName,
      hint: fullNameLatin === fullName ? '' : fullNameLatin,
    })),
    authorIds: (output ? named : authors.filter(({ isOneself }) => isOneself)).map(({ enrolmentId }) => enrolmentId),
  };
}
