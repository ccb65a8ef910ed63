import { Entity, Index } from 'typeorm';
import { id, Key, orNull, References, Stored } from '#libs/platform';
import { CertificateDesignVersion } from './certificate-design-version.entity.js';

/** Somebody who wrote on a version, and therefore never activates it. */
@Entity('certificate_design_author')
@Index('uq_certificate_design_author_once', ['versionId', 'accountId'], { unique: true })
export class CertificateDesignAuthor {
  @Key() id: string;
  @Stored(id()) @References(() => CertificateDesignVersion) versionId: string;
  @Stored(id()) accountId: string;
  @Stored(orNull(id())) personId: string | null;
}
