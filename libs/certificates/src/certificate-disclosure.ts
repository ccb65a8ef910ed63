import {
  type AccessRow,
  type Actor,
  accessRow,
  grantsOf,
  isGranted,
  type LocalDate,
  type LocalisedText,
} from '#libs/kernel';
import type { CertificatePayload } from './render/index.js';

/** The frozen content as one actor may read it: birth date and position are null where they are masked. */
export interface ShownPayload extends Omit<CertificatePayload, 'holder'> {
  holder: Omit<CertificatePayload['holder'], 'birthDate' | 'position'> & {
    birthDate: LocalDate | null;
    position: LocalisedText | null;
  };
}

export const maskedPayload = (payload: CertificatePayload): ShownPayload => ({
  ...payload,
  holder: { ...payload.holder, birthDate: null, position: null },
});

/** The part of a row by which the actor sees personal fields too; null when there is none. */
export function openPart(actor: Actor, row: AccessRow): AccessRow | null {
  const isHouse = actor.kind === 'rule' || actor.kind === 'operator';
  if (isHouse) return row;
  const open = grantsOf(actor, row).flatMap(({ role, grant }) => (grant.endsWith('M') ? [] : [[role, grant]]));
  const part = accessRow(row.action, Object.fromEntries(open));
  return isGranted(actor, part) ? part : null;
}

/** Whether some of what the actor sees is masked. */
export const masksSome = (actor: Actor, row: AccessRow): boolean =>
  grantsOf(actor, row).some(({ grant }) => grant.endsWith('M'));
