import { z } from 'zod';
import { lineField } from '#libs/platform';

export { localisedField, optionalLocalisedField } from '#libs/platform';

/** What papers call a programme, a course or a run: capitals, digits, `-`, `/` and `.`. */
export const codeField = () =>
  lineField(40).refine((code) => /^[\p{L}\p{N}][\p{L}\p{N}\-/.]*$/u.test(code), 'field.not_a_code');

export const percentField = () => z.number().int().min(0).max(100);

/** A whole number from 1. */
export const countField = (maximum: number) => z.number().int().min(1).max(maximum);

/** ISO 3166-2 of a province of Laos. */
export const laoProvinces = [
  'LA-VT',
  'LA-PH',
  'LA-LM',
  'LA-OU',
  'LA-BK',
  'LA-LP',
  'LA-HO',
  'LA-XA',
  'LA-XI',
  'LA-VI',
  'LA-BL',
  'LA-KH',
  'LA-SV',
  'LA-SL',
  'LA-XE',
  'LA-CH',
  'LA-AT',
  'LA-XS',
] as const;

export const provinceField = () => z.enum(laoProvinces).nullable();
