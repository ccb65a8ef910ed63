import { Entity } from 'typeorm';
import { newId } from '#libs/kernel';
import { fixed, id, instant, json, Key, orNull, References, Stored, whole } from '#libs/platform';
import { Session } from '#libs/training';

/** A sheet of paper that people of one session sign, as it was printed. */
@Entity('sign_in_sheet')
export class SignInSheet {
  @Key() id: string;
  @Stored(fixed(id())) @References(() => Session) sessionId: string;
  /** Enrolments line by line, page by page: whoever comes later stands on the next sheet. */
  @Stored(fixed(json())) pages: string[][];
  @Stored(instant()) printedAt: Date;
  /** Account. */
  @Stored(orNull(id())) printedBy: string | null;
  /** Rises with every scan that comes or goes. */
  @Stored(whole()) version: number;

  static of(sessionId: string, pages: string[][], printedAt: Date, printedBy: string | null): SignInSheet {
    return Object.assign(new SignInSheet(), { id: newId(), sessionId, pages, printedAt, printedBy, version: 1 });
  }
}
