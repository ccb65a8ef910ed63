/** What an output is judged by. Each counts from 0 (not at all) to 3 (fully). */
export const rubricCriteria = ['usable', 'correct', 'documented', 'in_both_languages', 'no_personal_data'] as const;
export type RubricCriterion = (typeof rubricCriteria)[number];

export const mostPoints = 3;

/** One criterion judged. */
export interface Judgement {
  points: number;
  note: string;
}

export type Rubric = Record<RubricCriterion, Judgement>;
