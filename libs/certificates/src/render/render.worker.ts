import { move } from 'piscina';
import { renderCertificate } from './certificate.js';
import type { CertificatePayload } from './payload.js';
import { type CertificateTemplate, loadTemplate, type TemplateData, templateOf } from './template.js';

/** What a thread is sent. Functions cannot travel, so a design does as data, or as a folder of the repository. */
export interface RenderTask {
  readonly payload: CertificatePayload;
  readonly template: TemplateData | string;
  readonly isSpecimen: boolean;
}

// Fonts are cached by the platform, templates here: both once per thread.
const templates = new Map<string, Promise<CertificateTemplate>>();

export default async function render({ payload, template, isSpecimen }: RenderTask) {
  const made = typeof template === 'string' ? await shipped(template) : templateOf(template);
  // A copy of its own: pooled buffers share memory and cannot be moved to the main thread.
  return move(new Uint8Array(await renderCertificate(payload, made, isSpecimen)));
}

function shipped(folder: string): Promise<CertificateTemplate> {
  const template = templates.get(folder) ?? loadTemplate(folder);
  templates.set(folder, template);
  return template;
}
