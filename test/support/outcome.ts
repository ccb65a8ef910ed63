import { DomainError } from '#libs/kernel';

/** The code of the refusal, or `done`. */
export async function outcome(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (error instanceof DomainError) return error.fields[0]?.code ?? error.code;
    throw error;
  }
}

/** How often each answer came. */
export const tally = (answers: string[]): Record<string, number> =>
  Object.fromEntries(
    Object.entries(Object.groupBy(answers, (answer) => answer)).map(([key, all]) => [key, all?.length ?? 0]),
  );
