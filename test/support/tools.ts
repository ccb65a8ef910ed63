/**
 * For a test that calls another program: `it('…', { skip: lacks('qpdf') }, …)`.
 * False where the program is there; else the reason. With CI=true `npm test` fails for a program that is missing.
 */
export function lacks(...programs: string[]): string | false {
  const missing = (process.env.TEST_MISSING_TOOLS ?? '').split(' ').filter((name) => programs.includes(name));
  return missing.length > 0 && `needs ${missing.join(', ')}`;
}
