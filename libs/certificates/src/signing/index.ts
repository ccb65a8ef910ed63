export type { DocumentKey, DocumentSigner } from './document-signer.js';
export { signerOf } from './document-signer.js';
export { type PublicJwk, type PublishedKey, publicJwk, publishedKey } from './published-key.js';
export { type KeyPurpose, keyPurposes, SigningKey } from './signing-key.entity.js';
export { SigningKeysRepository } from './signing-keys.repository.js';
export { type CurrentDocumentKey, SigningKeys, type StatementKey } from './signing-keys.service.js';
