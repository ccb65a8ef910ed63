import { type BoardColumn, type BoardRow, isChosen } from '#libs/nominations';
import { findingBrief, levelBadge } from '../../training/eligibility-words.js';
import type { Visit } from '../../web/index.js';
import { isEmpty, latinName, statusBadge } from '../nomination-words.js';

/** One person of the board, in its columns and in the step before a decision. */

/** Whom the Lao coordinator can still decide on. */
export const isUndecided = ({ status }: BoardRow): boolean =>
  ['submitted', 'selected', 'reserve', 'not_selected'].includes(status);

/** What stands against somebody: rules of the call first, then what the dossier lacks. */
export function warningsOf(visit: Visit, { findings, dossier }: BoardRow) {
  const ofRules = findings.map((finding) => ({
    text: visit.t(`board.finding.${finding.lifted ? 'lifted' : finding.level}`, { rule: findingBrief(visit, finding) }),
    tone: finding.lifted ? 'neutral' : levelBadge(visit, finding.level).tone,
  }));
  const missing = dossier.missing.length;
  const lacks = missing > 0 ? [{ text: visit.t('board.missing', { count: missing }), tone: 'attention' }] : [];
  const problems = dossier.problems.length;
  const looks = problems > 0 ? [{ text: visit.t('board.problems', { count: problems }), tone: 'attention' }] : [];
  return [...ofRules, ...lacks, ...looks];
}

/** What ticking this person adds to the counters, were they selected. */
export function addsOf(person: BoardRow, quota: BoardColumn['quota']): string {
  if (isChosen(person.status)) return 'ticked';
  const seats = person.holdsSeat ? [] : ['seats', ...(quota ? [`quota:${quota.id}`] : [])];
  const women = person.sex === 'female' ? ['women'] : [];
  return ['ticked', 'chosen', `kind:${person.traineeKind ?? ''}`, ...women, ...seats].join(' ');
}

export const boardPerson = (visit: Visit, person: BoardRow) => ({
  id: person.id,
  href: `/nominations/${person.id}`,
  name: person.fullName,
  latin: latinName(person),
  rank: person.rank,
  position: isEmpty(person.position) ? null : person.position,
  about: [
    visit.t(`people.sex.${person.sex}`),
    ...(person.traineeKind ? [visit.t(`people.traineeKind.${person.traineeKind}`)] : []),
  ].join(' · '),
  badge: statusBadge(visit, person.status),
  reservePosition: person.reservePosition,
  isHeld: person.holdsSeat && person.status !== 'confirmed',
  warnings: warningsOf(visit, person),
});
