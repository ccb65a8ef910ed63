import { z } from 'zod';
import { idField, lineField, listQuery, localisedField } from '#libs/platform';

/** Where a browser goes; never what it would run. */
const isWebAddress = (line: string): boolean => URL.canParse(line) && /^https?:$/.test(new URL(line).protocol);

const shape = {
  title: localisedField(200),
  /** A session of the run; null for the whole run. */
  sessionId: idField().nullable(),
  url: lineField(2000).refine(isWebAddress, 'field.not_a_web_address'),
};

/** What is said of a file beside its bytes. */
export const materialFields = z.strictObject({ title: shape.title, sessionId: shape.sessionId.default(null) });

export const linkFields = materialFields.extend({ url: shape.url });

/** An edit names only what changes; the address is that of a link. */
export const materialChanges = z.strictObject(shape).partial();

export const materialQuery = listQuery.extend({ sessionId: idField().optional() });

export type MaterialFields = z.output<typeof materialFields>;
export type LinkFields = z.output<typeof linkFields>;
export type MaterialChanges = z.output<typeof materialChanges>;
export type MaterialQuery = z.output<typeof materialQuery>;
