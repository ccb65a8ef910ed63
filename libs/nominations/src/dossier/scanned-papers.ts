import { Inject, Injectable } from '@nestjs/common';
import { type ArrivedFile, CONFIGURATION, type Configuration, requireContent, requireType } from '#libs/platform';
import { type DocumentType, documentName, mayBeScan, mediaTypeOf } from './document-kinds.rules.js';
import { DocumentLook } from './document-look.js';

/** A paper that was scanned or photographed, as it is kept. */
export interface ScannedPaper {
  name: string;
  mediaType: string;
  /** Bytes. */
  size: number;
  /** Lower-case hex. */
  sha256: string;
  storageKey: string;
}

/** Papers as PDF, JPEG or PNG, told by their content. */
@Injectable()
export class ScannedPapers {
  constructor(
    private readonly look: DocumentLook,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** The most bytes one scan may have. */
  get limit(): number {
    return Math.min(this.configuration.maxUploadBytes, 20 * 1024 * 1024);
  }

  /** 415 for anything else, a locked PDF and one that does something by itself among it. */
  async take(given: ArrivedFile): Promise<ScannedPaper> {
    requireContent(given);
    const content = await this.look.look(given.stored);
    requireType(mayBeScan(content));
    const type = content.signature as DocumentType;
    const { size, sha256, key: storageKey } = given.stored;
    return { name: documentName(given.name, type), mediaType: mediaTypeOf(type), size, sha256, storageKey };
  }
}
