import { allowed, type Decision, denied } from '#libs/kernel';

const longest = 200;
const mostUnbounded = 2;
const mostRepeats = 100;
/** In how many ways one text may be tried at most; a repetition without end counts as a thousand. */
const mostWays = 4_000_000;
const endless = 1000;

/**
 * Whether a regular expression may be run over what strangers send: no looking around, no backward references, nothing
 * repeated or chosen inside a repeated group, few parts that vary in length, so that no text makes it try without end.
 * The codes are `pattern.*`.
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
class Group {
  repeats = false;
  chooses = false;
  alternatives = 1;
}

function repeatsSafely(source: string): boolean {
  // Escapes and classes say nothing of repetition.
  const text = source.replace(/\\./gu, 'a').replace(/\[[^\]]*\]/gu, 'a');
  const around: Group[] = [];
  let here = new Group();
  let unbounded = 0;
  let ways = 1;
  for (let at = 0; at < text.length; ) {
    const most = repeatAt(text, at);
    if (most) {
      if (most.times > 1) here.repeats = true;
      if (most.ways > 1) here.chooses = true;
      if (most.times === Number.POSITIVE_INFINITY) unbounded += 1;
      else if (most.times > mostRepeats) return false;
      ways *= most.ways;
      at += most.length;
      continue;
    }
    if (text[at] === '|') {
      here.chooses = true;
      here.alternatives += 1;
    }
    if (text[at] === '(') {
      around.push(here);
      here = new Group();
    }
    if (text[at] === ')') {
      if ((repeatAt(text, at + 1)?.times ?? 1) > 1 && (here.repeats || here.chooses)) return false;
      ways *= here.alternatives;
      const outer = around.pop()!;
      outer.repeats ||= here.repeats;
      outer.chooses ||= here.chooses;
      here = outer;
    }
    at += 1;
  }
  return unbounded <= mostUnbounded && ways * here.alternatives <= mostWays;
}

/** How often at most, in how many different numbers, and how it is written; null where nothing is repeated. */
function repeatAt(text: string, at: number): { times: number; ways: number; length: number } | null {
  const [found, least, comma, most] = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/.exec(text.slice(at)) ?? [];
  if (!found) return null;
  const { length } = found;
  if (found.startsWith('?')) return { times: 1, ways: 2, length };
  if (least && !comma) return { times: Number(least), ways: 1, length };
  if (most) return { times: Number(most), ways: Number(most) - Number(least) + 1, length };
  return { times: Number.POSITIVE_INFINITY, ways: endless, length };
}
