import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { NominationsModule, nominationsEntities } from '#libs/nominations';
import { OutputsModule, outputsEntities } from '#libs/outputs';
import { peopleEntities } from '#libs/people';
import { type Configuration, openContext } from '#libs/platform';
import { TrainingModule, trainingEntities } from '#libs/training';
import type { TestClock } from './clock.js';

/** The rooms up to outputs on a database that is there already: what comes up after a crash. */
export function openOutputs(configuration: Configuration, clock: TestClock): Promise<INestApplicationContext> {
  const entities = [...peopleEntities, ...trainingEntities, ...nominationsEntities, ...outputsEntities];
  return openContext(configuration, { rooms: [TrainingModule, NominationsModule, OutputsModule], entities, clock });
}

/** Everything that lies in storage, and what is on its way there. */
export async function filesOf({ dataDir }: Configuration): Promise<{ stored: string[]; arriving: string[] }> {
  const entries = await readdir(join(dataDir, 'files'), { recursive: true, withFileTypes: true });
  const stored = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return { stored, arriving: await readdir(join(dataDir, 'arriving')) };
}
