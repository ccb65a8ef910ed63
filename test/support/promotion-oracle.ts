import { isDeepStrictEqual } from 'node:util';
import { Audit, Database } from '#libs/platform';
import type { Finder } from './training.js';

interface Outcome {
  promoted: string | null;
  /** In the order of their turns. */
  passedOver: string[];
}

/** A freed seat: who moved up and who was passed over, and who should have been. */
export interface Verdict {
  freed: string;
  told: Outcome;
  expected: Outcome;
}

interface ReserveRow {
  id: string;
  organisation_id: string;
  path: string;
  sector: string | null;
  eligibility_rules: unknown;
  lifted_rule: unknown;
}

interface QuotaRow {
  seats: number;
  taken: number;
  path: string;
}

/**
 * Recomputes every promotion by the words of the rule alone, from what the database holds at that moment: where the
 * seat went is written down in the unit that freed it, before anybody moves. Shares no code with the promotion.
 */
export function judgePromotions(found: Finder): Verdict[] {
  const verdicts: Verdict[] = [];
  const audit = found.get(Audit);
  const record = audit.record.bind(audit);
  audit.record = async (actor, entry) => {
    if (['nomination.seat_passed_on', 'nomination.seat_left_free'].includes(entry.action)) {
      const { promotedId: promoted = null, passedOver = [] } = entry.details as Partial<Outcome> & {
        promotedId?: string;
      };
      const expected = await rightful(found.get(Database), entry.subjectId);
      verdicts.push({ freed: entry.subjectId, told: { promoted, passedOver }, expected });
    }
    await record(actor, entry);
  };
  return verdicts;
}

/**
 * Never whoever gave the seat up, nor whom a rule of the call blocks: the first reserve of the same organisation, else
 * the first of the run whose organisation has quota left, else nobody. Who is blocked is passed over in their turn.
 */
async function rightful(database: Database, freedId: string): Promise<Outcome> {
  const [freed] = await database.rows<{ run_id: string; organisation_id: string }>(
    'SELECT run_id, organisation_id FROM nomination WHERE id = ?',
    [freedId],
  );
  const reserves = await database.rows<ReserveRow>(
    `SELECT n.id, n.organisation_id, o.path, p.sector, r.eligibility_rules,
      (SELECT l.lifted_rule FROM eligibility_lift l WHERE l.nomination_id = n.id AND l.rule = 'sector') AS lifted_rule
      FROM nomination n JOIN organisation o ON o.id = n.organisation_id JOIN person p ON p.id = n.person_id
      JOIN course_run r ON r.id = n.run_id
      WHERE n.run_id = ? AND n.status = 'reserve' AND n.id <> ? ORDER BY n.reserve_position`,
    [freed!.run_id, freedId],
  );
  const quotas = await database.rows<QuotaRow>(
    'SELECT q.seats, q.taken, o.path FROM quota q JOIN organisation o ON o.id = q.organisation_id WHERE q.run_id = ?',
    [freed!.run_id],
  );
  const passedOver: string[] = [];
  for (const reserve of reserves) {
    if (reserve.organisation_id !== freed!.organisation_id) continue;
    if (!isBlocked(reserve)) return { promoted: reserve.id, passedOver };
    passedOver.push(reserve.id);
  }
  for (const reserve of reserves) {
    if (reserve.organisation_id === freed!.organisation_id) continue;
    let nearest: QuotaRow | null = null;
    for (const quota of quotas)
      if (reserve.path.startsWith(quota.path) && quota.path.length > (nearest?.path.length ?? 0)) nearest = quota;
    if (!nearest || Number(nearest.taken) >= Number(nearest.seats)) continue;
    if (!isBlocked(reserve)) return { promoted: reserve.id, passedOver };
    passedOver.push(reserve.id);
  }
  return { promoted: null, passedOver };
}

/** By the rules of the stories judged here, which ask for a sector alone. A rule lifted as it stands is no hindrance. */
function isBlocked({ sector, eligibility_rules: rules, lifted_rule: lifted }: ReserveRow): boolean {
  for (const rule of read(rules) as { kind: string; level: string; sectors: string[] }[]) {
    if (rule.kind !== 'sector') throw new Error(`No judgement on ${rule.kind}`);
    if (rule.level !== 'block' || (sector !== null && rule.sectors.includes(sector))) continue;
    if (!isDeepStrictEqual(read(lifted), rule)) return true;
  }
  return false;
}

const read = (json: unknown): unknown => (typeof json === 'string' ? JSON.parse(json) : json);
