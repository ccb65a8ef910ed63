import type { DocumentKind, EligibilityRule } from '#libs/training';
import type { demoPlaces } from './courses.js';

/** A run of the story, placed in time around today. */
export interface DemoRun {
  code: string;
  course: number;
  place: keyof typeof demoPlaces;
  /** Days from today to the first day. */
  startsIn: number;
  /** Days from the first to the last. */
  length: number;
  /** From and to in the list of trainees. */
  people: [number, number];
  /** Whether the first of that list, whose account can be tried, has a seat beside them. */
  withTrainee?: true;
  /** What its call asks each dossier to hold. */
  documents?: DocumentKind[];
  /** Whether somebody of it delivers a dataset with a table besides what is required. */
  hasTable?: true;
  /** How many of those who are eligible have a decision of their own, not yet approved. */
  certifiedLater?: number;
  /** What its call asks of people. */
  rules?: EligibilityRule[];
}
