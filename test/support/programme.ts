import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Another process that runs one of the programmes, and all it has printed so far. */
export interface Programme {
  process: ChildProcess;
  output(): string;
  /** Exit code once it has ended; null when a signal ended it. */
  ended: Promise<number | null>;
}

/** What a programme would have compiled already on a machine it was started on before. */
const compiled = process.env.NODE_COMPILE_CACHE;

/** Starts `node …args` in the project with exactly this environment, and PATH. */
export function startProgramme(args: string[], environment: Record<string, string>): Programme {
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH, ...(compiled ? { NODE_COMPILE_CACHE: compiled } : {}), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return { process: child, output: () => output, ended: once(child, 'close').then(([code]) => code as number | null) };
}

/** Asks until the answer is 200; throws with what was printed when the process ends or `seconds` have passed. */
export async function answers(programme: Programme, url: string, seconds = 60): Promise<Response> {
  const patience = Date.now() + seconds * 1000;
  while (Date.now() < patience && programme.process.exitCode === null) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return response;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} does not answer:\n${programme.output()}`);
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
