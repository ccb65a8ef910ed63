/** A piece of a WHERE clause with its positional parameters. */
export interface Where {
  sql: string;
  parameters: unknown[];
}

export const where = (sql: string, ...parameters: unknown[]): Where => ({ sql, parameters });

const nothing = where('1 = 0');

const join = (parts: readonly (Where | null)[], word: string, none: Where): Where => {
  const given = parts.filter((part): part is Where => part !== null);
  if (given.length === 0) return none;
  return where(given.map(({ sql }) => `(${sql})`).join(` ${word} `), ...given.flatMap(({ parameters }) => parameters));
};

/** All of them; absent parts (null) do not restrict. */
export const allOf = (...parts: (Where | null)[]): Where => join(parts, 'AND', where('1 = 1'));

/** Any of them; with none, nothing is selected: a scope without a grant sees nothing. */
export const anyOf = (...parts: (Where | null)[]): Where => join(parts, 'OR', nothing);
