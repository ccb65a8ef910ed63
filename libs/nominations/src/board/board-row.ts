import type { LocalisedText } from '#libs/kernel';
import type { DossierStanding } from '../dossier/dossier-state.js';
import type { Finding } from '../eligibility/eligibility.rules.js';
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
  /** What the rules of the call find; a block that is not lifted keeps it from being selected. */
  findings: Finding[];
  /** How whole the dossier is. */
  dossier: DossierStanding;
}

/** An organisation that has nominated, as the board shows it. */
export interface BoardOrganisation {
  id: string;
  name: LocalisedText;
  path: string;
  kind: string;
  province: string | null;
}
