import { mock } from 'node:test';
import { AccountHolds } from '#libs/people';
import type { Finder } from './training.js';

type Look = (accountId: string) => Promise<unknown>;

/**
 * `work` twice at once, with nobody holding the account: both look at what it has by `look` of the repository, and go on
 * once both have looked. What no rival would see on SQLite, where units queue.
 */
export async function twiceUnheld<Answer>(
  found: Finder,
  repository: object,
  look: string,
  work: () => Promise<Answer>,
): Promise<Answer[]> {
  const looks = repository as Record<string, Look>;
  const seen = looks[look]!.bind(repository);
  const bothLooked = Promise.withResolvers<void>();
  let looked = 0;
  const mocks = [
    mock.method(found.get(AccountHolds), 'hold', async () => undefined),
    mock.method(looks, look, async (accountId: string) => {
      const answer = await seen(accountId);
      looked += 1;
      if (looked === 2) bothLooked.resolve();
      await bothLooked.promise;
      return answer;
    }),
  ];
  try {
    return await Promise.all([work(), work()]);
  } finally {
    for (const one of mocks) one.mock.restore();
  }
}
