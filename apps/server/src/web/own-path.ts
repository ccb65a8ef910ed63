/** Stands for our own address, whatever it is. */
const here = 'http://here.invalid';

/**
 * An address below our own, in the ASCII a `Location` may carry; `/` for anything that leads elsewhere. Browsers drop
 * tabs and line ends out of an address and read `//host` and `/\\host` as another site, so it is judged as they read it.
 */
export function ownPath(typed: string | undefined): string {
  const url = typed?.startsWith('/') ? URL.parse(typed, here) : null;
  if (url?.origin !== here || url.pathname.startsWith('//')) return '/';
  return url.pathname + url.search + url.hash;
}
