import { Injectable } from '@nestjs/common';
import { type LocalisedText, newId } from '#libs/kernel';
import type { ListQuery } from '#libs/platform';
import {
  Database,
  instantOfRaw,
  instantParameter,
  jsonOfRaw,
  type Listing,
  listPage,
  placeholders,
  where,
} from '#libs/platform';
import type { CertificatePayload } from '../render/index.js';
import { CertificateDesign } from './certificate-design.entity.js';
import { CertificateDesignAuthor } from './certificate-design-author.entity.js';
import { CertificateDesignVersion } from './certificate-design-version.entity.js';

export interface Activation {
  versionId: string;
  designId: string;
  kind: CertificatePayload['kind'];
  at: Date;
}

/** The version of a design that certificates are drawn with. */
export interface ChosenDesign {
  designId: string;
  versionId: string;
  name: LocalisedText;
  number: number;
}

@Injectable()
export class DesignsRepository {
  constructor(private readonly database: Database) {}

  async list(query: ListQuery): Promise<Listing<CertificateDesign>> {
    const listing = await listPage<{ id: string }>(
      this.database,
      {
        from: 'certificate_design d',
        id: 'd.id',
        where: where('1 = 1'),
        sorts: { code: 'd.code' },
        defaultSort: 'code',
        select: 'd.id',
      },
      query,
    );
    const all = new Map((await this.all()).map((design) => [design.id, design]));
    return { ...listing, items: listing.items.flatMap(({ id }) => all.get(id) ?? []) };
  }

  /** Designs are few. */
  all(): Promise<CertificateDesign[]> {
    return this.database.read.find(CertificateDesign, { order: { code: 'ASC' } });
  }

  find(id: string): Promise<CertificateDesign | null> {
    return this.database.read.findOneBy(CertificateDesign, { id });
  }

  findByCode(code: string): Promise<CertificateDesign | null> {
    return this.database.read.findOneBy(CertificateDesign, { code });
  }

  /** Of a kind, the one shipped first. */
  ofKind(kind: CertificatePayload['kind']): Promise<CertificateDesign | null> {
    return this.database.read.findOne(CertificateDesign, { where: { kind }, order: { id: 'ASC' } });
  }

  async versions(designId: string, query: ListQuery): Promise<Listing<CertificateDesignVersion>> {
    const listing = await listPage<{ id: string }>(
      this.database,
      {
        from: 'certificate_design_version v',
        id: 'v.id',
        where: where('v.design_id = ?', designId),
        sorts: { number: 'v.number' },
        defaultSort: '-number',
        select: 'v.id',
      },
      query,
    );
    const ids = listing.items.map(({ id }) => id);
    if (ids.length === 0) return { ...listing, items: [] };
    const found = await this.database.read
      .createQueryBuilder(CertificateDesignVersion, 'v')
      .where('v.id IN (:...ids)', { ids })
      .getMany();
    const byId = new Map(found.map((version) => [version.id, version]));
    return { ...listing, items: ids.flatMap((id) => byId.get(id) ?? []) };
  }

  /** Those that are active or worked on, of all designs. */
  async standing(): Promise<CertificateDesignVersion[]> {
    return this.database.read
      .createQueryBuilder(CertificateDesignVersion, 'v')
      .where("v.status <> 'retired'")
      .orderBy('v.number')
      .getMany();
  }

  findVersion(designId: string, id: string): Promise<CertificateDesignVersion | null> {
    return this.database.read.findOneBy(CertificateDesignVersion, { id, designId });
  }

  versionById(id: string): Promise<CertificateDesignVersion | null> {
    return this.database.read.findOneBy(CertificateDesignVersion, { id });
  }

  activeOf(designId: string): Promise<CertificateDesignVersion | null> {
    return this.database.read.findOneBy(CertificateDesignVersion, { activeKey: designId });
  }

