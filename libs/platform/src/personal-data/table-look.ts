import { contextOf } from './context.rules.js';
import { personalDataIn } from './personal-data.rules.js';
import type { PersonalDataPlace } from './personal-data.types.js';
import { GroupCounter, type SmallGroups } from './small-groups.rules.js';
import type { Tally } from './tally.js';

export interface LookedAtColumn {
  name: string;
  /** All words that say what stands in it. */
  words: string;
  hasCodeList: boolean;
  isMeasure: boolean;
}

/** Rows that can be gone through more than once. */
export interface LookedAtTable {
  place: PersonalDataPlace;
  columns: readonly LookedAtColumn[];
  each(take: (values: readonly unknown[], row: number) => void): Promise<void> | void;
}

/** Looks at every cell of a table, then at the groups its rows form. */
export async function lookThroughTable({ place, columns, each }: LookedAtTable, tally: Tally): Promise<void> {
  const contexts = columns.map(({ words }) => contextOf(words));
  const counter = new GroupCounter(columns);
  await each((values, row) => {
    counter.take(values, row);
    for (const [at, context] of contexts.entries()) {
      const value = values[at];
      // A number has no noughts in front: without a word for it, nothing is known of it.
      const text = typeof value === 'number' && (context.identity || context.phone) ? String(value) : value;
      if (typeof text !== 'string') continue;
      for (const sighting of personalDataIn(text, context))
        tally.add(sighting, { ...place, columns: [columns[at]!.name], row });
    }
  });
  const pairs = counter.pairs();
  if (pairs) await each((values, row) => pairs.take(values, row));
  const tell = ({ columns, count, row }: SmallGroups) =>
    tally.add({ kind: 'small_group', sample: '' }, { ...place, columns, row }, count);
  counter.small().forEach(tell);
  pairs?.small().forEach(tell);
}
