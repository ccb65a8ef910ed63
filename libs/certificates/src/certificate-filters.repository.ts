import { Injectable } from '@nestjs/common';
import { type Actor, type LocalisedText, scopeOf } from '#libs/kernel';
import { Database, jsonOfRaw } from '#libs/platform';
import { certificateAccess } from './certificate.policy.js';
import { certificatesSeen } from './certificate-sight.js';

/** As many as one looks through; older runs lead to their certificates themselves. */
const mostOffered = 300;

export interface OfferedRun {
  id: string;
  code: string;
}

export interface OfferedOrganisation {
  id: string;
  name: LocalisedText;
}

/** By what certificates in sight can be told apart. What is chosen already comes first, so that it is always there. */
@Injectable()
export class CertificateFiltersRepository {
  constructor(private readonly database: Database) {}

  /** The newest first. */
  runs(actor: Actor, chosenId: string): Promise<OfferedRun[]> {
    const seen = certificatesSeen(scopeOf(actor, certificateAccess.list));
    return this.database.rows<OfferedRun>(
      `SELECT r.id, r.code FROM course_run r
        WHERE EXISTS (SELECT 1 FROM certificate k WHERE k.run_id = r.id AND (${seen.sql}))
        ORDER BY CASE WHEN r.id = ? THEN 0 ELSE 1 END, r.starts_on DESC, r.id DESC LIMIT ${mostOffered}`,
      [...seen.parameters, chosenId],
    );
  }

  async organisations(actor: Actor, chosenId: string): Promise<OfferedOrganisation[]> {
    const seen = certificatesSeen(scopeOf(actor, certificateAccess.list));
    const rows = await this.database.rows<{ id: string; name: unknown }>(
      `SELECT o.id, o.name FROM organisation o
        WHERE EXISTS (SELECT 1 FROM certificate k WHERE k.organisation_id = o.id AND (${seen.sql}))
        ORDER BY CASE WHEN o.id = ? THEN 0 ELSE 1 END, o.sort_key, o.id LIMIT ${mostOffered}`,
      [...seen.parameters, chosenId],
    );
    return rows.map(({ id, name }) => ({ id, name: jsonOfRaw(name) }));
  }
}
