import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { Clock, invalid, type LocalisedText } from '#libs/kernel';
import { Storage } from '#libs/platform';
import type { CertificatePayload, TemplateData } from '../render/index.js';
import type { CertificateDesignVersion } from './certificate-design-version.entity.js';
import { type Activation, type ChosenDesign, DesignsRepository } from './designs.repository.js';
import { forPrintedPaper } from './printed-paper.js';
import { ShippedDesigns } from './shipped-designs.js';

type Kind = CertificatePayload['kind'];

/** What tells which version a document was drawn with. */
export interface DocumentOrigin {
  readonly kind: Kind;
  /** Its own, or of its batch. */
  readonly designVersionId: string | null;
  readonly issuedAt: Date;
}

/** Blank, or printed before; then millimetres to the right and down, or as many as the version says. */
export interface Paper {
  readonly paper: 'plain' | 'printed';
  readonly x?: number | undefined;
  readonly y?: number | undefined;
}

/** Designs for those who draw with them. Asked by the room itself: nobody's sight is looked at. */
@Injectable()
export class Designs {
  constructor(
    private readonly designs: DesignsRepository,
    private readonly shipped: ShippedDesigns,
    private readonly storage: Storage,
    private readonly clock: Clock,
  ) {}

  /** The active version of a design; without an id that of the kind's usual design. */
  async current(designId: string | null, kind: Kind): Promise<CertificateDesignVersion> {
    const design = designId ? await this.designs.find(designId) : await this.designs.ofKind(kind);
    const version = design?.kind === kind ? await this.designs.activeOf(design.id) : null;
    if (!version) throw invalid({ pointer: '/designId', code: 'field.not_a_choice' });
    return version;
  }

  /** By the ids of their versions, as they are called. */
  chosen(versionIds: readonly string[]): Promise<Map<string, ChosenDesign>> {
    return this.designs.chosen(versionIds);
  }

  /** Joins a unit: something is drawn with this version from now on. */
  use(versionId: string): Promise<void> {
    return this.designs.markUsed(versionId, this.clock.now());
  }

  /** Makes sure that shipped designs are there, in units of its own. */
  ready(): Promise<void> {
    return this.shipped.record();
  }

  /**
   * What a document of this kind is drawn from: the version it or its batch chose, or the usual design of the kind when the
   * batch is older than designs or chose one of another kind.
   */
  async templateOf(kind: Kind, versionId: string | null): Promise<TemplateData> {
    const chosen = versionId ? await this.designs.versionById(versionId) : null;
    const design = chosen ? await this.designs.find(chosen.designId) : null;
    if (chosen && design?.kind === kind) return this.dataOf(chosen);
    await this.shipped.record();
    const usual = (await this.designs.ofKind(kind))!;
    return this.dataOf((await this.designs.activeOf(usual.id))!);
  }

  /**
   * What these documents were drawn with, in their order: their own version, or what was the usual design of the kind when
   * they were issued.
   */
  async drawnWith(documents: readonly DocumentOrigin[]): Promise<Activation[]> {
    await this.shipped.record();
    const activations = await this.designs.activations();
    const byId = new Map(activations.map((one) => [one.versionId, one]));
    const usualOf = (kind: Kind) => {
      const [usual] = activations
        .filter((one) => one.kind === kind)
        .map(({ designId }) => designId)
        .toSorted();
      return activations.filter(({ designId }) => designId === usual);
    };
    const usual = { chung_chi: usualOf('chung_chi'), giay_chung_nhan: usualOf('giay_chung_nhan') };
    return documents.map(({ kind, designVersionId, issuedAt }) => {
      const chosen = designVersionId ? byId.get(designVersionId) : undefined;
      if (chosen?.kind === kind) return chosen;
      // Documents older than designs look like the first of them.
      return usual[kind].findLast(({ at }) => at <= issuedAt) ?? usual[kind][0]!;
    });
  }

  /** Names by their ids. */
  async names(): Promise<Map<string, LocalisedText>> {
    return new Map((await this.designs.all()).map(({ id, name }) => [id, name]));
  }

  async ofVersion(id: string, on: Paper): Promise<TemplateData> {
    return this.dataOf((await this.designs.versionById(id))!, on);
  }

  async dataOf(version: CertificateDesignVersion, { paper, x, y }: Paper = { paper: 'plain' }): Promise<TemplateData> {
    const images = await Promise.all(
      Object.entries(version.images).map(async ([name, { storageKey }]) => {
        // A view of its own bytes: pooled ones would take their neighbours along to a thread.
        return [name, new Uint8Array(await readFile(this.storage.pathOf(storageKey)))] as const;
      }),
    );
    const data: TemplateData = {
      name: `${version.designId} ${version.number}`,
      layout: version.layout,
      texts: version.texts,
      images: Object.fromEntries(images),
    };
    if (paper === 'plain') return data;
    const { printOffset } = version;
    return forPrintedPaper(data, { x: x ?? printOffset.x, y: y ?? printOffset.y });
  }
}
