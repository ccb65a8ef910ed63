import type { LocalisedText } from '#libs/kernel';
import type { DossierStanding } from '../dossier/dossier-state.js';
import type { Finding } from '../eligibility/eligibility.rules.js';
import type { NominationRow } from '../nomination-row.js';

type Shown = 'fullName' | 'fullNameLatin' | 'sex' | 'position' | 'traineeKind';
type Standing = 'status' | 'rank' | 'reservePosition' | 'holdsSeat' | 'version';

/** A nomination as the selection board shows it. */
export interface BoardRow extends Pick<NominationRow, 'id' | 'organisationId' | 'personId' | Shown | Standing> {
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