  /** Versions that are or were active, in the order they became so. */
  async activations(): Promise<Activation[]> {
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT v.id, v.design_id, v.activated_at, d.kind FROM certificate_design_version v
        JOIN certificate_design d ON d.id = v.design_id WHERE v.activated_at IS NOT NULL ORDER BY v.activated_at, v.id`,
    );
    return rows.map((raw) => ({
      versionId: raw.id as string,
      designId: raw.design_id as string,
      kind: raw.kind as CertificatePayload['kind'],
      at: instantOfRaw(raw.activated_at),
    }));
  }

  /** By the ids of their versions, as they are called. */
  async chosen(versionIds: readonly string[]): Promise<Map<string, ChosenDesign>> {
    if (versionIds.length === 0) return new Map();
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT v.id, v.number, v.design_id, d.name FROM certificate_design_version v
        JOIN certificate_design d ON d.id = v.design_id WHERE v.id IN (${placeholders(versionIds)})`,
      [...versionIds],
    );
    return new Map(
      rows.map((raw) => [
        raw.id as string,
        {
          designId: raw.design_id as string,
          versionId: raw.id as string,
          name: jsonOfRaw<LocalisedText>(raw.name),
          number: Number(raw.number),
        },
      ]),
    );
  }

  openOf(designId: string): Promise<CertificateDesignVersion | null> {
    return this.database.read.findOneBy(CertificateDesignVersion, { openKey: designId });
  }

  findByHash(designId: string, folderHash: string): Promise<CertificateDesignVersion | null> {
    return this.database.read.findOneBy(CertificateDesignVersion, { designId, folderHash });
  }

  async nextNumber(designId: string): Promise<number> {
    const [row] = await this.database.rows<{ last: number | null }>(
      'SELECT MAX(number) AS last FROM certificate_design_version WHERE design_id = ?',
      [designId],
    );
    return Number(row?.last ?? 0) + 1;
  }

  add(...rows: (CertificateDesign | CertificateDesignVersion)[]): Promise<void> {
    return this.database.insert(...rows);
  }

  save(version: CertificateDesignVersion): Promise<void> {
    return this.database.update(version);
  }

  async remove(versionId: string): Promise<void> {
    await this.database.change('DELETE FROM certificate_design_author WHERE version_id = ?', [versionId]);
    await this.database.change('DELETE FROM certificate_design_version WHERE id = ?', [versionId]);
  }

  /** Whether another version of the design shows this file too. */
  async isShown({ id, designId }: CertificateDesignVersion, storageKey: string): Promise<boolean> {
    const rows = await this.database.rows<{ images: string }>(
      'SELECT images FROM certificate_design_version WHERE design_id = ? AND id <> ?',
      [designId, id],
    );
    return rows.some(({ images }) => images.includes(JSON.stringify(storageKey)));
  }

  /** Kept from the first choice on, whatever becomes of it. */
  async markUsed(versionId: string, at: Date): Promise<void> {
    await this.database.change('UPDATE certificate_design_version SET used_at = ? WHERE id = ? AND used_at IS NULL', [
      instantParameter(at),
      versionId,
    ]);
  }

  async addAuthor(versionId: string, accountId: string, personId: string | null): Promise<void> {
    const known = await this.database.read.findOneBy(CertificateDesignAuthor, { versionId, accountId });
    if (known) return;
    await this.database.insert(
      Object.assign(new CertificateDesignAuthor(), { id: newId(), versionId, accountId, personId }),
    );
  }

  /** Whether this account, or this human under any account, wrote on the version. */
  async isAuthor(versionId: string, by: { accountId: string | null; personId: string | null }): Promise<boolean> {
    const rows = await this.database.rows<{ id: string }>(
      `SELECT w.id FROM certificate_design_author w LEFT JOIN account a ON a.id = w.account_id
        WHERE w.version_id = ? AND (w.account_id = ? OR w.person_id = ? OR a.person_id = ?) LIMIT 1`,
      [versionId, by.accountId, by.personId, by.personId],
    );
    return rows.length > 0;
  }

  /** Version id → the names of those who wrote on it. */
  async authorNames(versionIds: readonly string[]): Promise<Map<string, string[]>> {
    const names = new Map<string, string[]>();
    if (versionIds.length === 0) return names;
    const rows = await this.database.rows<{ version_id: string; name: string }>(
      `SELECT w.version_id, a.name FROM certificate_design_author w JOIN account a ON a.id = w.account_id
        WHERE w.version_id IN (${placeholders(versionIds)}) ORDER BY w.id`,
      [...versionIds],
    );
    for (const { version_id, name } of rows) names.set(version_id, [...(names.get(version_id) ?? []), name]);
    return names;
  }

  /** Another id for the same human, so that they never activate what they wrote. */
  async changeAuthor(fromId: string, toId: string): Promise<void> {
    await this.database.change('UPDATE certificate_design_author SET person_id = ? WHERE person_id = ?', [
      toId,
      fromId,
    ]);
  }
}
