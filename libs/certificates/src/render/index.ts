export { renderCertificate } from './certificate.js';
export { readEmbeddedCode } from './embedded-code.js';
export { type CertificatePayload, certificatePayload } from './payload.js';
export { type TextFault, textFault } from './plain-text.js';
export { RenderPool, type RenderPoolLimits } from './render-pool.js';
export {
  type CertificateTemplate,
  loadTemplate,
  readTemplate,
  type TemplateData,
  type TemplateTexts,
  templateOf,
} from './template.js';
export { type Placeholder, placeholders, printedTexts } from './texts.js';
