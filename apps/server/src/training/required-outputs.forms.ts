import { z } from 'zod';
import { dateField } from '#libs/platform';
import {
  dueDaysField,
  mostOfKind,
  type OutputKind,
  outputKinds,
  perWhom,
  type RequiredOfCourse,
  type RequiredOfRun,
} from '#libs/training';
import type { Visit } from '../web/index.js';
import { withDue } from './required-outputs.words.js';

/** Required outputs as forms send them: a fieldset for each kind, of which none is not required. */

const fieldset = z
  .strictObject({
    count: z.number().int().min(0).max(mostOfKind).default(0),
    per: z.enum(perWhom, 'field.not_a_choice').default('run'),
    dueDays: dueDaysField().nullable().default(null),
    dueOn: dateField().nullable().default(null),
  })
  .prefault({});

const fieldsets = Object.fromEntries(outputKinds.map((kind) => [kind, fieldset])) as Record<
  OutputKind,
  typeof fieldset
>;

/** What stands in a form in the place of `requiredOutputs`; a form without it leaves them alone. */
export const requiredForm = z.strictObject(fieldsets).optional();

type RequiredForm = z.output<typeof requiredForm>;

const asked = (form: NonNullable<RequiredForm>) =>
  outputKinds.flatMap((kind) => (form[kind].count > 0 ? [{ kind, ...form[kind] }] : []));

export const requiredOfCourse = (form: RequiredForm): RequiredOfCourse[] | undefined =>
  form && asked(form).map(({ dueOn: _, ...one }) => one);

/** Due in days after the end while a run is planned like its course, by a date from then on. */
export const requiredOfRun = (form: RequiredForm): (RequiredOfRun & { dueDays?: number })[] | undefined =>
  form && asked(form).map(({ dueDays, ...one }) => (dueDays === null ? one : { ...one, dueDays }));

/** The fieldsets as they stand for what is required. */
export const requiredOutputsForm = (
  visit: Visit,
  required: readonly (RequiredOfCourse | RequiredOfRun)[],
  due: 'dueDays' | 'dueOn',
) =>
  outputKinds.map((kind) => {
    const one: Partial<RequiredOfCourse & RequiredOfRun> = required.find((each) => each.kind === kind) ?? {};
    const field = (name: string) => `required.${kind}.${name}`;
    return {
      ...foldOf(visit, kind, required),
      title: visit.t(`outputs.kind.${kind}`),
      count: { name: field('count'), value: one.count ?? 0 },
      per: {
        name: field('per'),
        value: one.per ?? 'run',
        options: perWhom.map((value) => ({ value, label: visit.t(`required-outputs.per.${value}`) })),
      },
      due: {
        name: field(due),
        label: visit.t(`required-outputs.field.${due}`),
        value: one[due] ?? '',
        type: due === 'dueOn' ? 'date' : 'number',
      },
    };
  });

/** The fold of one kind says what is required; of a form that was refused, what was typed stays in sight. */
function foldOf(visit: Visit, kind: OutputKind, required: readonly (RequiredOfCourse | RequiredOfRun)[]) {
  const { form } = visit;
  const one = form ? undefined : required.find((each) => each.kind === kind);
  const typed = form?.values[`required.${kind}.count`] ?? '0';
  const isRequired = form ? !['', '0'].includes(String(typed)) : one !== undefined;
  return {
    isOpen: form !== null && (isRequired || form.errors.some(({ field }) => field.startsWith(`required.${kind}.`))),
    badge: {
      text: visit.t(`required-outputs.${isRequired ? 'required' : 'notRequired'}`),
      tone: isRequired ? 'good' : 'neutral',
    },
    says: one ? withDue(visit, one) : null,
  };
}
