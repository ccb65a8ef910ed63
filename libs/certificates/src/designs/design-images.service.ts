import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { type Actor, DomainError, invalid, notFound, requireGrant } from '#libs/kernel';
import { Storage, type StoredFile } from '#libs/platform';
import type { CertificateDesignVersion, DesignImage } from './certificate-design-version.entity.js';
import { designAccess } from './design.policy.js';
import { DesignsRepository } from './designs.repository.js';
import { DesignsService } from './designs.service.js';
import { mostPixels, type Picture, pictureOf } from './picture.js';

/** Logos and scanned signatures of a draft. */
@Injectable()
export class DesignImages {
  /** Bytes of one file. */
  readonly limit = 1024 * 1024;

  constructor(
    private readonly designs: DesignsRepository,
    private readonly versions: DesignsService,
    private readonly storage: Storage,
  ) {}

  /** Asked before an upload is read: whoever may not draft does not get to send it. */
  async expect(actor: Actor, designId: string, id: string): Promise<void> {
    requireGrant(actor, designAccess.edit);
    await this.versions.version(actor, designId, id);
  }

  /** Puts a picture into a place of the layout. The file that arrived is discarded; what is kept is its picture alone. */
  async put(
    actor: Actor,
    { designId, id, place, version }: { designId: string; id: string; place: string; version: number },
    arrived: StoredFile,
  ): Promise<CertificateDesignVersion> {
    const picture = await this.pictureIn(arrived);
    const { bytes, ...kind } = picture;
    const stored = await this.storage.put(Readable.from([bytes]), 2 * this.limit);
    const image: DesignImage = { storageKey: stored.key, sha256: stored.sha256, size: stored.size, ...kind };
    return this.storage.keep(stored, () =>
      this.versions.change(actor, designId, id, version, async (draft) => {
        if (!draft.layout.images.some(({ name }) => name === place)) throw notFound('file');
        await this.show(actor, draft, place, image);
      }),
    );
  }

  remove(actor: Actor, designId: string, id: string, place: string, version: number) {
    return this.versions.change(actor, designId, id, version, async (draft) => {
      if (!draft.images[place]) throw notFound('file');
      await this.show(actor, draft, place, null);
    });
  }

  /** The receiver closes the stream. */
  async open(actor: Actor, designId: string, id: string, place: string) {
    const { version } = await this.versions.version(actor, designId, id);
    const image = Object.hasOwn(version.images, place) ? version.images[place] : undefined;
    if (!image) throw notFound('file');
    const extension = image.mediaType === 'image/png' ? 'png' : 'jpg';
    return {
      ...(await this.storage.open(image.storageKey)),
      name: `${place}.${extension}`,
      mediaType: image.mediaType,
    };
  }

  private async show(actor: Actor, draft: CertificateDesignVersion, place: string, image: DesignImage | null) {
    const { [place]: before, ...others } = draft.images;
    draft.images = image ? { ...others, [place]: image } : others;
    await this.designs.save(draft);
    if (before && !(await this.designs.isShown(draft, before.storageKey))) await this.storage.forget(before.storageKey);
    await this.versions.wrote(actor, draft, image ? 'picture_put' : 'picture_removed', {
      place,
      sha256: (image ?? before)?.sha256,
    });
  }

  private async pictureIn(arrived: StoredFile): Promise<Picture> {
    try {
      const picture = await pictureOf(await readFile(this.storage.pathOf(arrived.key)));
      if (typeof picture !== 'string') return picture;
      const code = picture;
      if (code === 'certificate_design.not_a_picture') throw new DomainError('unsupported', code);
      throw invalid({ pointer: '/file', code, args: { pixels: mostPixels } });
    } finally {
      await this.storage.discard(arrived.key);
    }
  }
}
