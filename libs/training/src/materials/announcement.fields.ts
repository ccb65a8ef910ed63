import { z } from 'zod';
import { localisedField, localisedParagraphField } from '#libs/platform';

/** Each reads it in their language, or in another where theirs is missing. */
export const announcementFields = z.strictObject({
  title: localisedField(200),
  body: localisedParagraphField(4000),
});

/** An edit names only what changes. */
export const announcementChanges = announcementFields.partial();

export type AnnouncementFields = z.output<typeof announcementFields>;
export type AnnouncementChanges = z.output<typeof announcementChanges>;
