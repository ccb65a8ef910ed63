import { z } from 'zod';
import { type AllUseFigures, type ListedUsedOutput, sectors, type UseFigures } from '#libs/outputs';
import { localisedResource, localisedSchema } from '../output.view.js';

const byCountrySchema = z.object({
  used: z.number().int(),
  /** From the last day of the run to the country's first use. */
  medianDays: z.number().nullable(),
});

const figures = {
  /** Published, all versions of one counted once. */
  outputs: z.number().int(),
  used: z.number().int(),
  by: z.object({ LA: byCountrySchema, VN: byCountrySchema }),
};

export const useFiguresSchema = z.object({
  all: z.object(figures),
  sectors: z.array(z.object({ sector: z.enum(sectors), ...figures })),
  programmes: z.array(z.object({ id: z.uuid(), title: localisedSchema, ...figures })),
});

const figuresResource = ({ outputs, used, by }: UseFigures) => ({ outputs, used, by });

export const useFiguresResource = (found: AllUseFigures): z.output<typeof useFiguresSchema> => ({
  all: figuresResource(found.all),
  sectors: found.sectors.map((one) => ({ sector: one.sector, ...figuresResource(one) })),
  programmes: found.programmes.map((one) => ({
    id: one.id,
    title: localisedResource(one.title),
    ...figuresResource(one),
  })),
});

export const usedOutputSchema = z.object({
  id: z.uuid(),
  title: localisedSchema,
  sector: z.enum(sectors),
  programmeId: z.uuid(),
  /** Last day of its run. */
  endedOn: z.iso.date(),
  /** To the first use of each country; null: none. */
  days: z.object({ LA: z.number().int().nullable(), VN: z.number().int().nullable() }),
  /** Declared ones and recorded ones. */
  uses: z.number().int(),
});

export const usedOutputResource = (output: ListedUsedOutput): z.output<typeof usedOutputSchema> => ({
  id: output.id,
  title: localisedResource(output.title),
  sector: output.sector,
  programmeId: output.programmeId,
  endedOn: output.endedOn,
  days: output.days,
  uses: output.uses,
});
