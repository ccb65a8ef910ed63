import { Entity, Index } from 'typeorm';
import { Person } from '#libs/people';
import { id, Key, References, Stored } from '#libs/platform';
import { Session } from './session.entity.js';

/** Who teaches a session. By it, and by nothing else, a run becomes an instructor's own. */
@Entity('session_instructor')
@Index('uq_session_instructor', ['sessionId', 'personId'], { unique: true })
export class SessionInstructor {
  @Key() id: string;
  @Stored(id()) @References(() => Session) sessionId: string;
  @Stored(id()) @References(() => Person) personId: string;
}
