import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { type Actor, requireGrant } from '#libs/kernel';
import { CertificateDocuments } from '../certificate-documents.js';
import { type CertificatePayload, certificatePayload } from '../render/index.js';
import type { DesignChanges, PreviewQuery } from './design.fields.js';
import { designAccess } from './design.policy.js';
import { changedVersion } from './design-changes.js';
import { Designs } from './designs.js';
import { DesignsService } from './designs.service.js';
import { designFolder } from './shipped-designs.js';

/** What a version looks like, filled with an invented certificate. */
@Injectable()
export class DesignPreviews {
  constructor(
    private readonly versions: DesignsService,
    private readonly designs: Designs,
    private readonly documents: CertificateDocuments,
  ) {}

  /** `changes` are shown and not kept. */
  async draw(
    actor: Actor,
    designId: string,
    id: string,
    query: PreviewQuery,
    changes?: DesignChanges,
  ): Promise<Buffer> {
    requireGrant(actor, changes ? designAccess.edit : designAccess.read);
    const { design, version } = await this.versions.version(actor, designId, id);
    if (changes) Object.assign(version, changedVersion(version, changes));
    const template = await this.designs.dataOf(version, { paper: query.paper });
    const sample = await sampleOf(design.folder, query.sample);
    return this.documents.drawSpecimen(sample, template);
  }
}

/** The folder's own certificate, with what is extreme in `extremes.json` in its place. */
export async function sampleOf(folder: string, name: PreviewQuery['sample']): Promise<CertificatePayload> {
  const read = async (path: string) => JSON.parse(await readFile(path, 'utf8'));
  const sample = await read(join(designFolder(folder), 'sample.json'));
  if (name === 'ordinary') return certificatePayload.parse(sample);
  const { holder, ...others } = (await read(designFolder('extremes.json')))[name];
  return certificatePayload.parse({ ...sample, ...others, holder: { ...sample.holder, ...holder } });
}
