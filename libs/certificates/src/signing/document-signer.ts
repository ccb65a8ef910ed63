/** Signs the bytes of one document; kept synchronous and free of state, so that every drawing thread has its own. */
export interface DocumentSigner {
  /** Most bytes that one signature takes, its certificates included: what a document keeps free for it. */
  readonly reservedBytes: number;
  /** The detached CMS (DER, ETSI.CAdES.detached) over these stretches of the file, one after the other. */
  sign(stretches: readonly Uint8Array[]): Uint8Array;
}
