import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answers, freePort, startProgramme } from '../support/programme.js';
import { print } from './figures.js';

interface Started {
  milliseconds: number;
  megabytes: number;
}

/** From the start of the process to its first answer, and what it then holds in memory (Linux only). */
async function measure(main: string, environment: Record<string, string>): Promise<Started> {
  const port = await freePort();
  const start = performance.now();
  const programme = startProgramme([main], { ...environment, PORT: String(port) });
  await answers(programme, `http://127.0.0.1:${port}/health/ready`);
  const milliseconds = performance.now() - start;
  const status = readFileSync(`/proc/${programme.process.pid}/status`, 'utf8');
  const megabytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  programme.process.kill('SIGTERM');
  await programme.ended;
  return { milliseconds, megabytes };
}

export async function startUp(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const environment = { DATA_DIR: folder, DEMO: 'false', LOG_LEVEL: 'error' };
  // The first start makes the database; the second is the one that counts.
  await measure('dist/apps/server/src/main.js', environment);
  const ours = await measure('dist/apps/server/src/main.js', environment);
  const bare = await measure('dist/test/bench/bare-server.js', {});
  await rm(folder, { recursive: true, force: true });
  print({
    what: 'Start-up to the first answer, embedded database',
    ours: `${ours.milliseconds.toFixed(0)} ms`,
    yardstick: `bare Nest + Fastify: ${bare.milliseconds.toFixed(0)} ms`,
    ratio: ours.milliseconds / bare.milliseconds,
  });
  print({
    what: 'Memory after start-up (resident)',
    ours: `${ours.megabytes.toFixed(0)} MB`,
    yardstick: `bare Nest + Fastify: ${bare.megabytes.toFixed(0)} MB`,
    ratio: ours.megabytes / bare.megabytes,
  });
}
