/** Why a dossier goes back, as data: every reader sees it in their own language. `other` is explained in words. */
export const returnReasons = [
  'missing_document',
  'unreadable',
  'expired',
  'health_paper_old',
  'name_differs',
  'other',
] as const;

export type ReturnReason = (typeof returnReasons)[number];

/** Whether the code says enough by itself. */
export const explainsItself = (reason: ReturnReason | null | undefined): boolean =>
  Boolean(reason) && reason !== 'other';
