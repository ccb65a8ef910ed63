import type { Sector } from '#libs/kernel';
import type { SpokenLanguage, TraineeKind } from '#libs/people';

/** What a call asks of the people nominated, as data on the run. A block is refused at selection until it is lifted. */
export const ruleLevels = ['warning', 'block'] as const;
export type RuleLevel = (typeof ruleLevels)[number];

export const eligibilityKinds = [
  'age',
  'service_years',
  'trainee_kind',
  'language',
  'attended_before',
  'sector',
] as const;
export type EligibilityKind = (typeof eligibilityKinds)[number];

/** `course`: the same course; `programme`: any course of its programme. */
export const attendedScopes = ['course', 'programme'] as const;
export type AttendedScope = (typeof attendedScopes)[number];

/** At most one rule of each kind. */
export type EligibilityRule = { level: RuleLevel } & (
  | {
      kind: 'age';
      /** Full years on the first day of the run; at least one of the two. */
      min?: number | undefined;
      max?: number | undefined;
    }
  | {
      kind: 'service_years';
      /** Full years on the first day of the run. */
      min: number;
    }
  | { kind: 'trainee_kind'; kinds: TraineeKind[] }
  | {
      kind: 'language';
      /** Speaking one of them is enough. */
      languages: SpokenLanguage[];
    }
  | {
      kind: 'attended_before';
      scope: AttendedScope;
      /** Runs that ended within so many years before the first day; without it whenever it was. */
      withinYears?: number | undefined;
    }
  | { kind: 'sector'; sectors: Sector[] }
);

/** The papers a nomination may have to carry. */
export const documentKinds = ['cv', 'photo', 'passport', 'health_paper', 'official_letter'] as const;
export type DocumentKind = (typeof documentKinds)[number];
