export { readEmbeddedCode } from './embedded-code.js';
export { type CertificatePayload, certificatePayload } from './payload.js';
export { placeholdersIn, repeatedIn, type TextFault, textFault } from './plain-text.js';
export { Press, type PressOptions, renderCertificate } from './press/press.js';
export { printFile, type Sheet } from './press/print-file.js';
export type { PrintTask } from './print-file.worker.js';
export type { NamedPayload, Signature } from './render.worker.js';
export { type Printing, RenderPool, type RenderPoolLimits } from './render-pool.js';
export {
  type CertificateTemplate,
  loadTemplate,
  readTemplate,
  type TemplateData,
  type TemplateTexts,
  templateOf,
} from './template.js';
export { type Placeholder, placeholders, printedTexts } from './texts.js';
