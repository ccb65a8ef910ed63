export { CertificateCredentials } from './certificate-credentials.service.js';
export { type RevocationList, RevocationLists } from './revocation-lists.service.js';
export { RevocationsRepository } from './revocations.repository.js';
export { Statements } from './statements.service.js';
