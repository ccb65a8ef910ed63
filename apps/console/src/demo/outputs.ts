import { acceptanceFields } from '#libs/outputs';
import type { OutputKind } from '#libs/training';
import { demoDatasets } from './datasets.js';
import type { DemoPair } from './demo-output.js';
import { demoModels } from './models.js';
import { demoReports } from './reports.js';

export const demoOutputs: Record<OutputKind, DemoPair> = {
  dataset: demoDatasets,
  model: demoModels,
  practical_report: demoReports,
};

export const demoReview = acceptanceFields.parse({
  rubric: { usable: 3, correct: 3, documented: 2, in_both_languages: 3, no_personal_data: 3 },
  note: 'Dùng được ngay; nên nói rõ hơn cách thu thập số liệu.',
});
