import { Entity } from 'typeorm';
import { id, instant, Key, orNull, References, Stored, text, whole } from '#libs/platform';
import { Output } from './output.entity.js';

/** One file of an output: written after its bytes are whole, never changed, removed only while the output is edited. */
@Entity('output_file')
export class OutputFile {
  @Key() id: string;
  @Stored(id()) @References(() => Output) outputId: string;
  /** As the uploader called it. */
  @Stored(text(250)) name: string;
  @Stored(text(120)) mediaType: string;
  /** Bytes. */
  @Stored(whole()) size: number;
  /** Lower-case hex. */
  @Stored(text(64)) sha256: string;
  /** Our own name for it. A new version of the output shares the file with the one before. */
  @Stored(text(80)) storageKey: string;
  @Stored(instant()) uploadedAt: Date;
  @Stored(orNull(id())) uploadedBy: string | null;
}
