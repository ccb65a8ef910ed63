import {
  identityKey,
  type LocalDate,
  type LocalisedText,
  type Sector,
  searchKey,
  sortKey,
  sortKeyOfVietnameseName,
} from '#libs/kernel';
import { soundOf } from './merge/sound.rules.js';

export const sexes = ['female', 'male'] as const;
export type Sex = (typeof sexes)[number];

export const traineeKinds = [
  'official',
  'civil_servant',
  'public_employee',
  'enterprise_manager',
  'enterprise_staff',
] as const;
export type TraineeKind = (typeof traineeKinds)[number];

/** Languages a person speaks well enough to follow a course in them. ISO 639-1. */
export const spokenLanguages = ['lo', 'vi', 'en', 'fr', 'zh'] as const;
export type SpokenLanguage = (typeof spokenLanguages)[number];

/** What an organisation can say of a person, apart from the identity number. */
export interface OwnWords {
  fullName: string;
  fullNameLatin: string;
  nationality: string;
  sex: Sex;
  birthDate: LocalDate | null;
  position: LocalisedText;
  traineeKind: TraineeKind | null;
  /** First day in the service of the state or of an enterprise. */
  serviceSince: LocalDate | null;
  languages: SpokenLanguage[];
  sector: Sector | null;
  organisationId: string | null;
  phone: string;
  email: string;
}

export interface NameKeys {
  identityKey: string | null;
  searchKey: string;
  sortKey: string;
  /** How the names sound, in either script: where people who may be one are looked for. */
  soundKey: string;
  latinSoundKey: string;
}

/**
 * The keys of a name. Two people of one name and birth date are one person unless their identity numbers tell them
 * apart: the second then carries the digest of its number in the key.
 */
export function personKeys(
  person: Pick<OwnWords, 'fullName' | 'fullNameLatin' | 'nationality' | 'birthDate'>,
  apart: string | null = null,
): NameKeys {
  const order = person.nationality === 'VN' ? sortKeyOfVietnameseName : sortKey;
  return {
    identityKey: identityKeyOf(person, apart),
    searchKey: searchKeyOf(person),
    sortKey: order(person.fullName).slice(0, 600),
    soundKey: soundOf(person.fullName),
    latinSoundKey: soundOf(person.fullNameLatin),
  };
}

/** That of `personKeys` alone: folding takes time, and a list folds thousands of names. */
export function identityKeyOf(
  { fullName, birthDate }: Pick<OwnWords, 'fullName' | 'birthDate'>,
  apart: string | null = null,
): string | null {
  if (birthDate === null) return null;
  const key = `${identityKey(fullName)}|${birthDate}`;
  return apart === null ? key : `${key}|${apart}`;
}

/** That of `personKeys` alone. */
export const searchKeyOf = ({ fullName, fullNameLatin }: Pick<OwnWords, 'fullName' | 'fullNameLatin'>): string =>
  [fullName, fullNameLatin].map(searchKey).filter(Boolean).join(' | ');

/** One name and birth date, but two identity numbers: two people. */
export const areToldApart = (oneDigest: string | null, otherDigest: string | null): boolean =>
  oneDigest !== null && otherDigest !== null && oneDigest !== otherDigest;

/** `••••1234`. A number of four characters or fewer shows none of them. */
export const maskedNumber = (number: string): string => `••••${number.length > 4 ? number.slice(-4) : ''}`;

/** Spaces, points and dashes are how somebody wrote a number, not part of it. */
export const plainNumber = (number: string): string =>
  number
    .normalize('NFKC')
    .replace(/[\s.\-–/]/g, '')
    .toUpperCase();
