import { Injectable } from '@nestjs/common';
import { type Actor, type LocalisedText, type Scope, scopeOf, searchKey } from '#libs/kernel';
import {
  allOf,
  anyOf,
  containing,
  Database,
  jsonOfRaw,
  type Listing,
  type ListQuery,
  listPage,
  mapListing,
  type Where,
  where,
} from '#libs/platform';
import { Programme } from './programme.entity.js';
import { programmeAccess } from './training.policy.js';

export interface ProgrammeRow {
  id: string;
  code: string;
  title: LocalisedText;
  description: LocalisedText;
  /** Courses of it. */
  courses: number;
  version: number;
}

interface RawProgramme extends Omit<ProgrammeRow, 'title' | 'description'> {
  title: string;
  description: string;
}

/** Whoever sees published ones only sees a programme once a call was opened under it. */
const inSight = ({ allBy, publishedOnly }: Scope): Where =>
  anyOf(
    allBy.length > 0 ? where('1 = 1') : null,
    publishedOnly
      ? where(
          `EXISTS (SELECT 1 FROM course pc JOIN course_run pr ON pr.course_id = pc.id
            WHERE pc.programme_id = p.id AND pr.called_at IS NOT NULL)`,
        )
      : null,
  );

@Injectable()
export class ProgrammesRepository {
  constructor(private readonly database: Database) {}

  async list(actor: Actor, query: ListQuery): Promise<Listing<ProgrammeRow>> {
    const words = query.q ? searchKey(query.q) : '';
    const listing = await listPage<RawProgramme>(
      this.database,
      {
        from: 'programme p',
        id: 'p.id',
        where: allOf(
          inSight(scopeOf(actor, programmeAccess.read)),
          words ? where("p.search_key LIKE ? ESCAPE '!'", containing(words)) : null,
        ),
        sorts: { code: 'p.code' },
        defaultSort: 'code',
        select: `p.id, p.code, p.title, p.description, p.version,
          (SELECT COUNT(*) FROM course c WHERE c.programme_id = p.id) AS courses`,
      },
      query,
    );
    return mapListing(listing, shape);
  }

  async findInSight(actor: Actor, id: string): Promise<Programme | null> {
    const scope = inSight(scopeOf(actor, programmeAccess.read));
    const seen = await this.database.rows(`SELECT p.id FROM programme p WHERE p.id = ? AND (${scope.sql})`, [
      id,
      ...scope.parameters,
    ]);
    return seen.length > 0 ? this.find(id) : null;
  }

  find(id: string): Promise<Programme | null> {
    return this.database.read.findOneBy(Programme, { id });
  }

  add(programme: Programme): Promise<void> {
    return this.database.insert(programme);
  }

  save(programme: Programme): Promise<void> {
    return this.database.update(programme);
  }
}

const shape = (raw: RawProgramme): ProgrammeRow => ({
  id: raw.id,
  code: raw.code,
  title: jsonOfRaw(raw.title),
  description: jsonOfRaw(raw.description),
  courses: Number(raw.courses),
  version: raw.version,
});
