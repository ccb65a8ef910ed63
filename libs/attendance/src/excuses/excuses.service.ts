import { Injectable } from '@nestjs/common';
import {
  type AccessRow,
  type Actor,
  Clock,
  conflict,
  type Decision,
  enforce,
  forbidden,
  invalid,
  isAllowed,
  isGranted,
  newId,
  notFound,
  requireGrant,
  scopeOf,
} from '#libs/kernel';
import { ScannedPapers } from '#libs/nominations';
import { type ArrivedFile, Audit, isUniqueViolation, type Listing, Storage, UnitOfWork } from '#libs/platform';
import { RunLookup } from '#libs/training';
import { attendanceAccess, excuseAccess } from '../attendance.policy.js';
import { enrolmentsIn, wholeRuns } from '../attendance-sight.js';
import type { RollHeading } from '../roll-row.js';
import { RollsRepository } from '../rolls.repository.js';
import { Excuse, openExcuseKey } from './excuse.entity.js';
import { type ExcuseFields, type ExcuseQuery, excuseQuery } from './excuse.fields.js';
import { mayAsk, mayBring } from './excuse.rules.js';
import { type Excusable, type ExcuseRow, ExcusesRepository } from './excuses.repository.js';

/** A session with those for whom this actor may ask. */
export interface Asking {
  session: RollHeading;
  people: (Excusable & { asking: Decision })[];
}

