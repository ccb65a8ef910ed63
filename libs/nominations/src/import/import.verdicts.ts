/**
 * `alike`: nobody known, but somebody looks like them. `known`: a person whose record the actor sees. `listed`: on the
 * list already. People whom only others know are `new` here, too, and recognised when they are imported.
 */
export const verdicts = ['error', 'alike', 'new', 'known', 'listed'] as const;
export type Verdict = (typeof verdicts)[number];

export const rowChoices = ['create', 'use', 'skip'] as const;
export type RowChoice = (typeof rowChoices)[number];
