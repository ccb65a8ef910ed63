import { Audit, Database } from '#libs/platform';
import type { Finder } from './training.js';

/** A freed seat: who moved up, and who should have. */
export interface Verdict {
  freed: string;
  promoted: string | null;
  expected: string | null;
}

interface ReserveRow {
  id: string;
  organisation_id: string;
  path: string;
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
      const promoted = (entry.details?.promotedId as string | undefined) ?? null;
      verdicts.push({
        freed: entry.subjectId,
        promoted,
        expected: await rightful(found.get(Database), entry.subjectId),
      });
    }
    await record(actor, entry);
  };
  return verdicts;
}

/** Never whoever gave the seat up: the first reserve of the same organisation, else the first of the run whose organisation has quota left, else nobody. */
async function rightful(database: Database, freedId: string): Promise<string | null> {
  const [freed] = await database.rows<{ run_id: string; organisation_id: string }>(
    'SELECT run_id, organisation_id FROM nomination WHERE id = ?',
    [freedId],
  );
  const reserves = await database.rows<ReserveRow>(
    `SELECT n.id, n.organisation_id, o.path FROM nomination n JOIN organisation o ON o.id = n.organisation_id
      WHERE n.run_id = ? AND n.status = 'reserve' AND n.id <> ? ORDER BY n.reserve_position`,
    [freed!.run_id, freedId],
  );
  const quotas = await database.rows<QuotaRow>(
    'SELECT q.seats, q.taken, o.path FROM quota q JOIN organisation o ON o.id = q.organisation_id WHERE q.run_id = ?',
    [freed!.run_id],
  );
  for (const reserve of reserves) if (reserve.organisation_id === freed!.organisation_id) return reserve.id;
  for (const reserve of reserves) {
    let nearest: QuotaRow | null = null;
    for (const quota of quotas)
      if (reserve.path.startsWith(quota.path) && quota.path.length > (nearest?.path.length ?? 0)) nearest = quota;
    if (nearest && Number(nearest.taken) < Number(nearest.seats)) return reserve.id;
  }
  return null;
}
