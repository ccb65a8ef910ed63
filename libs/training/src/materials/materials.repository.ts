import { Injectable } from '@nestjs/common';
import type { LocalisedText } from '#libs/kernel';
import {
  allOf,
  Database,
  instantOfRaw,
  jsonOfRaw,
  type Listing,
  listPage,
  mapListing,
  type Where,
  where,
} from '#libs/platform';
import { Material, type MaterialKind } from './material.entity.js';
import type { MaterialQuery } from './material.fields.js';

/** A material with its session and the name of whoever brought it; what only the other kind has is null. */
export interface MaterialRow {
  id: string;
  runId: string;
  sessionId: string | null;
  sessionNumber: number | null;
  title: LocalisedText;
  kind: MaterialKind;
  url: string | null;
  fileName: string | null;
  mediaType: string | null;
  /** Bytes. */
  size: number | null;
  sha256: string | null;
  createdAt: Date;
  createdBy: string | null;
  version: number;
}

const columns = `ma.id, ma.run_id, ma.session_id, sn.number AS session_number, ma.title, ma.kind, ma.url, ma.file_name,
  ma.media_type, ma.size, ma.sha256, ma.created_at, ma.version, ac.name AS author`;
const joins = 'LEFT JOIN session sn ON sn.id = ma.session_id LEFT JOIN account ac ON ac.id = ma.created_by';

@Injectable()
export class MaterialsRepository {
  constructor(private readonly database: Database) {}

  /** `sight` over materials `ma`. */
  async list(
    runId: string,
    sight: Where,
    { sessionId, q: _q, ...query }: MaterialQuery,
  ): Promise<Listing<MaterialRow>> {
    const listing = await listPage<Record<string, unknown>>(
      this.database,
      {
        from: 'material ma',
        id: 'ma.id',
        where: allOf(where('ma.run_id = ?', runId), sessionId ? where('ma.session_id = ?', sessionId) : null, sight),
        sorts: { createdAt: 'ma.created_at' },
        defaultSort: '-createdAt',
        select: columns,
        join: joins,
      },
      query,
    );
    return mapListing(listing, materialOfRaw);
  }

  async findRow(id: string, sight: Where): Promise<MaterialRow | null> {
    const [raw] = await this.database.rows<Record<string, unknown>>(
      `SELECT ${columns} FROM material ma ${joins} WHERE ma.id = ? AND (${sight.sql})`,
      [id, ...sight.parameters],
    );
    return raw ? materialOfRaw(raw) : null;
  }

  find(id: string): Promise<Material | null> {
    return this.database.read.findOneBy(Material, { id });
  }

  async isOfRun(sessionId: string, runId: string): Promise<boolean> {
    const sql = 'SELECT id FROM session WHERE id = ? AND run_id = ?';
    return (await this.database.rows(sql, [sessionId, runId])).length > 0;
  }

  add(material: Material): Promise<void> {
    return this.database.insert(material);
  }

  save(material: Material): Promise<void> {
    return this.database.update(material);
  }

  async remove(id: string): Promise<void> {
    await this.database.change('DELETE FROM material WHERE id = ?', [id]);
  }
}

const materialOfRaw = (raw: Record<string, unknown>): MaterialRow => ({
  id: raw.id as string,
  runId: raw.run_id as string,
  sessionId: raw.session_id as string | null,
  sessionNumber: raw.session_number === null ? null : Number(raw.session_number),
  title: jsonOfRaw(raw.title),
  kind: raw.kind as MaterialKind,
  url: raw.url as string | null,
  fileName: raw.file_name as string | null,
  mediaType: raw.media_type as string | null,
  size: raw.size === null ? null : Number(raw.size),
  sha256: raw.sha256 as string | null,
  createdAt: instantOfRaw(raw.created_at),
  createdBy: raw.author as string | null,
  version: Number(raw.version),
});
