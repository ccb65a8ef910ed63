import { Readable } from 'node:stream';
import type { INestApplicationContext } from '@nestjs/common';
import { type Actor, newId, operatorActor } from '#libs/kernel';
import { ImportsService, NominationsModule, nominationsEntities } from '#libs/nominations';
import { type Organisation, peopleEntities } from '#libs/people';
import { type Configuration, Database, Outbox, openContext, Storage } from '#libs/platform';
import { type CourseRun, trainingEntities } from '#libs/training';
import type { TestClock } from './clock.js';
import type { Finder } from './training.js';
import { rowsXml, sheetOf } from './workbooks.js';

/** The rooms up to nominations on a database that is there already: what comes up after a crash. */
export function openNominations(configuration: Configuration, clock: TestClock): Promise<INestApplicationContext> {
  const entities = [...peopleEntities, ...trainingEntities, ...nominationsEntities];
  return openContext(configuration, { rooms: [NominationsModule], entities, clock });
}

/** Somebody who may import for any organisation. */
export const aSender = (): Actor => ({ ...operatorActor, accountId: newId() });

/** Names that nobody else has. */
export const names = (count: number, salt: string): string[] =>
  Array.from({ length: count }, (_, at) => `ສົມ${salt} ວົງສາ ${at}`);

export const birthDate = '1990-03-01';

/** A list of these people that was read and checked. */
export async function aCheckedList(
  found: Finder,
  sender: Actor,
  { run, organisation, people }: { run: CourseRun; organisation: Organisation; people: readonly string[] },
): Promise<string> {
  const rows = people.map((name) => [name, 'ຍິງ', birthDate]);
  const bytes = sheetOf(rowsXml(['Full name', 'Sex', 'Date of birth'], ...rows));
  const stored = await found.get(Storage).put(Readable.from([bytes]), 50_000_000);
  const how = { language: 'en' as const, isDirect: false };
  const imports = found.get(ImportsService);
  const { id } = await imports.begin(sender, run.id, organisation.id, { name: 'list.xlsx', stored }, how);
  await found.get(Outbox).deliver();
  const { state, fault } = await imports.get(sender, { id });
  if (state !== 'checked') throw new Error(`${state} ${JSON.stringify(fault)}`);
  return id;
}

export interface Sight {
  state: string;
  people: number;
  known: number;
  drafts: number;
  told: number;
}

/** Everything that an import writes, seen in one moment. */
export async function sightOf(found: Finder, importId: string, run: CourseRun): Promise<Sight> {
  const [row] = await found.get(Database).rows<Record<keyof Sight, string>>(
    `SELECT (SELECT i.state FROM nomination_import i WHERE i.id = ?) AS state,
      (SELECT COUNT(*) FROM person) AS people, (SELECT COUNT(*) FROM person_organisation) AS known,
      (SELECT COUNT(*) FROM nomination n WHERE n.run_id = ?) AS drafts,
      (SELECT COUNT(*) FROM audit_event a WHERE a.action IN ('person.created', 'nomination.drafted')) AS told`,
    [importId, run.id],
  );
  const { state, people, known, drafts, told } = row!;
  return { state, people: Number(people), known: Number(known), drafts: Number(drafts), told: Number(told) };
}
