import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { type Actor, Clock, enforce, newId, notFound } from '#libs/kernel';
import {
  type ArrivedFile,
  Audit,
  agreesWithName,
  CONFIGURATION,
  type Configuration,
  FileContent,
  fileName,
  fileRefusal,
  isTextKind,
  mayBeNamed,
  mediaTypeOf,
  requireContent,
  requireType,
  Storage,
  UnitOfWork,
} from '#libs/platform';
import type { Output } from './output.entity.js';
import { outputAccess } from './output.policy.js';
import { mayAddFile, mayEdit } from './output.rules.js';
import { OutputFile } from './output-file.entity.js';
import { OutputsRepository } from './outputs.repository.js';
import { OutputsInSight } from './outputs-in-sight.js';

/** A file ready to be sent. The receiver closes the stream. */
export interface OpenFile {
  stream: Readable;
  size: number;
  name: string;
  mediaType: string;
  sha256: string;
}

/** The files of outputs. Bytes are written before their row and taken away when the row does not come to be. */
@Injectable()
export class OutputFilesService {
  constructor(
    private readonly outputs: OutputsRepository,
    private readonly inSight: OutputsInSight,
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

  /** Asked before the upload is read: whoever may not add a file does not get to send it. */
  async expect(actor: Actor, outputId: string): Promise<void> {
    await this.mayAdd(await this.inSight.getFor(actor, outputAccess.draft, outputId));
  }

  /** Keeps a file that has arrived under a name of ours, or discards it: 415 when it is not what an output consists of. */
  async add(actor: Actor, outputId: string, given: ArrivedFile): Promise<OutputFile> {
    return this.storage.keep(given.stored, async () => {
      const named = { name: fileName(given.name), stored: given.stored };
      await this.requireAcceptable(named);
      return this.unitOfWork.run(() => this.keep(actor, outputId, named));
    });
  }

  async remove(actor: Actor, outputId: string, fileId: string): Promise<void> {
    await this.unitOfWork.run(async () => {
      const output = await this.inSight.getFor(actor, outputAccess.draft, outputId);
      const file = await this.get(outputId, fileId);
      enforce(mayEdit(output.status));
      await this.outputs.update(output);
      await this.outputs.removeFile(file);
      await this.record(actor, 'output.file_removed', file);
      if (!(await this.outputs.isStillOffered(file.storageKey))) await this.storage.forget(file.storageKey);
    });
  }

  /** For those who see the output itself; published files are also had from the shared database. */
  async open(actor: Actor, outputId: string, fileId: string): Promise<OpenFile> {
    await this.inSight.get(actor, outputId);
    return this.openRow(await this.get(outputId, fileId));
  }

  /** Opens what the caller has already found in somebody's sight. */
  async openRow({ storageKey, name, mediaType, sha256 }: OutputFile): Promise<OpenFile> {
    return { ...(await this.storage.open(storageKey)), name, mediaType, sha256 };
  }

  private async requireAcceptable(given: ArrivedFile): Promise<void> {
    const { name, stored } = given;
    requireContent(given);
    requireType(mayBeNamed(name));
    requireType(agreesWithName(name, await this.content.look(stored.key, isTextKind(name))));
  }

  private async keep(actor: Actor, outputId: string, { name, stored }: ArrivedFile): Promise<OutputFile> {
    const output = await this.inSight.getFor(actor, outputAccess.draft, outputId);
    const present = await this.mayAdd(output);
    if (present.some((file) => file.name === name)) throw fileRefusal('conflict', 'output.file_name_taken', { name });
    // Under its version: a submission or a twentieth file in the same moment makes this unit run again.
    await this.outputs.update(output);
    const file = Object.assign(new OutputFile(), {
      id: newId(),
      outputId,
      name,
      mediaType: mediaTypeOf(name),
      size: stored.size,
      sha256: stored.sha256,
      storageKey: stored.key,
      uploadedAt: this.clock.now(),
      uploadedBy: actor.accountId,
    });
    await this.outputs.addFiles(file);
    await this.record(actor, 'output.file_added', file);
    return file;
  }

  private async mayAdd(output: Output): Promise<OutputFile[]> {
    const present = await this.outputs.files(output.id);
    enforce(mayAddFile({ status: output.status, fileCount: present.length }));
    return present;
  }

  private async get(outputId: string, fileId: string): Promise<OutputFile> {
    const file = await this.outputs.findFile(outputId, fileId);
    if (!file) throw notFound('file');
    return file;
  }

  /** What a file is called may say whom it is about: the trail, which keeps all, knows it by other marks. */
  private record(actor: Actor, action: string, { id, outputId, mediaType, size, sha256 }: OutputFile): Promise<void> {
    return this.audit.record(actor, {
      action,
      noun: 'output',
      subjectId: outputId,
      details: { fileId: id, mediaType, size, sha256 },
    });
  }
}
