import type { LocalisedText } from '#libs/kernel';
import type { NominationStatus } from '../nomination.rules.js';

/** A nomination as the selection board shows it. */
export interface BoardRow {
  id: string;
  organisationId: string;
  personId: string;
  fullName: string;
  fullNameLatin: string;
  sex: string;
  position: LocalisedText;
  traineeKind: string | null;
  status: NominationStatus;
  /** Place in its organisation's list, from 1. */
  rank: number;
  /** Place in the run's one order of reserves. */
  reservePosition: number | null;
  /** A seat is confirmed or held for it. */
  holdsSeat: boolean;
  version: number;
}

/** An organisation that has nominated, as the board shows it. */
export interface BoardOrganisation {
  id: string;
  name: LocalisedText;
  path: string;
  kind: string;
  province: string | null;
}
