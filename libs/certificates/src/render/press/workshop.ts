import type { CertificateTemplate } from '../template.js';
import type { ColumnLanguage, TemplateValues } from '../texts.js';
import type { Outline, Slot } from './outline.js';
import type { Typesetter } from './typesetter.js';

/** What the pages of one design are set with. Lengths in points. */
export interface Workshop {
  readonly template: CertificateTemplate;
  readonly outline: Outline;
  readonly setter: Typesetter;
  readonly width: number;
  readonly height: number;
}

export interface PageInHand extends Workshop {
  readonly values: Readonly<Record<ColumnLanguage, TemplateValues>>;
  readonly put: (slot: Slot, piece: string) => void;
}

/** The pieces of a certificate's page by the number of their slot: operators of a content stream, or nothing. */
export type Pieces = readonly (string | undefined)[];
