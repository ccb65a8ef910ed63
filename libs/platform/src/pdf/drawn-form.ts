/**
 * One piece of text that is drawn as a whole: a letter with its marks.
 *
 * Lao writes one word in several encodings (ກຳ and ກໍາ, tone before or after the vowel). We keep what was typed, so a
 * PDF must copy out `given`; only `drawn`, the spelling HarfBuzz places marks for, reaches the shaper.
 */
export interface Cluster {
  readonly given: string;
  readonly drawn: string;
}

// A character, its marks, and SARA AM in either spelling (one sign, or NIKHAHIT … AA) with marks typed after it.
const CLUSTER =
  /[\s\S][\p{M}\p{Default_Ignorable_Code_Point}]*(?:(?:\u0EB3|(?<=\u0ECD[\u0EC8-\u0ECB]?)\u0EB2)[\p{M}\p{Default_Ignorable_Code_Point}]*)?/gu;

export function clusters(text: string): Cluster[] {
  return (text.match(CLUSTER) ?? []).map((given) => ({ given, drawn: drawn(given) }));
}

/** The whole text as the shaper sees it: composed, invisible characters gone, Lao marks in the order fonts expect. */
export function drawnForm(text: string): string {
  return clusters(text)
    .map((cluster) => cluster.drawn)
    .join('');
}

function drawn(cluster: string): string {
  if (cluster.length === 1)
    return /[\t-\r]/.test(cluster) ? ' ' : cluster.replace(/\p{Default_Ignorable_Code_Point}/u, '');
  return cluster
    .normalize('NFC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/([\u0EC8-\u0ECB])([\u0EB1\u0EB4-\u0EB9\u0EBB\u0EBC\u0ECD])/g, '$2$1')
    .replace(/\u0ECD([\u0EC8-\u0ECB]?)\u0EB2/g, '$1\u0EB3')
    .replace(/\u0EB3([\u0EC8-\u0ECB])/g, '$1\u0EB3');
}
