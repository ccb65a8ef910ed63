import {
  allowed,
  type Decision,
  denied,
  type LocalDate,
  type LocalisedText,
  languages,
  pickText,
  searchKey,
  sortKey,
} from '#libs/kernel';

export const organisationKinds = [
  'ministry',
  'department',
  'provincial_office',
  'district_office',
  'zone_authority',
  'enterprise',
  'institute',
] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

export const countries = ['LA', 'VN'] as const;
export type Country = (typeof countries)[number];

/** Levels of the tree: what fits into the column of the path. */
export const deepestLevel = 10;

export const levelOf = (path: string): number => path.split('/').length - 2;

/** True when `path` is `above` or lies below it. */
export const isUnder = (path: string, above: string): boolean => path.startsWith(above);

export interface Lifetime {
  validFrom: LocalDate;
  validTo: LocalDate | null;
}

export const isOrganisationValid = ({ validFrom, validTo }: Lifetime, date: LocalDate): boolean =>
  validFrom <= date && (validTo === null || date <= validTo);

/** Whether the subtree at `path` (of `levels` levels, itself included) may hang below `parentPath`. */
export function mayHangBelow(path: string, parentPath: string, levels = 1): Decision {
  if (isUnder(parentPath, path)) return denied('organisation.below_itself');
  if (levelOf(parentPath) + levels > deepestLevel) return denied('organisation.too_deep', { deepest: deepestLevel });
  return allowed;
}

export function maySucceed(own: Lifetime & { id: string }, successorId: string | null, lastDay: LocalDate): Decision {
  if (successorId === own.id) return denied('organisation.succeeds_itself');
  if (lastDay < own.validFrom) return denied('organisation.ends_before_it_began', { validFrom: own.validFrom });
  return allowed;
}

/** Lists sort by the name in the language of the organisation's own country. */
export function organisationKeys(
  name: LocalisedText,
  shortName: LocalisedText,
  code: string,
  country: Country,
): { searchKey: string; sortKey: string } {
  const own = country === 'LA' ? 'lo' : 'vi';
  const words = [...languages.flatMap((language) => [name[language], shortName[language]]), code];
  return {
    searchKey: words.map(searchKey).filter(Boolean).join(' | '),
    sortKey: sortKey(pickText(name, own).text).slice(0, 600),
  };
}

/** Each right after its parent, siblings as they came. One whose parent is not among them stands at the top. */
export function inTreeOrder<Node extends { id: string; parentId: string | null }>(nodes: readonly Node[]): Node[] {
  const known = new Set(nodes.map(({ id }) => id));
  const byParent = Map.groupBy(nodes, ({ parentId }) => (parentId !== null && known.has(parentId) ? parentId : null));
  const from = (parentId: string | null): Node[] =>
    (byParent.get(parentId) ?? []).flatMap((node) => [node, ...from(node.id)]);
  return from(null);
}
