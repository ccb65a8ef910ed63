export { renderCertificate } from './certificate.js';
export { readEmbeddedCode } from './embedded-code.js';
export { type CertificatePayload, certificatePayload } from './payload.js';
export { RenderPool, type RenderPoolLimits } from './render-pool.js';
export { type CertificateTemplate, loadTemplate } from './template.js';
export { printedTexts } from './texts.js';
