import { z } from 'zod';
import { type Call, callStates, documentKinds, eligibilityRuleSchema, type QuotaRow } from '#libs/training';
import type { Visit } from '../web/index.js';
import { levelBadge, ruleText } from './eligibility-words.js';
import { dateSchema, localisedSchema } from './training.view.js';

const quotaSchema = z.object({
  organisationId: z.string(),
  organisationName: localisedSchema,
  seats: z.number().int(),
  /** Confirmed and held. */
  taken: z.number().int(),
});

export const callSchema = z.object({
  runId: z.string(),
  /** `open`: nominations are taken today. */
  state: z.enum(callStates),
  opensOn: dateSchema,
  closesOn: dateSchema,
  /** 0 on the last day; null while nominations are not taken. */
  daysLeft: z.number().int().nullable(),
  capacity: z.number().int(),
  seatsTaken: z.number().int(),
  /** What the caller's organisation nominates under: its own or its nearest ancestor's. */
  ownQuota: quotaSchema.nullable(),
  /** All quotas, for those who plan; null for everybody else. */
  quotas: z.array(quotaSchema).nullable(),
  eligibilityRules: z.array(eligibilityRuleSchema),
  requiredDocuments: z.array(z.enum(documentKinds)),
});

const quotaResource = ({ organisationId, organisationName, seats, taken }: QuotaRow): z.output<typeof quotaSchema> => ({
  organisationId,
  organisationName,
  seats,
  taken,
});

export const callResource = ({ run, state, daysLeft, ownQuota, quotas }: Call): z.output<typeof callSchema> => ({
  runId: run.id,
  state,
  opensOn: run.nominationOpensOn,
  closesOn: run.nominationClosesOn,
  daysLeft,
  capacity: run.capacity,
  seatsTaken: run.seatsTaken,
  ownQuota: ownQuota && quotaResource(ownQuota),
  quotas: quotas?.map(quotaResource) ?? null,
  eligibilityRules: run.eligibilityRules,
  requiredDocuments: run.requiredDocuments,
});

/** How long a call still lasts, in words; null before it is opened and long after. */
export function callTime({ t }: Visit, { state, daysLeft }: Pick<Call, 'state' | 'daysLeft'>, opensOn: string): string {
  if (state === 'not_yet_open') return t('eligibility.call.opensOn', { date: opensOn });
  if (daysLeft === null) return t('eligibility.call.over');
  return daysLeft === 0 ? t('eligibility.call.lastDay') : t('eligibility.call.daysLeft', { count: daysLeft });
}

/** The panel of the call on the page of a run. */
export const callPanel = (visit: Visit, call: Call) => ({
  closesOn: call.run.nominationClosesOn,
  time: callTime(visit, call, call.run.nominationOpensOn),
  isOpen: call.state === 'open',
  hasOwn: call.hasOwn,
  ownQuota: call.ownQuota && {
    name: call.ownQuota.organisationName,
    seats: call.ownQuota.seats,
    taken: call.ownQuota.taken,
  },
  capacity: call.run.capacity,
  seatsTaken: call.run.seatsTaken,
  rules: call.run.eligibilityRules.map((rule) => ({
    kind: visit.t(`eligibility.kind.${rule.kind}`),
    text: ruleText(visit, rule),
    badge: levelBadge(visit, rule.level),
  })),
  documents: call.run.requiredDocuments.map((kind) => visit.t(`dossier.kind.${kind}`)),
});
