import { type SettledFile, type StorageFolders, settleFiles } from '#libs/platform';
import { type DocumentKey, signerOf } from '../signing/document-signer.js';
import type { CertificatePayload } from './payload.js';
import { Press } from './press/press.js';
import { type CertificateTemplate, loadTemplate, type TemplateData, templateOf } from './template.js';

/** What documents are signed with, and the time they say it was. */
export interface Signature {
  readonly key: DocumentKey;
  readonly at: Date;
}

interface Printed {
  /** Functions cannot travel, so a design does as data, or as a folder of the repository. */
  readonly template: TemplateData | string;
  readonly signature?: Signature | undefined;
}

/** One certificate, to be looked at. */
export interface DrawingTask extends Printed {
  readonly payload: CertificatePayload;
  readonly isSpecimen: boolean;
}

/** A certificate whose document is stored under a name. */
export interface NamedPayload {
  readonly name: string;
  readonly payload: CertificatePayload;
}

/** Certificates of one list that a thread prints together and stores. */
export interface FilingTask extends Printed {
  readonly documents: readonly NamedPayload[];
  readonly folders: StorageFolders;
}

export type RenderTask = DrawingTask | FilingTask;
export type Rendered = Uint8Array | PromiseSettledResult<SettledFile>[];

/** Documents that are stored together, while the next ones are drawn. */
const storedTogether = 25;

// Fonts are cached by the platform, templates here: both once per thread.
const templates = new Map<string, Promise<CertificateTemplate>>();

/** The one document, or what came of each in order. */
export default async function render(task: RenderTask): Promise<Rendered> {
  const { template } = task;
  const made = typeof template === 'string' ? await shipped(template) : templateOf(template);
  return 'documents' in task ? file(task, made) : draw(task, made);
}

function draw({ payload, isSpecimen, signature }: DrawingTask, template: CertificateTemplate): Uint8Array {
  return new Press(template, [payload], { isSpecimen, signature: signed(signature) }).print(payload);
}

async function file(task: FilingTask, template: CertificateTemplate): Promise<PromiseSettledResult<SettledFile>[]> {
  const { documents, folders, signature } = task;
  const payloads = documents.map(({ payload }) => payload);
  const press = new Press(template, payloads, { signature: signed(signature) });
  const contents = documents.map(({ name, payload }) => ({ name, make: () => press.print(payload) }));
  const storing: Promise<PromiseSettledResult<SettledFile>[]>[] = [];
  for (let from = 0; from < contents.length; from += storedTogether) {
    storing.push(settleFiles(folders, contents.slice(from, from + storedTogether)));
    await storing.at(-2);
  }
  return (await Promise.all(storing)).flat();
}

const signed = (signature?: Signature) => signature && { signer: signerOf(signature.key), at: signature.at };

function shipped(folder: string): Promise<CertificateTemplate> {
  const template = templates.get(folder) ?? loadTemplate(folder);
  templates.set(folder, template);
  return template;
}
