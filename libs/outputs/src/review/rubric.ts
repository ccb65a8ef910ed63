/** What an output is judged by. Each counts from 0 (not at all) to 3 (fully). */
export const rubricCriteria = ['usable', 'correct', 'documented', 'in_both_languages', 'no_personal_data'] as const;
export type RubricCriterion = (typeof rubricCriteria)[number];

export const mostPoints = 3;

/** One criterion judged. Null points: it is named as not met by a return. */
export interface Judgement {
  points: number | null;
  note: string;
}

export type Rubric = Partial<Record<RubricCriterion, Judgement>>;

/** All points, null where none were given. */
export function pointsOf(rubric: Rubric): number | null {
  const points = Object.values(rubric).flatMap((one) => (one.points === null ? [] : [one.points]));
  return points.length === 0 ? null : points.reduce((sum, one) => sum + one, 0);
}
