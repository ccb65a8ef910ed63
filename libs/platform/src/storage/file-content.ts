import { Injectable } from '@nestjs/common';
import type { Content } from './file-kinds.rules.js';
import { readSignature } from './file-signature.js';
import { Storage } from './storage.js';

const headLength = 4096;
// Neither CSV nor JSON nor prose has them; every binary format does.
const control = /(?!\s|\u0085)\p{Cc}/u;

/** The beginning of a text in UTF-8; null when some byte of the whole is not, or there are control characters. */
export async function readAsText(bytes: AsyncIterable<Uint8Array>): Promise<string | null> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let head = '';
  try {
    for await (const chunk of bytes) {
      const text = decoder.decode(chunk, { stream: true });
      if (control.test(text)) return null;
      if (head.length < headLength) head += text.slice(0, headLength - head.length);
    }
    decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
  return head;
}

/** Looks into stored files: what they are is told by their bytes, not by their names. */
@Injectable()
export class FileContent {
  constructor(private readonly storage: Storage) {}

  async look(storageKey: string, asText: boolean): Promise<Content> {
    const { stream } = await this.storage.open(storageKey);
    return asText
      ? { signature: null, text: await readAsText(stream) }
      : { signature: await readSignature(stream), text: null };
  }
}
