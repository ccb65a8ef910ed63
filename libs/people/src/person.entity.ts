import { Entity, Index } from 'typeorm';
import type { LocalDate, LocalisedText, Sector } from '#libs/kernel';
import { calendarDate, id, json, Key, list, longText, orNull, References, Stored, text, whole } from '#libs/platform';
import { Organisation } from './organisation.entity.js';
import type { Sex, SpokenLanguage, TraineeKind } from './person.rules.js';

/** One human, once, whoever nominates them. */
@Entity('person')
@Index('uq_person_identity_number', ['identityNumberDigest'], { unique: true })
@Index('uq_person_identity_key', ['identityKey'], { unique: true })
@Index('ix_person_sort_key', ['sortKey', 'id'])
@Index('ix_person_sound_key', ['soundKey', 'birthDate'])
@Index('ix_person_latin_sound_key', ['latinSoundKey', 'birthDate'])
@Index('ix_person_birth_date', ['birthDate'])
@Index('ix_person_merged_into_id', ['mergedIntoId'])
export class Person {
  @Key() id: string;
  /** In the person's own script, never split. */
  @Stored(text(250)) fullName: string;
  /** As in the passport; may be empty. */
  @Stored(text(250)) fullNameLatin: string;
  /** ISO 3166-1. */
  @Stored(text(2)) nationality: string;
  @Stored(text(10)) sex: Sex;
  @Stored(orNull(calendarDate())) birthDate: LocalDate | null;
  @Stored(json()) position: LocalisedText;
  @Stored(orNull(text(30))) traineeKind: TraineeKind | null;
  /** First day in the service of the state or of an enterprise. */
  @Stored(orNull(calendarDate())) serviceSince: LocalDate | null;
  /** Spoken well enough to follow a course. */
  @Stored(list()) languages: SpokenLanguage[];
  @Stored(orNull(text(40))) sector: Sector | null;
  /** The employer. */
  @Stored(orNull(id())) @References(() => Organisation) organisationId: string | null;
  @Stored(text(40)) phone: string;
  @Stored(text(254)) email: string;
  /** AES-256-GCM; only `IdentityNumbers` opens it. */
  @Stored(orNull(text(400))) identityNumberSealed: string | null;
  /** HMAC of the number: equal numbers meet here without being read. */
  @Stored(orNull(text(64))) identityNumberDigest: string | null;
  /** Folded name and birth date; null while the birth date is unknown. */
  @Stored(orNull(text(600))) identityKey: string | null;
  @Stored(longText()) searchKey: string;
  @Stored(text(600)) sortKey: string;
  /** Null in a row older than the key, until the next start. */
  @Stored(orNull(text(120))) soundKey: string | null;
  @Stored(orNull(text(120))) latinSoundKey: string | null;
  /**
   * The person this record turned out to be: it only leads there and appears nowhere. No foreign key, which the row of
   * the merge has.
   */
  @Stored(orNull(id())) mergedIntoId: string | null;
  @Stored(whole()) version: number;
}
