import type { Facet } from '#libs/outputs';
import type { Visit } from '../web/index.js';

/** What a value of a facet is called; of a programme, its id. */
export function facetWord(visit: Visit, facet: Facet, value: string): string {
  if (facet === 'programme' || facet === 'year') return value;
  if (facet === 'province') return visit.t(`places.province.${value}`);
  // What a licence is called stands before what it says.
  if (facet === 'licence') return visit.t(`outputs.licence.${value}`).split(':')[0]!;
  return visit.t(`outputs.${facet === 'accessLevel' ? 'access' : facet}.${value}`);
}
