/** Said by whoever used it, or recorded when a file or rows of it were taken. */
export const useKinds = ['declared', 'download', 'rows'] as const;
export type UseKind = (typeof useKinds)[number];
export type RecordedKind = Exclude<UseKind, 'declared'>;

export const purposes = ['procurement', 'policy', 'production', 'research', 'other'] as const;
export type Purpose = (typeof purposes)[number];

/** The countries of the memorandum. */
export const countries = ['LA', 'VN'] as const;
export type Country = (typeof countries)[number];
