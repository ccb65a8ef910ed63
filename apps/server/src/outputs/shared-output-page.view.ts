import { localDateOf, pickText } from '#libs/kernel';
import type { OutputVersion, PublishedOutput } from '#libs/outputs';
import type { Visit } from '../web/index.js';
import { addressesOf } from './descriptions/addresses.js';
import { citationText } from './descriptions/citations.js';
import { placeMap } from './map/map.view.js';
import { contentView } from './output-content.view.js';
import { authorNames, descriptionFacts, type Fact, paragraphs, sizeWords } from './output-words.js';
import { accessBadge } from './shared-database-page.view.js';

const address = '/shared-database';

const versionLinks = (visit: Visit, versions: readonly OutputVersion[]) =>
  versions.map((one) => ({
    id: one.id,
    href: `${address}/${one.id}`,
    label: visit.t('outputs.versionNumber', { number: one.versionNumber }),
    publishedOn: localDateOf(one.publishedAt),
  }));

export const outputCrumbs = (visit: Visit, { id, title }: Pick<PublishedOutput, 'id' | 'title'>) => [
  { label: visit.t('shared-database.title'), href: address },
  { label: pickText(title, visit.language).text, href: `${address}/${id}` },
];

/** The tables of a dataset, each leading to its rows. */
const tableLinks = (visit: Visit, output: PublishedOutput) =>
  output.tables.map(({ name, title, rowCount, schema }) => ({
    href: `${address}/${output.id}/tables/${name}`,
    title: pickText(title, visit.language).text || name,
    rows: visit.t('shared-output.table.rowCount', { count: rowCount ?? 0 }),
    columns: visit.t('shared-output.table.columnCount', { count: schema.fields.length }),
  }));

export function sharedOutputPage(
  visit: Visit,
  output: PublishedOutput & { versions: OutputVersion[] },
  publicUrl: string,
) {
  const { text: title } = pickText(output.title, visit.language);
  const here = addressesOf('', output);
  const versions = versionLinks(visit, output.versions);
  const [newest] = versions;
  const facts: Fact[] = [
    { label: visit.t('outputs.field.authors'), text: authorNames(output.authors) },
    ...descriptionFacts(visit, output),
    { label: visit.t('outputs.field.programme'), localised: output.programmeTitle },
    { label: visit.t('outputs.field.course'), localised: output.courseTitle },
    { label: visit.t('outputs.field.run'), text: output.runCode },
    { label: visit.t('outputs.field.publishedAt'), date: localDateOf(output.publishedAt) },
    { label: visit.t('shared-database.access'), text: visit.t(`outputs.access.${output.accessLevel}`) },
  ];
  return {
    title,
    localised: output.title,
    kicker: visit.t('outputs.versionOf', {
      kind: visit.t(`outputs.kind.${output.kind}`),
      number: output.versionNumber,
    }),
    breadcrumb: [...outputCrumbs(visit, output).slice(0, 1), { label: title }],
    badge: accessBadge(visit, output),
    summary: paragraphs(output.summary, visit.language),
    content: contentView(visit, output.content),
    facts: facts.filter((fact) => fact.text || fact.localised || fact.date),
    map: placeMap(visit, output),
    tables: tableLinks(visit, output),
    files: output.files.map((file) => ({
      name: file.name,
      href: `${address}/${output.id}/files/${file.id}`,
      size: sizeWords(file.size, visit.language),
      sha256: file.sha256,
    })),
    newer: newest && newest.id !== output.id ? newest : null,
    versions: versions.filter(({ id }) => id !== output.id),
    citation: citationText(visit.t, visit.language, output, `${publicUrl}${here.page}`),
    citations: [
      { label: 'BibTeX', href: `${here.page}/citation.bib` },
      { label: 'RIS', href: `${here.page}/citation.ris` },
    ],
    newestAddress: `${publicUrl}${here.newest}`,
    formats: [
      { label: 'JSON', href: here.api },
      { label: 'DCAT (JSON-LD)', href: here.dcat },
      { label: 'Data Package', href: here.dataPackage },
    ],
    alternates: [
      { type: 'application/json', href: here.api },
      { type: 'application/ld+json', href: here.dcat },
    ],
  };
}
