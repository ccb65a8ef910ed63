import { type DocumentKey, signerOf } from '../signing/document-signer.js';
import type { CertificatePayload } from './payload.js';
import { Press } from './press/press.js';
import { type CertificateTemplate, loadTemplate, type TemplateData, templateOf } from './template.js';

/** Certificates of one list that a thread prints together. */
export interface RenderTask {
  readonly payloads: readonly CertificatePayload[];
  /** Functions cannot travel, so a design does as data, or as a folder of the repository. */
  readonly template: TemplateData | string;
  readonly isSpecimen: boolean;
  readonly signature?: Signature | undefined;
}

/** What documents are signed with, and the time they say it was. */
export interface Signature {
  readonly key: DocumentKey;
  readonly at: Date;
}

// Fonts are cached by the platform, templates here: both once per thread.
const templates = new Map<string, Promise<CertificateTemplate>>();

/** What came of each, in order. */
export default async function render(task: RenderTask): Promise<PromiseSettledResult<Uint8Array>[]> {
  const { payloads, template, isSpecimen, signature } = task;
  const made = typeof template === 'string' ? await shipped(template) : templateOf(template);
  const signed = signature && { signer: signerOf(signature.key), at: signature.at };
  const press = new Press(made, payloads, { isSpecimen, signature: signed });
  return payloads.map((payload) => {
    try {
      return { status: 'fulfilled', value: press.print(payload) };
    } catch (reason) {
      return { status: 'rejected', reason };
    }
  });
}

function shipped(folder: string): Promise<CertificateTemplate> {
  const template = templates.get(folder) ?? loadTemplate(folder);
  templates.set(folder, template);
  return template;
}
