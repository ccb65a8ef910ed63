import { move } from 'piscina';
import { renderCertificate } from './certificate.js';
import type { CertificatePayload } from './payload.js';
import { type CertificateTemplate, loadTemplate } from './template.js';

/** What a thread is sent: a compiled template cannot travel, so its folder does. */
export interface RenderTask {
  readonly payload: CertificatePayload;
  readonly templateFolder: string;
  readonly isSpecimen: boolean;
}

// Fonts are cached by the platform, templates here: both once per thread.
const templates = new Map<string, Promise<CertificateTemplate>>();

export default async function render({ payload, templateFolder, isSpecimen }: RenderTask) {
  const template = templates.get(templateFolder) ?? loadTemplate(templateFolder);
  templates.set(templateFolder, template);
  // A copy of its own: pooled buffers share memory and cannot be moved to the main thread.
  return move(new Uint8Array(await renderCertificate(payload, await template, isSpecimen)));
}
