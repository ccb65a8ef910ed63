import { z } from 'zod';
import { languages } from '#libs/kernel';
import type { RunMessage } from '#libs/nominations';
import { type MailRow, mailStatuses } from '#libs/platform';

/** The shapes of mails in the API. Instants in UTC. */

const instant = z.iso.datetime();

export const mailSchema = z.object({
  id: z.string(),
  template: z.string(),
  language: z.enum(languages),
  status: z.enum(mailStatuses),
  toName: z.string(),
  /** Masked (`s••••@office.example`) where the caller may not see it. */
  toAddress: z.string(),
  noun: z.string(),
  subjectId: z.string(),
  /** Null for those it does not concern; so is the text. */
  subject: z.string().nullable(),
  attempts: z.number().int(),
  /** What the mail server said when it did not go. */
  lastError: z.string().nullable(),
  writtenAt: instant,
  /** Not sent, or not tried again, before. */
  dueAt: instant,
  sentAt: instant.nullable(),
  version: z.number().int(),
});

export const mailDetailSchema = mailSchema.extend({ text: z.string().nullable() });

export const mailResource = ({ mail, letter, address, lastError }: MailRow): z.output<typeof mailSchema> => ({
  id: mail.id,
  template: mail.template,
  language: mail.language,
  status: mail.status,
  toName: mail.toName,
  toAddress: address,
  noun: mail.noun,
  subjectId: mail.subjectId,
  subject: letter?.subject ?? null,
  attempts: mail.attempts,
  lastError,
  writtenAt: mail.writtenAt.toISOString(),
  dueAt: mail.dueAt.toISOString(),
  sentAt: mail.sentAt?.toISOString() ?? null,
  version: mail.version,
});

export const mailDetailResource = (row: MailRow): z.output<typeof mailDetailSchema> => ({
  ...mailResource(row),
  text: row.letter?.text ?? null,
});

export const runMessageQuery = z.strictObject({
  /** `true`: nothing is sent; the answer is what would be. */
  preview: z.enum(['true', 'false']).default('false'),
});

export type RunMessageQuery = z.output<typeof runMessageQuery>;

export const runMessageSchema = z.object({
  sent: z.boolean(),
  receivers: z.array(z.object({ accountId: z.string(), name: z.string(), language: z.enum(languages) })),
  letters: z.array(
    z.object({
      /** Of its receivers. */
      language: z.enum(languages),
      /** The language of the text that they read: another where theirs was left empty. */
      written: z.enum(languages),
      receivers: z.number().int(),
      subject: z.string(),
      text: z.string(),
    }),
  ),
});

export const runMessageResource = (
  { receivers, letters }: RunMessage,
  sent: boolean,
): z.output<typeof runMessageSchema> => ({
  sent,
  receivers: receivers.map(({ accountId, name, language }) => ({ accountId, name, language })),
  letters: letters.map(({ language, written, receivers: readers, letter }) => ({
    language,
    written,
    receivers: readers,
    subject: letter.subject,
    text: letter.text,
  })),
});
