import type { IncomingMessage } from 'node:http';

/** Letters, digits and the four signs that mean the same encoded or not (RFC 3986, 6.2.2.2). */
const needless = /%(?:2[de]|5f|7e|3\d|[46][1-9a-f]|[57][0-9a])/gi;

/**
 * The address of a request without needless encoding, host or scheme. The router finds a route by what an address
 * means: whoever asks how it begins must not be told otherwise by the way it is written.
 */
export function plainAddress({ url = '/' }: Pick<IncomingMessage, 'url'>): string {
  const address = url.replace(/^https?:\/\/[^/?#]*/i, '') || '/';
  const end = address.search(/[?#]/);
  const [path, rest] = end < 0 ? [address, ''] : [address.slice(0, end), address.slice(end)];
  return path.replace(needless, decodeURIComponent) + rest;
}
