import { Entity } from 'typeorm';
import { id, instant, Key, orNull, References, Stored, text, whole } from '#libs/platform';
import { SignInSheet } from './sign-in-sheet.entity.js';

/** A photo or scan of a signed sheet. */
@Entity('sheet_scan')
export class SheetScan {
  @Key() id: string;
  @Stored(id()) @References(() => SignInSheet) sheetId: string;
  /** As whoever brought it called it, with the extension of what it is. */
  @Stored(text(250)) name: string;
  /** By its content. */
  @Stored(text(120)) mediaType: string;
  /** Bytes. */
  @Stored(whole()) size: number;
  /** Lower-case hex. */
  @Stored(text(64)) sha256: string;
  @Stored(text(80)) storageKey: string;
  @Stored(instant()) uploadedAt: Date;
  /** Account. */
  @Stored(orNull(id())) uploadedBy: string | null;
}
