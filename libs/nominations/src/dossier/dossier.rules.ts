import { allowed, type Decision, denied, type ErrorArgs, type LocalDate, localDate } from '#libs/kernel';
import type { DocumentKind } from '#libs/training';
import { type Circumstances, mayTake, type NominationState, type NominationStatus } from '../nomination.rules.js';

/** What is missing in a dossier, what is wrong in it, and who may still change it. */

/** A document that is there. */
export interface HeldDocument {
  kind: DocumentKind;
  issuedOn: LocalDate | null;
  validUntil: LocalDate | null;
  width: number | null;
  height: number | null;
}

export type ProblemCode = 'health_old' | 'photo_old' | 'photo_shape' | 'passport_ends' | 'passport_ends_soon';

/** Something VIOIT should look at; it stops nothing by itself. */
export interface DocumentProblem {
  kind: DocumentKind;
  code: ProblemCode;
  args: ErrorArgs;
}

export interface CoursePeriod {
  startsOn: LocalDate;
  endsOn: LocalDate;
}

/** Health papers and photos are at most so many months old on the first day, passports valid so long after the last. */
export const freshMonths = 6;

/** The same day so many months later, or the last day of that month: 31 August less six months is 28 February. */
export function monthsAfter(date: LocalDate, months: number): LocalDate {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const there = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  there.setUTCDate(Math.min(day, there.getUTCDate()));
  return localDate(there.toISOString().slice(0, 10));
}

/** Required kinds that are not there, in the order they are required. */
export const missingKinds = (
  required: readonly DocumentKind[],
  held: readonly { kind: DocumentKind }[],
): DocumentKind[] => required.filter((kind) => !held.some((document) => document.kind === kind));

/** 4×6 cm: upright, two by three, with a tenth of tolerance. */
const isPassportShape = (width: number, height: number): boolean => Math.abs(width / height / (2 / 3) - 1) <= 0.1;

export function problemsOf(documents: readonly HeldDocument[], { startsOn, endsOn }: CoursePeriod): DocumentProblem[] {
  return documents.flatMap(({ kind, issuedOn, validUntil, width, height }) => {
    const found: DocumentProblem[] = [];
    const tell = (code: ProblemCode, args: ErrorArgs) => found.push({ kind, code, args });
    const isOld = issuedOn !== null && monthsAfter(issuedOn, freshMonths) < startsOn;
    if (kind === 'health_paper' && isOld) tell('health_old', { issuedOn, startsOn });
    if (kind === 'photo' && isOld) tell('photo_old', { issuedOn, startsOn });
    if (kind === 'photo' && width && height && !isPassportShape(width, height)) tell('photo_shape', { width, height });
    if (kind === 'passport' && validUntil) {
      if (validUntil < endsOn) tell('passport_ends', { validUntil, endsOn });
      else if (validUntil < monthsAfter(endsOn, freshMonths)) tell('passport_ends_soon', { validUntil, endsOn });
    }
    return found;
  });
}

/** A seat is confirmed on a whole dossier only. */
export function mayConfirmDossier(missing: readonly DocumentKind[]): Decision {
  const [first] = missing;
  if (!first) return allowed;
  return denied('nomination.dossier_incomplete', { count: missing.length, first, missing: missing.join(', ') });
}

/**
 * Whether documents may be added and taken away: in a draft, and in what was returned until the day named there. A
 * replacement enters as submitted, without ever having been a draft: it is open until it is decided on.
 */
export function mayChangeDossier(
  { status, returnUntil, replacesId }: NominationState & { replacesId: string | null },
  circumstances: Circumstances,
): Decision {
  const isNewReplacement = status === 'submitted' && replacesId !== null;
  const asIf: NominationStatus = isNewReplacement ? 'draft' : status;
  const decision = mayTake('edit', { status: asIf, returnUntil }, circumstances);
  return decision !== allowed && decision.denied === 'nomination.cannot_edit'
    ? denied('dossier.not_open', { status })
    : decision;
}
