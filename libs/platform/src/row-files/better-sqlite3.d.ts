// better-sqlite3 ships no types; these are the members that row files use.
declare module 'better-sqlite3' {
  export type Bound = string | number | bigint | null;

  export interface Statement {
    run(values: readonly Bound[]): { changes: number; lastInsertRowid: number | bigint };
    all(...values: readonly Bound[]): unknown[];
    get(...values: readonly Bound[]): unknown;
    iterate(...values: readonly Bound[]): IterableIterator<unknown>;
    /** Rows come as arrays in the order of the columns. */
    raw(raw?: boolean): this;
    columns(): { name: string; type: string | null }[];
  }

  export interface Options {
    readonly?: boolean;
    fileMustExist?: boolean;
    /** Milliseconds to wait for a lock. */
    timeout?: number;
  }

  export default class Database {
    constructor(file: string, options?: Options);
    prepare(sql: string): Statement;
    exec(sql: string): this;
    pragma(text: string, options?: { simple?: boolean }): unknown;
    function(
      name: string,
      options: { deterministic?: boolean; varargs?: boolean },
      call: (...values: never[]) => Bound,
    ): this;
    close(): this;
  }
}
