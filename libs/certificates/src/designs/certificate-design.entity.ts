import { Entity, Index } from 'typeorm';
import type { LocalisedText } from '#libs/kernel';
import { json, Key, Stored, text, whole } from '#libs/platform';
import type { CertificatePayload } from '../render/index.js';

/** A design of certificates: a folder of the repository, and what became of it in versions. */
@Entity('certificate_design')
@Index('uq_certificate_design_code', ['code'], { unique: true })
export class CertificateDesign {
  @Key() id: string;
  @Stored(text(40)) code: string;
  @Stored(json()) name: LocalisedText;
  /** The kind of document it is for. */
  @Stored(text(20)) kind: CertificatePayload['kind'];
  /** Below `templates/certificates`. */
  @Stored(text(40)) folder: string;
  @Stored(whole()) version: number;
}
