import type { CertificateTemplate } from '../template.js';
import type { ColumnLanguage, TemplateValues } from '../texts.js';
import { type Outline, outlineOf, type Slot } from './outline.js';
import { type FontSubsets, Typesetter } from './typesetter.js';

// A4, in points.
const [SHORT_SIDE, LONG_SIDE] = [595.28, 841.89];

/** What the pages of one design are set with. Lengths in points. */
export interface Workshop {
  readonly template: CertificateTemplate;
  readonly outline: Outline;
  readonly setter: Typesetter;
  /** Gathered while pages are set; designs of one file have them in common. */
  readonly fonts: FontSubsets;
  readonly width: number;
  readonly height: number;
}

export function workshopOf(template: CertificateTemplate, fonts: FontSubsets = new Map()): Workshop {
  const [width, height] =
    template.layout.page.orientation === 'portrait' ? [SHORT_SIDE, LONG_SIDE] : [LONG_SIDE, SHORT_SIDE];
  return { template, outline: outlineOf(template), setter: new Typesetter(height, fonts), fonts, width, height };
}

export interface PageInHand extends Workshop {
  readonly values: Readonly<Record<ColumnLanguage, TemplateValues>>;
  readonly put: (slot: Slot, piece: string) => void;
}

/** The pieces of a certificate's page by the number of their slot: operators of a content stream, or nothing. */
export type Pieces = readonly (string | undefined)[];
