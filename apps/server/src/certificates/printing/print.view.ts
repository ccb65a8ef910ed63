import { z } from 'zod';
import { mostPrinted, type PrintOffer } from '#libs/certificates';
import { localisedSchema } from '../certificate.view.js';

export const printOfferSchema = z.object({
  /** Valid ones among those that were chosen; one more than `most` when they are too many for one file. */
  certificates: z.number().int(),
  most: z.number().int(),
  /** What they were drawn with, none where they are too many: on printed paper each is printed alone, by its `designId`. */
  designs: z.array(z.object({ id: z.string(), name: localisedSchema, certificates: z.number().int() })),
});

/** What a choice comes to on paper, for whoever prints it. */
export const printOfferResource = ({ certificates, designs }: PrintOffer) => ({
  certificates,
  most: mostPrinted,
  designs,
});
