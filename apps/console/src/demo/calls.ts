import type { INestApplicationContext } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { blocksOf, EligibilityFindings, EligibilityLifts, type Nomination } from '#libs/nominations';
import type { EligibilityRule } from '#libs/training';

/** What the open call of the story asks: somebody is a little too old, somebody speaks Lao alone, two began lately. */
export const demoRules: EligibilityRule[] = [
  { kind: 'age', level: 'warning', min: 22, max: 38 },
  { kind: 'service_years', level: 'block', min: 2 },
  { kind: 'language', level: 'warning', languages: ['vi', 'en'] },
];

/** Lifts whatever blocks somebody who is to be selected all the same. */
export async function liftBlocks(
  context: INestApplicationContext,
  lao: Actor,
  { id, runId }: Nomination,
): Promise<void> {
  const findings = (await context.get(EligibilityFindings).of(lao, runId, [id])).get(id) ?? [];
  const reason = 'ເປັນຜູ້ຊ່ຽວຊານຄົນດຽວຂອງອົງການໃນດ້ານນີ້';
  for (const { kind: rule } of blocksOf(findings)) await context.get(EligibilityLifts).lift(lao, id, { rule, reason });
}
