import { type Actor, localDate } from '#libs/kernel';
import {
  ConfirmationService,
  type Nomination,
  type NominationFields,
  NominationsModule,
  NominationsService,
  nominationsEntities,
  SelectionService,
  SubstitutionService,
} from '#libs/nominations';
import type { Organisation } from '#libs/people';
import { peopleEntities } from '#libs/people';
import { type CourseRun, type RunFields, RunLife, trainingEntities } from '#libs/training';
import { startContext, type TestContext } from './platform.js';
import { actorOf, type Finder, plannedRun, quotas, vnCoordinator } from './training.js';

export const laoCoordinator = actorOf('lao_coordinator');

/** The rooms up to nominations, without HTTP, on an empty database. */
export const startNominations = (more: NodeJS.ProcessEnv = {}): Promise<TestContext> =>
  startContext([NominationsModule], [...peopleEntities, ...trainingEntities, ...nominationsEntities], more);

export const nominatorOf = (organisation: Organisation): Actor =>
  actorOf('nominator', { organisationId: organisation.id, organisationPath: organisation.path });

/** A run whose call is open, with quotas. The test clock begins on 2 March 2026, inside its window. */
export async function openRun(
  found: Finder,
  fields: Partial<RunFields>,
  ...seats: [organisationId: string, seats: number][]
): Promise<CourseRun> {
  const run = await plannedRun(found, fields);
  if (seats.length > 0) await quotas(found, run, ...seats);
  return found.get(RunLife).openCall(vnCoordinator, run.id);
}

let number = 0;

/** Details of somebody nobody has heard of. */
export function somebody(fullName?: string): NonNullable<NominationFields['person']> {
  number += 1;
  return {
    fullName: fullName ?? `ສົມໃຈ ${number}`,
    fullNameLatin: '',
    nationality: 'LA',
    sex: number % 2 ? 'female' : 'male',
    birthDate: localDate(`19${70 + (number % 30)}-0${1 + (number % 9)}-1${number % 10}`),
    position: { lo: 'ວິຊາການ', vi: '', en: '' },
    traineeKind: null,
    serviceSince: null,
    languages: [],
    sector: null,
    organisationId: null,
    phone: '',
    email: '',
    identityNumber: null,
  };
}

export const naming = (who: Partial<NominationFields>): NominationFields => ({
  letterNumber: '',
  letterDate: null,
  note: '',
  ...who,
});

/** The steps of nominations as the people of the story take them. */
export class Story {
  constructor(readonly found: Finder) {}

  async draft(organisation: Organisation, run: CourseRun, who: Partial<NominationFields> = {}): Promise<Nomination> {
    const whom = who.personId ? who : { person: somebody(), ...who };
    return this.found.get(NominationsService).nominate(nominatorOf(organisation), run.id, naming(whom));
  }

  async submitted(organisation: Organisation, run: CourseRun, who?: Partial<NominationFields>): Promise<Nomination> {
    const { id } = await this.draft(organisation, run, who);
    return this.found.get(NominationsService).submit(nominatorOf(organisation), id);
  }

  async selected(organisation: Organisation, run: CourseRun, who?: Partial<NominationFields>): Promise<Nomination> {
    const { id } = await this.submitted(organisation, run, who);
    return this.select(id);
  }

  async reserve(organisation: Organisation, run: CourseRun, position?: number): Promise<Nomination> {
    const { id } = await this.submitted(organisation, run);
    return this.found.get(SelectionService).reserve(laoCoordinator, id, { position });
  }

  async confirmed(organisation: Organisation, run: CourseRun, who?: Partial<NominationFields>): Promise<Nomination> {
    const { id } = await this.selected(organisation, run, who);
    return this.confirm(id);
  }

  select(id: string, reason?: string): Promise<Nomination> {
    return this.found.get(SelectionService).select(laoCoordinator, id, { reason });
  }

  notSelect(id: string, reason?: string): Promise<Nomination> {
    return this.found.get(SelectionService).notSelect(laoCoordinator, id, { reason });
  }

  return(id: string, until = localDate('2026-03-06'), by: Actor = laoCoordinator): Promise<Nomination> {
    return this.found.get(SelectionService).return(by, id, { reason: 'the letter is missing', until });
  }

  confirm(id: string): Promise<Nomination> {
    return this.found.get(ConfirmationService).confirm(vnCoordinator, id);
  }

  withdraw(id: string, reason: string | undefined = 'transferred', by: Actor = laoCoordinator): Promise<Nomination> {
    return this.found.get(ConfirmationService).withdraw(by, id, { reason });
  }

  async substitute(organisation: Organisation, id: string, who: Partial<NominationFields> = { person: somebody() }) {
    const { letterNumber, letterDate, note, personId, person } = naming(who);
    const fields = { letterNumber, letterDate, note, personId, person, reason: 'ill' };
    return this.found.get(SubstitutionService).substitute(nominatorOf(organisation), id, fields);
  }
}
