import type { RequiredOfCourse, RequiredOfRun, RequiredOutput } from '#libs/training';
import type { Visit } from '../web/index.js';

/** `Practical report: 2 from each trainee alone`. */
export const requiredOutputWords = (visit: Visit, { kind, count, per }: RequiredOutput): string =>
  visit.t(`required-outputs.asked.${per}`, { kind: visit.t(`outputs.kind.${kind}`), number: count });

/** With the day it is due, if there is one. */
export const withDue = (visit: Visit, required: RequiredOfCourse | RequiredOfRun): string => {
  const words = requiredOutputWords(visit, required);
  if ('dueOn' in required)
    return required.dueOn ? `${words} (${visit.t('required-outputs.dueOn', { date: required.dueOn })})` : words;
  const { dueDays } = required;
  if (dueDays === null) return words;
  return `${words} (${dueDays === 0 ? visit.t('required-outputs.dueAtEnd') : visit.t('required-outputs.dueDays', { count: dueDays })})`;
};

export const requiredOutputsWords = (visit: Visit, all: readonly (RequiredOfCourse | RequiredOfRun)[]): string =>
  all.length === 0 ? visit.t('courses.noOutputs') : all.map((one) => withDue(visit, one)).join('; ');
