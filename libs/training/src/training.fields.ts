import { z } from 'zod';
import { lineField } from '#libs/platform';
import { outputKinds } from './training.rules.js';

export { localisedField, optionalLocalisedField } from '#libs/platform';

/** What papers call a programme, a course or a run: capitals, digits, `-`, `/` and `.`. */
export const codeField = () =>
  lineField(40).refine((code) => /^[\p{L}\p{N}][\p{L}\p{N}\-/.]*$/u.test(code), 'field.not_a_code');

export const percentField = () =>
  z.number('field.not_a_number').int('field.not_whole').min(0, 'field.too_small').max(100, 'field.too_large');

/** A whole number from 1. */
export const countField = (maximum: number) =>
  z.number('field.not_a_number').int('field.not_whole').min(1, 'field.too_small').max(maximum, 'field.too_large');

export const outputKindsField = () =>
  z
    .array(z.enum(outputKinds, 'field.unknown_choice'))
    .max(outputKinds.length, 'field.repeated')
    .refine((kinds) => new Set(kinds).size === kinds.length, 'field.repeated');

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

export const provinceField = () => z.enum(laoProvinces, 'field.unknown_choice').nullable();
