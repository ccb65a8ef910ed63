import { z } from 'zod';
import { isId, isLocalDate, type LocalDate, normaliseMultiline, normaliseText } from '#libs/kernel';

/**
 * The kinds of field that forms, JSON bodies and spreadsheets share. Texts are normalised (NFC, no invisible
 * characters) and otherwise kept as typed. Messages are codes of `errors.json`.
 */

const filledIn = () => z.string().refine((value) => value !== '', { error: 'field.required', abort: true });

export const idField = () => filledIn().refine(isId, 'field.not_an_id');

const tooLong = (maximum: number) => ({ error: 'field.too_long', params: { maximum } });

/** Four times its limit is refused unread, whatever spaces it would lose; the limit that is named is the field's own. */
const boundedText = (maximum: number) =>
  z
    .string()
    .refine((text) => text.length <= maximum * 4, { ...tooLong(maximum), abort: true })
    .meta({ maxLength: maximum });

/** One line of at most `maximum` characters (code points). */
export const lineField = (maximum: number) =>
  boundedText(maximum)
    .transform(normaliseText)
    .refine((line) => line.length > 0, 'field.required')
    .refine((line) => [...line].length <= maximum, tooLong(maximum));

/** One line that may be empty. */
export const optionalLineField = (maximum: number) =>
  boundedText(maximum)
    .transform(normaliseText)
    .refine((line) => [...line].length <= maximum, tooLong(maximum))
    .default('');

/** Several lines. */
export const paragraphField = (maximum = 4000) =>
  boundedText(maximum)
    .transform(normaliseMultiline)
    .refine((words) => [...words].length <= maximum, tooLong(maximum));

/** Why somebody did something: never empty. */
export const reasonField = () =>
  paragraphField(2000).refine((reason) => reason.trim().length > 0, 'field.reason_required');

/** A calendar date `YYYY-MM-DD` that exists. */
export const dateField = () =>
  filledIn()
    .refine(isLocalDate, { error: 'field.not_a_date', abort: true })
    // Nobody means another one, and half a year later must still be a date. 2568 is the Buddhist 2025.
    .refine((date) => date >= '1900' && date < '2200', 'field.year_out_of_reach')
    .transform((date) => date as LocalDate);

/** `{lo, vi, en}`; at least one language must say something. */
export const localisedField = (maximum: number) =>
  z
    .strictObject({ lo: optionalLineField(maximum), vi: optionalLineField(maximum), en: optionalLineField(maximum) })
    .refine((text) => Boolean(text.lo || text.vi || text.en), 'field.required');

/** Several lines in `{lo, vi, en}`; at least one language must say something. */
export const localisedParagraphField = (maximum: number) => {
  const words = () => paragraphField(maximum).default('');
  return z
    .strictObject({ lo: words(), vi: words(), en: words() })
    .refine((text) => Boolean(text.lo || text.vi || text.en), 'field.required');
};

/** `{lo, vi, en}` that may be empty in all three. */
export const optionalLocalisedField = (maximum: number) =>
  z.strictObject({ lo: optionalLineField(maximum), vi: optionalLineField(maximum), en: optionalLineField(maximum) });

/** A body that carries a reason alone. */
export const reasonForm = z.strictObject({ reason: reasonField() });

/** A body without fields. */
export const emptyForm = z.strictObject({});