/** Asking that an absence be excused. A document's bytes are written before its row and go when it does not come to be. */
@Injectable()
export class ExcusesService {
  constructor(
    private readonly excuses: ExcusesRepository,
    private readonly rolls: RollsRepository,
    private readonly runs: RunLookup,
    private readonly papers: ScannedPapers,
    private readonly storage: Storage,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** The most bytes a document may have. */
  get limit(): number {
    return this.papers.limit;
  }

  list(actor: Actor, query: ExcuseQuery): Promise<Listing<ExcuseRow>> {
    return this.excuses.list(seenBy(actor, excuseAccess.ask), query);
  }

  /** What nobody has decided of a run or a session, oldest first; nothing for whoever sees no excuses. */
  async undecided(actor: Actor, about: Pick<ExcuseQuery, 'runId' | 'sessionId'>): Promise<ExcuseRow[]> {
    if (!isGranted(actor, excuseAccess.ask)) return [];
    const query = excuseQuery.parse({ ...about, status: 'asked', pageSize: 200, sort: 'askedAt' });
    return (await this.list(actor, query)).items;
  }

  async get(actor: Actor, id: string): Promise<ExcuseRow> {
    const row = await this.excuses.findRow(id, seenBy(actor, excuseAccess.ask));
    if (!row) throw notFound('excuse');
    return row;
  }

  /** Whom the actor may ask for in a session, and what stands against it. */
  async asking(actor: Actor, sessionId: string): Promise<Asking> {
    const session = await this.getSession(actor, sessionId);
    const people = await this.excuses.excusable(sessionId, session.runId, seenBy(actor, excuseAccess.ask));
    return { session, people: people.map((one) => ({ ...one, asking: mayAsk({ ...session, ...one }) })) };
  }

  /** With a document or without one: 415 when it is no PDF, JPEG or PNG. */
  ask(actor: Actor, sessionId: string, fields: ExcuseFields, given: ArrivedFile | null = null): Promise<ExcuseRow> {
    if (!given) return this.add(actor, sessionId, fields, noDocument);
    return this.storage.keep(given.stored, async () => {
      const { name: fileName, ...paper } = await this.papers.take(given);
      return this.add(actor, sessionId, fields, { fileName, ...paper });
    });
  }

  /** What stands against bringing the document, or another in its place. */
  async bringing(actor: Actor, id: string): Promise<Decision> {
    const { status, document, askedBy, personId } = await this.get(actor, id);
    return mayBring({
      status,
      hasDocument: document !== null,
      isTheirs: askedBy === actor.accountId || personId === actor.personId,
      mayOpen:
        isGranted(actor, excuseAccess.open) &&
        (await this.excuses.findRow(id, seenBy(actor, excuseAccess.open))) !== null,
    });
  }

  /** Asked before an upload is read: whoever may not bring a document does not get to send it. */
  async expectOpen(actor: Actor, id: string): Promise<void> {
    const decision = await this.bringing(actor, id);
    if (!isAllowed(decision) && decision.denied === 'forbidden') throw forbidden();
    enforce(decision);
  }

  /** The document, or another in its place, while nobody has decided. */
  attach(actor: Actor, id: string, given: ArrivedFile): Promise<ExcuseRow> {
    return this.storage.keep(given.stored, async () => {
      const { name: fileName, ...paper } = await this.papers.take(given);
      return this.unitOfWork.run(async () => {
        await this.expectOpen(actor, id);
        const excuse = (await this.excuses.find(id))!;
        const { storageKey: before, sha256: replacedSha256 } = excuse;
        await this.excuses.save(Object.assign(excuse, { fileName, ...paper }));
        if (before) await this.storage.forget(before);
        await this.tell(actor, 'excuse.document_added', excuse, replacedSha256);
        return this.get(actor, id);
      });
    });
  }

  private add(
    actor: Actor,
    sessionId: string,
    { enrolmentId, reason }: ExcuseFields,
    document: typeof noDocument | Document,
  ): Promise<ExcuseRow> {
    requireGrant(actor, excuseAccess.ask);
    return this.unitOfWork.run(async () => {
      await this.runs.hold((await this.getSession(actor, sessionId)).runId);
      const { people } = await this.asking(actor, sessionId);
      const person = chosen(people, actor, enrolmentId);
      enforce(person.asking);
      const excuse = Object.assign(new Excuse(), {
        id: newId(),
        enrolmentId: person.enrolmentId,
        sessionId,
        openKey: openExcuseKey(person.enrolmentId, sessionId),
        status: 'asked',
        reason,
        ...document,
        askedBy: actor.accountId,
        askedAt: this.clock.now(),
        decidedBy: null,
        decidedAt: null,
        decisionReason: null,
        version: 1,
      });
      await this.insert(excuse);
      await this.tell(actor, 'excuse.asked', excuse);
      return this.get(actor, excuse.id);
    });
  }

  /** Somebody asked at the same moment: the database lets one be open. */
  private async insert(excuse: Excuse): Promise<void> {
    try {
      await this.excuses.add(excuse);
    } catch (error) {
      throw isUniqueViolation(error) ? conflict('excuse.pending') : error;
    }
  }

  /** 404 out of sight, 403 for whoever sees the attendance and asks for nobody in it. */
  private async getSession(actor: Actor, sessionId: string): Promise<RollHeading> {
    for (const row of [excuseAccess.ask, attendanceAccess.read]) {
      const scope = scopeOf(actor, row);
      const session = await this.rolls.findHeading(sessionId, wholeRuns(scope), enrolmentsIn(scope));
      if (session && row === excuseAccess.ask) return session;
      if (session) throw forbidden();
    }
    throw notFound('session');
  }

  /** Without the reason, which may tell of somebody's health: it stands in the excuse, for those who see that. */
  private async tell(
    actor: Actor,
    action: string,
    { id: subjectId, enrolmentId, sessionId, sha256 }: Excuse,
    replacedSha256: string | null = null,
  ): Promise<void> {
    const details = { enrolmentId, sessionId, ...(sha256 && { sha256 }), ...(replacedSha256 && { replacedSha256 }) };
    await this.audit.record(actor, { action, noun: 'excuse', subjectId, details });
  }
}

type Document = Pick<Excuse, 'fileName' | 'mediaType' | 'size' | 'sha256' | 'storageKey'>;

const noDocument = { fileName: null, mediaType: null, size: null, sha256: null, storageKey: null };

export const seenBy = (actor: Actor, row: AccessRow) => enrolmentsIn(scopeOf(actor, row));

/** Whoever asks for themselves need not say so. */
function chosen(people: Asking['people'], { personId }: Actor, enrolmentId: string | undefined) {
  const found = enrolmentId
    ? people.find((one) => one.enrolmentId === enrolmentId)
    : people.find((one) => one.personId === personId);
  if (found) return found;
  throw invalid({
    pointer: '/enrolmentId',
    code: enrolmentId ? 'attendance.not_on_roll' : 'field.required',
  });
}
