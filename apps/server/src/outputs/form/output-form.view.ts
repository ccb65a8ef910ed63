import { isAllowed, pickText } from '#libs/kernel';
import { type AuthorName, type Lack, lacksOf, maySubmit, type OutputDetail, usualLicence } from '#libs/outputs';
import { acceptedExtensions } from '#libs/platform';
import type { RunRow } from '#libs/training';
import { type Visit, whyNot } from '../../web/index.js';
import { editing } from '../output-actions.view.js';
import { fileRows, runCrumbs, tablesHref } from '../output-page.view.js';
import {
  accessOptions,
  criterionOptions,
  gateOptions,
  kindOptions,
  licenceOptions,
  type Option,
  provinceOptions,
  sectorOptions,
  zoneOptions,
} from '../output-words.js';

/** The pages of the guided form, in their order. */
export const formSteps = ['about', 'content', 'authors', 'files', 'check'] as const;
export type FormStep = (typeof formSteps)[number];

/** What one page of the form is made from. */
export interface FormSource {
  detail: OutputDetail;
  run: RunRow;
}

export const stepHref = (id: string, step: FormStep) => `/outputs/${id}/edit/${step}`;

export const nextStep = (step: FormStep): FormStep => formSteps[formSteps.indexOf(step) + 1] ?? 'check';

const stepOfLack = ({ pointer }: Lack): FormStep => {
  if (pointer.startsWith('/content/')) return 'content';
  return pointer === '/files' || pointer === '/tables' ? 'files' : 'about';
};

const factsOf = ({ output, files, tableCount }: OutputDetail) => ({
  ...output,
  fileCount: files.length,
  tableCount,
});

/** What every page of the form shows: where one is, what each page still lacks, and the version one started from. */
export function formFrame(visit: Visit, { detail, run }: FormSource, step: FormStep) {
  const { output } = detail;
  const lacks = lacksOf(factsOf(detail));
  const name = (one: FormStep) =>
    visit.t(one === 'content' || one === 'files' ? `outputs.step.${one}.${output.kind}` : `outputs.step.${one}`);
  const title = pickText(output.title, visit.language).text;
  return {
    title: `${name(step)} – ${title}`,
    heading: name(step),
    kicker: visit.t('outputs.step.of', { number: formSteps.indexOf(step) + 1, count: formSteps.length }),
    breadcrumb: [
      ...runCrumbs(visit, run),
      { label: title, href: `/outputs/${output.id}` },
      { label: visit.t('outputs.action.edit') },
    ],
    steps: formSteps.map((one) => {
      const count = one === 'check' ? lacks.length : lacks.filter((lack) => stepOfLack(lack) === one).length;
      const isDone = count === 0 && one !== 'check';
      return {
        name: name(one),
        href: stepHref(output.id, one),
        isCurrent: one === step,
        state: one === step ? 'current' : isDone ? 'done' : 'todo',
        note: count > 0 ? visit.t('outputs.form.lacking', { count }) : isDone ? visit.t('outputs.form.complete') : null,
      };
    }),
    action: stepHref(output.id, step),
    back: `/outputs/${output.id}`,
    next: step === 'check' ? null : stepHref(output.id, nextStep(step)),
    version: output.version,
    output,
  };
}

/** What the fields of the first page are chosen from. */
export const aboutChoices = (visit: Visit) => ({
  kinds: kindOptions(visit).map((kind) => ({ ...kind, hint: visit.t(`outputs.kindHint.${kind.value}`) })),
  sectors: sectorOptions(visit),
  provinces: provinceOptions(visit),
  zones: zoneOptions(visit),
  gates: gateOptions(visit),
  criteria: criterionOptions(visit),
  licences: licenceOptions(visit),
  accessLevels: accessOptions(visit),
});

export const aboutStep = (visit: Visit, source: FormSource) => ({
  ...formFrame(visit, source, 'about'),
  ...aboutChoices(visit),
  enterprises: source.detail.output.enterprises.join('\n'),
});

export const authorOption = ({ enrolmentId, fullName, fullNameLatin }: AuthorName): Option => ({
  value: enrolmentId,
  label: fullName,
  hint: fullNameLatin === fullName ? '' : fullNameLatin,
});

/** Those named stay to choose from though their seat has ended. */
export function authorsStep(visit: Visit, source: FormSource, possible: readonly AuthorName[]) {
  const named = source.detail.authors;
  const others = named.filter((one) => !possible.some((each) => each.enrolmentId === one.enrolmentId));
  return {
    ...formFrame(visit, source, 'authors'),
    authors: [...possible, ...others].map(authorOption),
    authorIds: named.map(({ enrolmentId }) => enrolmentId),
  };
}

/** `limit`: bytes a file may have. */
export function filesStep(visit: Visit, source: FormSource, limit: number) {
  const { detail } = source;
  return {
    ...formFrame(visit, source, 'files'),
    tablesHref: tablesHref(detail.output),
    files: fileRows(visit, detail),
    edit: editing(visit, detail),
    hint: visit.t(`outputs.filesHint.${detail.output.kind}`),
    upload: {
      action: `/outputs/${detail.output.id}/files`,
      hint: visit.t('outputs.fileHint', {
        megabytes: Math.floor(limit / 1024 / 1024),
        accepted: acceptedExtensions.join(', '),
      }),
      accept: acceptedExtensions.map((extension) => `.${extension}`).join(','),
    },
  };
}

export function checkStep(visit: Visit, source: FormSource) {
  const { output } = source.detail;
  const facts = factsOf(source.detail);
  const decision = maySubmit(facts);
  return {
    ...formFrame(visit, source, 'check'),
    lacks: lacksOf(facts).map((lack) => ({
      text: visit.t(`errors.${lack.code}`),
      href: `${stepHref(output.id, stepOfLack(lack))}#output-${lack.pointer.slice(1).replaceAll('/', '.')}`,
    })),
    submission: {
      form: 'submit',
      action: `/outputs/${output.id}/submission`,
      label: visit.t('outputs.action.submit'),
      disabled: !isAllowed(decision),
      why: whyNot(visit, decision),
    },
  };
}

/** The page of an output that is not there yet: what it is about, and who made it. */
export const newOutputPage = (visit: Visit, run: RunRow, authors: (AuthorName & { isOneself: boolean })[]) => ({
  title: visit.t('outputs.form.newTitle'),
  breadcrumb: [...runCrumbs(visit, run), { label: visit.t('outputs.action.draft') }],
  action: `/runs/${run.id}/outputs/new`,
  back: `/runs/${run.id}/outputs`,
  ...aboutChoices(visit),
  output: { province: run.province, licence: usualLicence, accessLevel: 'public' },
  authors: authors.map(authorOption),
  authorIds: authors.filter(({ isOneself }) => isOneself).map(({ enrolmentId }) => enrolmentId),
});
