import { DomainError } from '#libs/kernel';

/** No body of ours is half as deep; what walks through a value calls itself at every level. */
const deepest = 32;

/** What a program sent; undefined when it sent nothing. Throws 400 for what is no JSON or nested past any use. */
export function parseJson(text: string): unknown {
  if (text === '') return undefined;
  if (depthOf(text) > deepest) throw malformed();
  try {
    return JSON.parse(text);
  } catch {
    throw malformed();
  }
}

const malformed = (): DomainError => new DomainError('malformed', 'malformed');

/** How many brackets are open at most, outside of strings. */
function depthOf(text: string): number {
  let depth = 0;
  let most = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"?|[[\]{}]/gs)) {
    if (token === '[' || token === '{') depth += 1;
    else if (token === ']' || token === '}') depth -= 1;
    most = Math.max(most, depth);
  }
  return most;
}
