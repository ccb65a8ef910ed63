import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Clock, type LocalisedText, newId, operatorActor } from '#libs/kernel';
import { Audit, isUniqueViolation, projectRoot, UnitOfWork } from '#libs/platform';
import { type CertificatePayload, readTemplate } from '../render/index.js';
import { CertificateDesign } from './certificate-design.entity.js';
import { CertificateDesignVersion } from './certificate-design-version.entity.js';
import { DesignsRepository } from './designs.repository.js';

type Kind = CertificatePayload['kind'];

/** The folders below `templates/certificates`, the usual one of each kind first. */
const shipped: readonly { code: string; kind: Kind; name: LocalisedText }[] = [
  {
    code: 'standard',
    kind: 'chung_chi',
    name: { vi: 'Chứng chỉ song ngữ', lo: 'ໃບຢັ້ງຢືນ ສອງພາສາ', en: 'Bilingual certificate' },
  },
  {
    code: 'trilingual',
    kind: 'chung_chi',
    name: { vi: 'Chứng chỉ ba ngôn ngữ', lo: 'ໃບຢັ້ງຢືນ ສາມພາສາ', en: 'Trilingual certificate' },
  },
  {
    code: 'attestation',
    kind: 'giay_chung_nhan',
    name: { vi: 'Giấy chứng nhận', lo: 'ໜັງສືຢັ້ງຢືນ', en: 'Attestation' },
  },
];

export const designFolder = (folder: string): string => join(projectRoot, 'templates', 'certificates', folder);

/** SHA-256 over the names and bytes of a folder's files. */
async function hashOf(folder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const name of (await readdir(folder)).sort()) {
    const bytes = await readFile(join(folder, name));
    hash.update(`${name}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

/**
 * The designs of the repository in the database, where they are versions like any other. A folder that has changed
 * becomes a new version; it takes the place of the active one only if that was shipped too. Done once per process, when
 * designs are first asked for.
 */
@Injectable()
export class ShippedDesigns {
  private recorded: Promise<void> | null = null;

  constructor(
    private readonly designs: DesignsRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  record(): Promise<void> {
    this.recorded ??= this.recordAll().catch((error: unknown) => {
      this.recorded = null;
      throw error;
    });
    return this.recorded;
  }

  private async recordAll(): Promise<void> {
    for (const { code, kind, name } of shipped) {
      const folder = designFolder(code);
      const [hash, template] = [await hashOf(folder), await readTemplate(folder)];
      try {
        await this.unitOfWork.run(() => this.put({ code, kind, name }, hash, template));
      } catch (error) {
        // Another process was quicker.
        if (!isUniqueViolation(error)) throw error;
      }
    }
  }

  private async put(
    { code, kind, name }: (typeof shipped)[number],
    folderHash: string,
    { layout, texts }: Awaited<ReturnType<typeof readTemplate>>,
  ): Promise<void> {
    let design = await this.designs.findByCode(code);
    if (!design) {
      design = Object.assign(new CertificateDesign(), { id: newId(), code, name, kind, folder: code, version: 1 });
      await this.designs.add(design);
    }
    if (await this.designs.findByHash(design.id, folderHash)) return;
    const active = await this.designs.activeOf(design.id);
    const isTaken = active !== null && active.folderHash === null;
    const now = this.clock.now();
    if (active && !isTaken) {
      active.retire();
      await this.designs.save(active);
    }
    const number = await this.designs.nextNumber(design.id);
    const version = Object.assign(blankVersion(), {
      id: newId(),
      designId: design.id,
      number,
      folderHash,
      layout,
      texts,
    });
    version.draftedAt = now;
    if (isTaken) version.status = 'retired';
    else version.activate(null, now);
    await this.designs.add(version);
    const instead = version.status === 'active' ? (active?.number ?? null) : null;
    await this.audit.record(operatorActor, {
      action: 'certificate_design_version.shipped',
      noun: 'certificate_design_version',
      subjectId: version.id,
      details: { designId: design.id, number, folderHash, isActive: version.status === 'active', instead },
    });
  }
}

/** A version without content. */
export const blankVersion = (): CertificateDesignVersion =>
  Object.assign(new CertificateDesignVersion(), {
    images: {},
    printOffset: { x: 0, y: 0 },
    statusReason: null,
    openKey: null,
    activeKey: null,
    folderHash: null,
    proposedAt: null,
    activatedBy: null,
    activatedAt: null,
    usedAt: null,
    version: 1,
  });
