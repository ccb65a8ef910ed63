import { allowed, type Decision, denied, isAllowed } from '#libs/kernel';

export const designStatuses = ['draft', 'proposed', 'active', 'retired'] as const;
export type DesignStatus = (typeof designStatuses)[number];

export type DesignStep = 'edit' | 'propose' | 'return' | 'activate' | 'remove';

/** From where each step is taken. An active version retires when the next one is activated. */
const designLife: Record<DesignStep, DesignStatus> = {
  edit: 'draft',
  propose: 'draft',
  return: 'proposed',
  activate: 'proposed',
  remove: 'draft',
};

export const mayTakeDesign = (step: DesignStep, { status }: { status: DesignStatus }): Decision =>
  designLife[step] === status ? allowed : denied('certificate_design.wrong_status', { step, status });

/** `leftOut`: placeholders that every certificate needs and this version does without. */
export function mayPropose(version: { status: DesignStatus }, leftOut: readonly string[]): Decision {
  const step = mayTakeDesign('propose', version);
  return isAllowed(step) && leftOut.length > 0
    ? denied('certificate_design.left_out', { names: leftOut.join(', ') })
    : step;
}

/** Whoever wrote on a version never activates it, under whichever account. */
export const mayActivate = (version: { status: DesignStatus }, isAuthor: boolean): Decision =>
  isAuthor ? denied('certificate_design.activator_is_author') : mayTakeDesign('activate', version);
