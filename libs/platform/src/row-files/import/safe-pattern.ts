import { allowed, type Decision, denied } from '#libs/kernel';

const longest = 200;
const mostUnbounded = 2;
const mostRepeats = 100;

/**
 * Whether a regular expression may be run over what strangers send: no looking around, no backward references, nothing
 * repeated inside a repeated group, so that no text makes it try without end. The codes are `pattern.*`.
 */
export function mayBePattern(source: string): Decision {
  if (source.length > longest) return denied('pattern.too_long', { most: longest });
  if (/\(\?(?!:)|\\[1-9kpP]/.test(source)) return denied('pattern.not_safe');
  try {
    new RegExp(source, 'u');
  } catch {
    return denied('pattern.malformed');
  }
  return repeatsSafely(source) ? allowed : denied('pattern.not_safe');
}

/** The whole text must match. */
export const compilePattern = (source: string): RegExp => new RegExp(`^(?:${source})$`, 'u');

/** What stands in a group. */
interface Group {
  repeats: boolean;
  chooses: boolean;
}

function repeatsSafely(source: string): boolean {
  // Escapes and classes say nothing of repetition.
  const text = source.replace(/\\./gu, 'a').replace(/\[[^\]]*\]/gu, 'a');
  const around: Group[] = [];
  let here: Group = { repeats: false, chooses: false };
  let unbounded = 0;
  for (let at = 0; at < text.length; ) {
    const most = repeatAt(text, at);
    if (most) {
      if (most.times > 1) here.repeats = true;
      if (most.times === Number.POSITIVE_INFINITY) unbounded += 1;
      else if (most.times > mostRepeats) return false;
      at += most.length;
      continue;
    }
    if (text[at] === '|') here.chooses = true;
    if (text[at] === '(') {
      around.push(here);
      here = { repeats: false, chooses: false };
    }
    if (text[at] === ')') {
      if ((repeatAt(text, at + 1)?.times ?? 1) > 1 && (here.repeats || here.chooses)) return false;
      here = { repeats: here.repeats || around.at(-1)!.repeats, chooses: around.pop()!.chooses };
    }
    at += 1;
  }
  return unbounded <= mostUnbounded;
}

/** How often at most, and how it is written; null where nothing is repeated. */
function repeatAt(text: string, at: number): { times: number; length: number } | null {
  const [found, least, comma, most] = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/.exec(text.slice(at)) ?? [];
  if (!found) return null;
  if (found.startsWith('?')) return { times: 1, length: found.length };
  const times = most ? Number(most) : least && !comma ? Number(least) : Number.POSITIVE_INFINITY;
  return { times, length: found.length };
}
