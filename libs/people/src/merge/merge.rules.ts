import type { OwnWords } from '../person.rules.js';

/** The fields that are looked at one by one. The identity number is one of them, though it is no word. */
export const mergeFieldNames = [
  'fullName',
  'fullNameLatin',
  'birthDate',
  'identityNumber',
  'sex',
  'nationality',
  'organisationId',
  'position',
  'traineeKind',
  'serviceSince',
  'languages',
  'sector',
  'phone',
  'email',
] as const satisfies readonly (keyof OwnWords | 'identityNumber')[];

export type MergeField = (typeof mergeFieldNames)[number];
export type Side = 'survivor' | 'duplicate';
export type MergeChoices = Record<MergeField, Side>;

/** What is compared: the words of a record and how its identity number is shown. */
export type Reviewed = OwnWords & { identityNumber: string | null };

/** The choices a reviewer named; elsewhere what the survivor's record says, or where it says nothing the other's. */
export function choicesOf(survivor: Reviewed, duplicate: Reviewed, named: Partial<MergeChoices> = {}): MergeChoices {
  const chosen = mergeFieldNames.map((field) => {
    const bySilence = isSilent(survivor[field]) && !isSilent(duplicate[field]) ? 'duplicate' : 'survivor';
    return [field, named[field] ?? bySilence];
  });
  return Object.fromEntries(chosen);
}

/** The words of the record that remains. */
export function chosenWords(survivor: OwnWords, duplicate: OwnWords, choices: MergeChoices): OwnWords {
  const taken = mergeFieldNames.flatMap((field) =>
    field !== 'identityNumber' && choices[field] === 'duplicate' ? [[field, duplicate[field]]] : [],
  );
  return { ...survivor, ...Object.fromEntries(taken) };
}

/** Whether the two say another thing there, so that somebody has to choose. */
export const differs = (survivor: Reviewed, duplicate: Reviewed, field: MergeField): boolean =>
  JSON.stringify(survivor[field]) !== JSON.stringify(duplicate[field]);

/** What an organisation knew of one of the two. Null words: the record was open to it. */
export interface Knowing {
  ownWords: OwnWords | null;
  /** The organisation, or one below it, is the employer in the record that remains. */
  employs: boolean;
}

/**
 * What an organisation knows of the person that remains. It goes on seeing what it saw: a merge shows no ministry what
 * another one wrote. The record is open to the employer it names, and to whom it was open if nothing in it has changed.
 */
export function ownWordsAfter({ ownWords, employs }: Knowing, before: OwnWords, isUnchanged: boolean): OwnWords | null {
  if (employs) return null;
  if (ownWords !== null) return ownWords;
  return isUnchanged ? null : before;
}

/** Both at once: what one organisation knew of each of the two. The more open of them stays. */
export const moreOpen = (one: OwnWords | null, other: OwnWords | null): OwnWords | null =>
  one === null || other === null ? null : one;

function isSilent(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.values(value).every(isSilent);
}

/** The smaller id first: a pair has no order. */
export const inOrder = (one: string, other: string): [string, string] => (one < other ? [one, other] : [other, one]);
