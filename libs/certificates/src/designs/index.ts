import type { EntityClass } from '#libs/platform';
import { CertificateDesign } from './certificate-design.entity.js';
import { CertificateDesignAuthor } from './certificate-design-author.entity.js';
import { CertificateDesignVersion } from './certificate-design-version.entity.js';
import { DesignImages } from './design-images.service.js';
import { DesignPreviews } from './design-previews.service.js';
import { Designs, type DocumentOrigin } from './designs.js';
import { DesignsRepository } from './designs.repository.js';
import { DesignsService } from './designs.service.js';
import { ShippedDesigns } from './shipped-designs.js';

export type { CertificateDesign } from './certificate-design.entity.js';
export type { CertificateDesignVersion } from './certificate-design-version.entity.js';
export {
  type DesignChanges,
  type DesignRead,
  type DraftFields,
  designChanges,
  designRead,
  draftFields,
  type PreviewQuery,
  previewQuery,
  sampleNames,
} from './design.fields.js';
export { designAccess } from './design.policy.js';
export { type DesignStatus, designStatuses, mayActivate, mayPropose, mayTakeDesign } from './design.rules.js';
export { namedTexts } from './design-texts.js';
export type { ChosenDesign } from './designs.repository.js';
export type { DesignVersionDetail, ListedDesign, ListedVersion } from './designs.service.js';
export { type Dimension, partsOf } from './positions.js';
export { DesignImages, DesignPreviews, Designs, DesignsService, type DocumentOrigin };

export const designEntities: EntityClass[] = [CertificateDesign, CertificateDesignVersion, CertificateDesignAuthor];
/** For those outside the room. */
export const designServices = [DesignImages, DesignPreviews, DesignsService];
export const designProviders = [Designs, DesignsRepository, ShippedDesigns];
