import type { LocalDate } from '#libs/kernel';
import { type ImportRowsQuery, mayNominate, type NominationImport, type OpenRow } from '#libs/nominations';
import type { OrganisationLine } from '#libs/people';
import type { Job, Listing } from '#libs/platform';
import type { RunRow } from '#libs/training';
import { organisationOptions } from '../../people/people-words.js';
import { type RunHeading, runPageTitle } from '../../training/run-frame.js';
import { pagingOfListing, type Visit, whyNot } from '../../web/index.js';
import { faultText, nameIn, remarksOf } from './import-words.js';

interface Framed {
  run: RunRow;
  runHeading: RunHeading;
}

const tones = { reading: 'progress', checked: 'attention', refused: 'bad', importing: 'progress', imported: 'good' };
const verdictTones = { error: 'bad', alike: 'attention', new: 'good', known: 'good', listed: 'neutral' };

const addressOf = ({ run }: Framed): string => `/runs/${run.id}/nominations/import`;

const stateBadge = ({ t }: Visit, { state }: NominationImport) => ({
  text: t(`imports.state.${state}`),
  tone: tones[state],
});

/** Step one: the template, the file, and what was sent before. */
export function wizardPage(
  visit: Visit,
  all: Framed & { earlier: NominationImport[]; organisations: readonly OrganisationLine[]; today: LocalDate },
) {
  const shut = whyNot(visit, mayNominate(all.run, all.today));
  const options = organisationOptions(visit, all.organisations);
  return {
    title: `${visit.t('imports.title')} · ${runPageTitle(visit, all.run)}`,
    runHeading: all.runHeading,
    address: addressOf(all),
    template: `/runs/${all.run.id}/nominations/import-template.xlsx`,
    shut,
    isShut: shut !== null,
    organisations: options,
    organisationId: visit.actor.organisationId,
    choosesOrganisation: options.length > 1 || visit.actor.organisationId === null,
    earlier: all.earlier.map((arrived) => ({
      href: `${addressOf(all)}/${arrived.id}`,
      name: arrived.fileName,
      at: arrived.arrivedAt,
      badge: stateBadge(visit, arrived),
    })),
  };
}

export function importPage(
  visit: Visit,
  all: Framed & { arrived: NominationImport; job: Job; query: ImportRowsQuery; listing: Listing<OpenRow> },
) {
  const { t } = visit;
  const { arrived, job, listing, query } = all;
  const { counts, state, fault } = arrived;
  const address = `${addressOf(all)}/${arrived.id}`;
  const errors = counts.verdicts.error ?? 0;
  const unknown = arrived.columns.flatMap(({ header, key }) => (key === null && header ? [header] : []));
  const isChecked = state === 'checked';
  return {
    title: `${t('imports.title')} · ${runPageTitle(visit, all.run)}`,
    runHeading: all.runHeading,
    fileName: arrived.fileName,
    at: arrived.arrivedAt,
    badge: stateBadge(visit, arrived),
    back: addressOf(all),
    address,
    isRunning: state === 'reading' || state === 'importing',
    // Before the rows are counted there is nothing to measure by.
    progress:
      job.total > 1
        ? {
            value: job.progress,
            max: job.total,
            text: t('imports.progress', { done: job.progress, total: job.total }),
          }
        : null,
    fault: fault && {
      title: t(state === 'refused' ? 'imports.refused' : 'imports.failed'),
      text:
        fault.row === undefined
          ? faultText(visit, fault.code, fault.args)
          : t('imports.failedRow', { row: fault.row, message: faultText(visit, fault.code, fault.args) }),
    },
    notices: [
      ...arrived.notices.map(({ code, args }) => faultText(visit, code, args)),
      ...(unknown.length > 0 ? [t('imports.unknownColumns', { headers: unknown.join(', ') })] : []),
    ],
    done:
      state === 'imported'
        ? {
            text: [
              t('imports.imported', { imported: counts.imported }),
              ...(counts.listed > 0 ? [t('imports.listedRows', { listed: counts.listed })] : []),
              ...(counts.skipped > 0 ? [t('imports.skippedRows', { skipped: counts.skipped })] : []),
            ].join(' '),
            href: `/runs/${all.run.id}/nominations?organisationId=${arrived.organisationId}`,
          }
        : null,
    isShown: isChecked || state === 'imported',
    isChecked,
    figures: (['error', 'alike', 'new', 'known', 'listed'] as const).flatMap((verdict) => {
      const figure = counts.verdicts[verdict] ?? 0;
      if (figure === 0) return [];
      return [
        {
          badge: { text: t(`imports.verdict.${verdict}`), tone: verdictTones[verdict] },
          count: figure,
          href: `${address}?verdict=${verdict}`,
        },
      ];
    }),
    report: { workbook: `${address}/report.xlsx`, csv: `${address}/report.csv` },
    errors,
    start: isChecked
      ? {
          action: `${address}/import`,
          label: t('imports.import', { rows: counts.rows - (counts.verdicts.listed ?? 0) - errors }),
          blocked: errors > 0 ? t('imports.importBlocked', { rows: errors }) : null,
        }
      : null,
    fields: [
      {
        name: 'show',
        label: t('imports.show'),
        value: query.show ?? '',
        options: [{ value: 'problems', label: t('imports.problems') }],
      },
    ],
    isFiltered: Boolean(query.show || query.verdict),
    rows: listing.items.map((row) => lineOf(visit, arrived, row, isChecked)),
    choicesAction: `${address}/choices`,
    hasChoices: isChecked && listing.items.some(({ verdict }) => verdict !== 'listed'),
    paging: pagingOfListing(visit, address, listing),
  };
}

function lineOf(visit: Visit, arrived: NominationImport, row: OpenRow, isChecked: boolean) {
  const { t } = visit;
  const { verdict, number } = row;
  const people = row.candidates.map(({ personId, fullName: name }) => ({
    value: personId,
    label: t(`imports.choices.${verdict === 'known' ? 'recognised' : 'use'}`, { name }),
  }));
  const options = [
    ...(verdict === 'new' || verdict === 'alike' ? [{ value: 'create', label: t('imports.choices.create') }] : []),
    ...(verdict === 'error' ? [] : people),
    { value: 'skip', label: t('imports.choices.skip') },
  ];
  return {
    number,
    name: nameIn(arrived, row),
    badge: { text: t(`imports.verdict.${verdict}`), tone: verdictTones[verdict] },
    remarks: remarksOf(visit, arrived, row),
    label: `${t('imports.choice')}: ${t('imports.row')} ${number}`,
    options:
      isChecked && verdict !== 'listed'
        ? [{ value: '', label: t('imports.choices.auto') }, ...options].map((option) => ({
            ...option,
            isChosen: option.value === (row.choice === 'use' ? row.chosenPersonId : (row.choice ?? '')),
          }))
        : null,
  };
}
