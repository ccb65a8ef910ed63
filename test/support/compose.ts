import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';

export interface ComposeService {
  image: string;
  build?: string;
  command?: string[];
  environment?: Record<string, string>;
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[]; interval: string; timeout: string; retries: number };
  ports?: string[];
  volumes?: string[];
}

export interface ComposeFile {
  services: Record<string, ComposeService>;
  volumes: Record<string, unknown>;
}

export function readCompose(): ComposeFile {
  return load(readFileSync(join(process.cwd(), 'docker-compose.yml'), 'utf8')) as ComposeFile;
}

// What a person would write into .env.
const written: Record<string, string> = {
  SECRET_KEY: 'k3-9fQz7wLm2XvRt8bYc4HnJd6PsUe1AgKo',
  IDENTITY_KEY: 'i5-Tq8ZrWx2NvBm7KdLc9HsFj4PyGe6UoRa',
  SIGNING_KEY: 'MIACAQMwgAYJKoZIhvcNAQcBoIAkgA==',
  SIGNING_KEY_PASSWORD: 'w8KdTz3q',
  STATEMENT_KEY: 'MC4CAQAwBQYDK2VwBCIEIJ==',
  DATABASE_PASSWORD: 'p7MvXzQ2',
  PUBLIC_URL: 'https://training.example',
};

/** A service's environment as the container sees it, with a proper .env beside the file. */
export function environmentOf({ environment = {} }: ComposeService): Record<string, string> {
  const fill = (value: string) =>
    value.replace(/\$\{(\w+)(?::\?[^}]*)?\}/g, (_, name: string) => {
      const text = written[name];
      if (!text) throw new Error(`${name} is not named at the top of docker-compose.yml`);
      return text;
    });
  return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, fill(String(value))]));
}
