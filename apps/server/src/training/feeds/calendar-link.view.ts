import { z } from 'zod';
import type { Configuration } from '#libs/platform';
import { type CalendarLink, feedKinds, type NewLink, type ShownLink } from '#libs/training';
import { instantSchema } from '../training.view.js';

export const calendarLinkSchema = z.object({
  id: z.uuid(),
  kind: z.enum(feedKinds),
  /** The run or room; null for one's own timetable. */
  subjectId: z.uuid().nullable(),
  createdAt: instantSchema,
  /** About when a calendar last asked. */
  lastUsedAt: instantSchema.nullable(),
  revokedAt: instantSchema.nullable(),
  version: z.number().int(),
});

export const calendarLinksSchema = z.object({
  /** `isDead`: it leads to nothing of yours any more. */
  items: z.array(calendarLinkSchema.extend({ isDead: z.boolean() })),
});

/** `url`: the secret, this once. */
export const newCalendarLinkSchema = calendarLinkSchema.extend({ url: z.url() });

export const calendarLinkResource = (link: CalendarLink): z.output<typeof calendarLinkSchema> => ({
  id: link.id,
  kind: link.kind,
  subjectId: link.subjectId,
  createdAt: link.createdAt.toISOString(),
  lastUsedAt: link.lastUsedAt?.toISOString() ?? null,
  revokedAt: link.revokedAt?.toISOString() ?? null,
  version: link.version,
});

export const calendarLinksResource = (links: ShownLink[]): z.output<typeof calendarLinksSchema> => ({
  items: links.map(({ link, subject }) => ({ ...calendarLinkResource(link), isDead: subject === null })),
});

export const feedUrl = ({ publicUrl }: Configuration, token: string): string =>
  `${publicUrl}/calendar-feeds/${token}.ics`;

export const newCalendarLinkResource = ({ link, token }: NewLink, configuration: Configuration) => ({
  ...calendarLinkResource(link),
  url: feedUrl(configuration, token),
});
