import { type LocalisedText, pickText } from '#libs/kernel';
import { type NominationStatus, nominationStatuses, type ReturnReason } from '#libs/nominations';
import type { Visit } from '../web/index.js';

/** Words that several pages about nominations show. */

const tones: Readonly<Record<NominationStatus, string>> = {
  draft: 'neutral',
  submitted: 'progress',
  returned: 'attention',
  selected: 'progress',
  reserve: 'attention',
  not_selected: 'bad',
  confirmed: 'good',
  substituted: 'neutral',
  withdrawn: 'bad',
};

export const statusBadge = (visit: Visit, status: NominationStatus) => ({
  text: visit.t(`nominations.status.${status}`),
  tone: tones[status],
});

export const statusOptions = (visit: Visit) =>
  nominationStatuses.map((value) => ({ value, label: visit.t(`nominations.status.${value}`) }));

export const wordIn = (visit: Visit, text: LocalisedText): string => pickText(text, visit.language).text;

/** Why it went back: the code in the reader's language, and what was added in words. */
export const returnWords = ({ t }: Visit, reason: string | null, code: ReturnReason | null): string | null =>
  [code && t(`dossier.returnReason.${code}`), reason].filter(Boolean).join('. ') || null;

/** The Latin name where it says something the name does not. */
export const latinName = ({ fullName, fullNameLatin }: { fullName: string; fullNameLatin: string }): string | null =>
  fullNameLatin && fullNameLatin !== fullName ? fullNameLatin : null;

export const isEmpty = ({ lo, vi, en }: LocalisedText): boolean => !(lo || vi || en);
