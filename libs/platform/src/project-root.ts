import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function findRoot(from: string): string {
  if (existsSync(join(from, 'package.json')) && existsSync(join(from, 'locales'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error('The project root (package.json beside locales/) was not found');
  return findRoot(parent);
}

/** Where templates, locales and package.json are, whether we run from sources or from `dist`. */
export const projectRoot = findRoot(dirname(fileURLToPath(import.meta.url)));
