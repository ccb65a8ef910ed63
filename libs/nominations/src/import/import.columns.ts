/** What a list of people says, column by column, in the order of the template. */
export const columnKeys = [
  'fullName',
  'fullNameLatin',
  'sex',
  'birthDate',
  'nationality',
  'identityNumber',
  'position',
  'traineeKind',
  'serviceSince',
  'languages',
  'sector',
  'phone',
  'email',
  'rank',
  'note',
] as const;
export type ColumnKey = (typeof columnKeys)[number];

/** Without these columns a file is no list of people. */
export const requiredColumns: readonly ColumnKey[] = ['fullName', 'sex', 'birthDate'];

/** Columns of free text, in which Lao typed for an old font is looked for. */
export const wordColumns: readonly ColumnKey[] = ['fullName', 'fullNameLatin', 'position', 'note'];

/** Columns of a fixed set of words. */
export const choiceColumns = ['sex', 'nationality', 'traineeKind', 'languages', 'sector'] as const;
export type ChoiceColumn = (typeof choiceColumns)[number];

/** Bytes of a file that is taken. */
export const largestFile = 20 * 1024 * 1024;

/** A list for one run. */
export const mostRows = 10_000;
