import { Injectable } from '@nestjs/common';
import { type Actor, type LocalisedText, type Scope, scopeOf, searchKey } from '#libs/kernel';
import { NameSearch, type OwnWords, ownOrganisation } from '#libs/people';
import {
  allOf,
  anyOf,
  Database,
  instantOfRaw,
  instantOfRawOrNull,
  jsonOfRaw,
  type Listing,
  listPage,
  mapListing,
  type Where,
  where,
} from '#libs/platform';
import { assignedRun } from '#libs/training';
import type { EnrolmentStatus } from './enrolment.entity.js';
import type { RosterQuery } from './nomination.fields.js';
import { enrolmentAccess } from './nomination.policy.js';

/** Somebody with a seat, as the roster shows them. */
export interface RosterRow {
  id: string;
  runId: string;
  nominationId: string;
  personId: string;
  fullName: string;
  fullNameLatin: string;
  organisationId: string;
  organisationName: LocalisedText;
  status: EnrolmentStatus;
  confirmedAt: Date;
  endedAt: Date | null;
  version: number;
  /** Null where the reader sees masked fields only. */
  sex: string | null;
  position: LocalisedText | null;
  traineeKind: string | null;
}

type Raw = Record<string, unknown>;

@Injectable()
export class RosterRepository {
  constructor(
    private readonly database: Database,
    private readonly names: NameSearch,
  ) {}

  async ofRun(actor: Actor, runId: string, query: RosterQuery): Promise<Listing<RosterRow>> {
    const scope = scopeOf(actor, enrolmentAccess.roster);
    const words = searchKey(query.q ?? '');
    const within = scope.allBy.length > 0 ? null : scope.organisationPath;
    const listing = await listPage<Raw>(
      this.database,
      {
        from: 'enrolment e JOIN person p ON p.id = e.person_id',
        id: 'e.id',
        where: allOf(
          where('e.run_id = ?', runId),
          inSight(scope),
          query.organisationId ? where('e.organisation_id = ?', query.organisationId) : null,
          query.status ? where('e.status = ?', query.status) : null,
          await this.names.holding('e.person_id', words ? [words] : [], within),
        ),
        sorts: { name: 'p.sort_key', confirmedAt: 'e.confirmed_at' },
        defaultSort: 'name',
        select: `e.id, e.run_id, e.nomination_id, e.person_id, e.organisation_id, e.status, e.confirmed_at, e.ended_at,
          e.version, p.full_name, p.full_name_latin, p.sex, p.position, p.trainee_kind, o.name AS organisation_name,
          w.own_words`,
        join: `JOIN organisation o ON o.id = e.organisation_id
          LEFT JOIN person_organisation w ON w.person_id = e.person_id AND w.organisation_id = e.organisation_id`,
      },
      query,
    );
    return mapListing(listing, (raw) => rosterRow(raw, scope));
  }

  /** How many have a seat, and how many of them are women: Lao reports always say. */
  async countActive(runId: string): Promise<{ all: number; women: number }> {
    const [row] = await this.database.rows<Raw>(
      `SELECT COUNT(*) AS everybody, SUM(CASE WHEN p.sex = 'female' THEN 1 ELSE 0 END) AS women
        FROM enrolment e JOIN person p ON p.id = e.person_id WHERE e.run_id = ? AND e.status = 'active'`,
      [runId],
    );
    return { all: Number(row.everybody), women: Number(row.women ?? 0) };
  }
}

const inSight = (scope: Scope): Where =>
  anyOf(
    scope.allBy.length > 0 ? where('1 = 1') : null,
    ownOrganisation('e.organisation_id', scope),
    scope.assignedPersonId === null ? null : assignedRun('e.run_id', scope.assignedPersonId),
  );

function rosterRow(raw: Raw, { masked, allBy, organisationPath }: Scope): RosterRow {
  const speaksForItself = allBy.length === 0 && organisationPath !== null && raw.own_words !== null;
  const words = speaksForItself ? jsonOfRaw<OwnWords | null>(raw.own_words) : null;
  return {
    id: raw.id as string,
    runId: raw.run_id as string,
    nominationId: raw.nomination_id as string,
    personId: raw.person_id as string,
    fullName: words?.fullName ?? (raw.full_name as string),
    fullNameLatin: words?.fullNameLatin ?? (raw.full_name_latin as string),
    organisationId: raw.organisation_id as string,
    organisationName: jsonOfRaw(raw.organisation_name),
    status: raw.status as EnrolmentStatus,
    confirmedAt: instantOfRaw(raw.confirmed_at),
    endedAt: instantOfRawOrNull(raw.ended_at),
    version: Number(raw.version),
    sex: masked ? null : (words?.sex ?? (raw.sex as string)),
    position: masked ? null : (words?.position ?? jsonOfRaw(raw.position)),
    traineeKind: masked ? null : words ? words.traineeKind : (raw.trainee_kind as string | null),
  };
}
