import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { readSignature, Storage, type StoredFile } from '#libs/platform';
import type { DocumentContent } from './document-kinds.rules.js';
import { pixelsOf } from './image-size.js';
import { readPdf } from './pdf-content.js';

/** Looks into a file that has arrived: what it is, how large a picture, whether a PDF does something by itself. */
@Injectable()
export class DocumentLook {
  constructor(private readonly storage: Storage) {}

  async look({ key }: StoredFile): Promise<DocumentContent> {
    const { stream } = await this.storage.open(key);
    const signature = await readSignature(stream);
    if (signature === 'pdf') return { signature, pixels: null, pdf: await readPdf(await this.bytes(key)) };
    const isImage = signature === 'jpg' || signature === 'png';
    return { signature, pixels: isImage ? pixelsOf(await this.bytes(key)) : null, pdf: null };
  }

  private bytes(key: string): Promise<Buffer> {
    return readFile(this.storage.pathOf(key));
  }
}
