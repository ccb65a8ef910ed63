import { type Sector, sectors } from '#libs/kernel';
import type { OutputKind } from '#libs/training';

export { type OutputKind, type Sector, sectors };

export const outputStatuses = ['draft', 'submitted', 'returned', 'accepted', 'published', 'withdrawn'] as const;
export type OutputStatus = (typeof outputStatuses)[number];

/** Who may see a published output: anyone, those who sign in, or those it is granted to. */
export const accessLevels = ['public', 'partners', 'restricted'] as const;
export type AccessLevel = (typeof accessLevels)[number];

/** The two institutes that must agree: IICE for Laos, VIOIT for Viet Nam. */
export const sides = ['LA', 'VN'] as const;
export type Side = (typeof sides)[number];

/** Economic zones of Laos and the cross-border one. */
export const zones = [
  'savan_seno',
  'boten',
  'golden_triangle',
  'that_luang_lake',
  'long_thanh_vientiane',
  'phoukhyo',
  'saysettha',
  'vita_park',
  'amata',
  'champasak',
  'lao_bao_densavan',
] as const;
export type Zone = (typeof zones)[number];

/** How many files one output may carry. */
export const mostFiles = 20;
