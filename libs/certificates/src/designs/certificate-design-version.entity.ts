import { Entity, Index } from 'typeorm';
import { id, instant, json, Key, largeJson, longText, orNull, References, Stored, text, whole } from '#libs/platform';
import type { TemplateTexts } from '../render/index.js';
import type { CertificateLayout } from '../render/layout.js';
import { CertificateDesign } from './certificate-design.entity.js';
import type { DesignStatus } from './design.rules.js';

/** A picture of a design: a PNG or JPEG file in the storage, checked and freed of all that is no picture. */
export interface DesignImage {
  storageKey: string;
  sha256: string;
  mediaType: 'image/png' | 'image/jpeg';
  /** Bytes. */
  size: number;
  /** Pixels. */
  width: number;
  height: number;
}

/** Millimetres to the right and downwards that a sheet of printed paper needs. */
export interface PrintOffset {
  x: number;
  y: number;
}

/** One state of a design, whole. From its proposal on the database keeps its content as it is. */
@Entity('certificate_design_version')
@Index('uq_certificate_design_version_number', ['designId', 'number'], { unique: true })
@Index('uq_certificate_design_version_open', ['openKey'], { unique: true })
@Index('uq_certificate_design_version_active', ['activeKey'], { unique: true })
export class CertificateDesignVersion {
  @Key() id: string;
  @Stored(id()) @References(() => CertificateDesign) designId: string;
  @Stored(whole()) number: number;
  /** SHA-256 of the folder it was taken from as it is; null when people wrote it. */
  @Stored(orNull(text(64))) folderHash: string | null;
  @Stored(largeJson()) layout: CertificateLayout;
  @Stored(largeJson()) texts: TemplateTexts;
  /** By the names of the layout's places. */
  @Stored(json()) images: Record<string, DesignImage>;
  @Stored(json()) printOffset: PrintOffset;
  @Stored(text(10)) status: DesignStatus;
  @Stored(orNull(longText())) statusReason: string | null;
  /** The design while draft or proposed: one version at a time is worked on. */
  @Stored(orNull(id())) openKey: string | null;
  /** The design while active. */
  @Stored(orNull(id())) activeKey: string | null;
  @Stored(instant()) draftedAt: Date;
  @Stored(orNull(instant())) proposedAt: Date | null;
  @Stored(orNull(id())) activatedBy: string | null;
  @Stored(orNull(instant())) activatedAt: Date | null;
  /** When it was first chosen for a batch or for what takes a certificate's place. */
  @Stored(orNull(instant())) usedAt: Date | null;
  @Stored(whole()) version: number;

  propose(at: Date): void {
    this.status = 'proposed';
    this.statusReason = null;
    this.proposedAt = at;
  }

  return(reason: string): void {
    this.status = 'draft';
    this.statusReason = reason;
    this.proposedAt = null;
  }

  activate(by: string | null, at: Date): void {
    this.status = 'active';
    this.openKey = null;
    this.activeKey = this.designId;
    this.activatedBy = by;
    this.activatedAt = at;
  }

  retire(): void {
    this.status = 'retired';
    this.activeKey = null;
  }
}
