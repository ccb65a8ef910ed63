import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { type Actor, Clock, invalid, newId, notFound, requireGrant, stale } from '#libs/kernel';
import {
  type ArrivedFile,
  Audit,
  agreesWithName,
  CONFIGURATION,
  type Configuration,
  FileContent,
  fileName,
  isTextKind,
  type Listing,
  mayBeNamed,
  mediaTypeOf,
  requireContent,
  requireType,
  Storage,
  UnitOfWork,
} from '#libs/platform';
import { RunsRepository } from '../runs.repository.js';
import { materialAccess } from '../training.policy.js';
import { Material } from './material.entity.js';
import type { LinkFields, MaterialChanges, MaterialFields, MaterialQuery } from './material.fields.js';
import { MaterialSight } from './material-sight.js';
import { type MaterialRow, MaterialsRepository } from './materials.repository.js';

/** What is handed out in a run or a session. Bytes are written before their row and go when it does not come to be. */
@Injectable()
export class MaterialsService {
  constructor(
    private readonly materials: MaterialsRepository,
    private readonly sight: MaterialSight,
    private readonly runs: RunsRepository,
    private readonly storage: Storage,
    private readonly content: FileContent,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** The most bytes one file may have. */
  get limit(): number {
    return this.configuration.maxUploadBytes;
  }

  /** Those of a run in the actor's sight, the latest first; none for those whose run it is not. */
  async list(actor: Actor, runId: string, query: MaterialQuery): Promise<Listing<MaterialRow>> {
    const scope = this.sight.of(actor, materialAccess.read, 'ma.run_id');
    if (!(await this.runs.findInSight(actor, runId))) throw notFound('run');
    return this.materials.list(runId, scope, query);
  }

  async get(actor: Actor, id: string): Promise<MaterialRow> {
    const row = await this.materials.findRow(id, this.sight.of(actor, materialAccess.read, 'ma.run_id'));
    if (!row) throw notFound('material');
    return row;
  }

  /** Asked before an upload is read: whoever may not hand out here does not get to send it. */
  expect(actor: Actor, runId: string): Promise<void> {
    return this.sight.requireWriter(actor, runId);
  }

  addLink(actor: Actor, runId: string, { url, ...fields }: LinkFields): Promise<MaterialRow> {
    return this.add(actor, runId, fields, { kind: 'link', url });
  }

  /** Keeps a file that has arrived, or discards it: 415 when it is not of a kind that is handed out. */
  addFile(actor: Actor, runId: string, fields: MaterialFields, { name: given, stored }: ArrivedFile) {
    return this.storage.keep(stored, async () => {
      const name = fileName(given);
      requireContent({ name, stored });
      requireType(mayBeNamed(name));
      requireType(agreesWithName(name, await this.content.look(stored.key, isTextKind(name))));
      const { key: storageKey, size, sha256 } = stored;
      const file = { fileName: name, mediaType: mediaTypeOf(name), size, sha256, storageKey };
      return this.add(actor, runId, fields, { kind: 'file', ...file });
    });
  }

  /** What it is called, where it belongs, and where a link leads. `version` is the one the person was looking at (412). */
  async edit(actor: Actor, id: string, version: number, changes: MaterialChanges): Promise<MaterialRow> {
    return this.change(actor, id, version, async (material) => {
      const { url, ...rest } = changes;
      if (url !== undefined && material.kind === 'file')
        throw invalid({ pointer: '/url', code: 'material.not_a_link' });
      await this.requireSession(material.runId, rest.sessionId ?? null);
      await this.materials.save(Object.assign(material, changes));
      await this.record(actor, 'material.edited', material, { fields: Object.keys(changes) });
      return this.get(actor, id);
    });
  }

  async remove(actor: Actor, id: string, version: number): Promise<void> {
    await this.change(actor, id, version, async (material) => {
      await this.materials.remove(id);
      if (material.storageKey) await this.storage.forget(material.storageKey);
      const { title, url, fileName: name, sha256 } = material;
      await this.record(actor, 'material.removed', material, { title, url, name, sha256 });
    });
  }

  /** The bytes of a file; 404 for a link. The receiver closes the stream. */
  async open(actor: Actor, id: string): Promise<{ stream: Readable; size: number; name: string; mediaType: string }> {
    await this.get(actor, id);
    const { storageKey, fileName: name, mediaType } = (await this.materials.find(id))!;
    if (!storageKey) throw notFound('file');
    return { ...(await this.storage.open(storageKey)), name: name!, mediaType: mediaType! };
  }

  private async add(
    actor: Actor,
    runId: string,
    fields: MaterialFields,
    what: Partial<Material>,
  ): Promise<MaterialRow> {
    requireGrant(actor, materialAccess.write);
    return this.unitOfWork.run(async () => {
      await this.sight.requireWriter(actor, runId);
      await this.requireSession(runId, fields.sessionId);
      const material = Object.assign(new Material(), {
        ...nothing,
        ...what,
        ...fields,
        id: newId(),
        runId,
        createdBy: actor.accountId,
        createdAt: this.clock.now(),
        version: 1,
      });
      await this.materials.add(material);
      const { url, fileName: name, sha256 } = material;
      await this.record(actor, 'material.added', material, { url, name, sha256 });
      return this.get(actor, material.id);
    });
  }

  private change<T>(actor: Actor, id: string, version: number, how: (material: Material) => Promise<T>): Promise<T> {
    requireGrant(actor, materialAccess.write);
    return this.unitOfWork.run(async () => {
      const { runId } = await this.get(actor, id);
      await this.sight.requireWriter(actor, runId);
      const material = (await this.materials.find(id))!;
      if (material.version !== version) throw stale('material');
      return how(material);
    });
  }

  private async requireSession(runId: string, sessionId: string | null): Promise<void> {
    if (sessionId !== null && !(await this.materials.isOfRun(sessionId, runId)))
      throw invalid({ pointer: '/sessionId', code: 'field.not_a_choice' });
  }

  private record(actor: Actor, action: string, { id, runId }: Material, details: Record<string, unknown>) {
    return this.audit.record(actor, { action, noun: 'material', subjectId: id, details: { runId, ...details } });
  }
}

const nothing = { url: null, fileName: null, mediaType: null, size: null, sha256: null, storageKey: null };
