import { z } from 'zod';
import { designStatuses, type ListedDesign, type ListedVersion, partsOf } from '#libs/certificates';
import { localisedSchema } from '../certificate.view.js';

/** The shapes of designs in the API. */

const instant = z.iso.datetime();
const column = z.object({
  blocks: z.record(z.string(), z.string()),
  rows: z.record(z.string(), z.object({ label: z.string(), value: z.string() })),
});

const length = z.number().optional();
const position = z.object({ x: length, y: length, width: length, height: length, size: length });

const named = z.object({ id: z.string(), number: z.number().int() }).nullable();

export const designSchema = z.object({
  id: z.string(),
  code: z.string(),
  name: localisedSchema,
  kind: z.enum(['chung_chi', 'giay_chung_nhan']),
  /** What is drawn with. */
  activeVersion: named,
  /** What is being worked on. */
  openVersion: named,
  version: z.number().int(),
});

export const designVersionSchema = z.object({
  id: z.string(),
  designId: z.string(),
  number: z.number().int(),
  /** Taken from the programme as it is, not written by somebody. */
  isShipped: z.boolean(),
  status: z.enum(designStatuses),
  statusReason: z.string().nullable(),
  authors: z.array(z.string()),
  draftedAt: instant,
  proposedAt: instant.nullable(),
  activatedAt: instant.nullable(),
  usedAt: instant.nullable(),
  texts: z.object({ vi: column, lo: column, common: z.record(z.string(), z.string()) }),
  /** Millimetres from the top left corner; `size` in points. */
  positions: z.record(z.string(), position),
  printOffset: z.object({ x: z.number(), y: z.number() }),
  images: z.record(
    z.string(),
    z.object({ mediaType: z.string(), size: z.number().int(), width: z.number().int(), height: z.number().int() }),
  ),
  version: z.number().int(),
});

const brief = (version: ListedDesign['active']) => (version ? { id: version.id, number: version.number } : null);

export const designResource = ({ design, active, open }: ListedDesign): z.output<typeof designSchema> => ({
  id: design.id,
  code: design.code,
  name: { ...design.name },
  kind: design.kind,
  activeVersion: brief(active),
  openVersion: brief(open),
  version: design.version,
});

export const designVersionResource = ({ version, authors }: ListedVersion): z.output<typeof designVersionSchema> => ({
  id: version.id,
  designId: version.designId,
  number: version.number,
  isShipped: version.folderHash !== null,
  status: version.status,
  statusReason: version.statusReason,
  authors,
  draftedAt: version.draftedAt.toISOString(),
  proposedAt: version.proposedAt?.toISOString() ?? null,
  activatedAt: version.activatedAt?.toISOString() ?? null,
  usedAt: version.usedAt?.toISOString() ?? null,
  texts: version.texts,
  positions: Object.fromEntries(partsOf(version.layout).map(({ name, at }) => [name, at])),
  printOffset: version.printOffset,
  images: Object.fromEntries(
    Object.entries(version.images).map(([name, { mediaType, size, width, height }]) => [
      name,
      { mediaType, size, width, height },
    ]),
  ),
  version: version.version,
});
