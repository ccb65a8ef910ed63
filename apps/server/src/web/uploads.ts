import type { FastifyRequest } from 'fastify';
import { DomainError, normaliseText } from '#libs/kernel';
import type { Storage, StoredFile } from '#libs/platform';
import { FormBody } from './form-body.js';
import { isApi, isMultipart } from './request.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set when the upload of this request has arrived before its work: gives the work a file of its own. */
    receive?: (limit: number) => Promise<Upload>;
  }

  interface FastifyInstance {
    storage: Storage;
    checkCsrf(request: FastifyRequest, token: string | undefined): void;
  }
}

export interface Upload {
  fields: Record<string, string>;
  file: { name: string; stored: StoredFile } | null;
  /** Removes the file again when its row did not come to be. */
  discard(): Promise<void>;
}

/**
 * Reads a multipart request: small fields, then at most one file streamed to disk and never held in memory.
 * A form of a page sends its CSRF token first, so that no byte of a forged upload is kept. `limit` is in bytes.
 */
export async function receiveUpload(request: FastifyRequest, limit: number): Promise<Upload> {
  if (!isMultipart(request)) throw new DomainError('unsupported', 'upload.not_multipart');
  const { storage } = request.server;
  const fields: Record<string, string> = Object.create(null);
  // What was typed beside the file goes back into the form when the file is refused.
  if (!isApi(request)) request.body = new FormBody(fields);
  let file: Upload['file'] = null;
  const discard = async () => {
    if (file) await storage.discard(file.stored.key);
  };
  try {
    for await (const part of request.parts({
      limits: { fileSize: limit + 1, files: 1, fields: 40, fieldSize: 20_000 },
    })) {
      if (part.type === 'field') {
        fields[part.fieldname] = String(part.value);
        continue;
      }
      checkCsrfOnce(request, fields);
      const stored = await storage.put(part.file, limit);
      const name = normaliseText(part.filename ?? '')
        .replace(/^.*[/\\]/, '')
        .slice(0, 250);
      // A browser sends an empty part when no file was chosen.
      if (stored.size === 0 && name === '') await storage.discard(stored.key);
      else file = { name: name || 'file', stored };
    }
    checkCsrfOnce(request, fields);
  } catch (error) {
    await discard();
    throw asRefusal(error, limit);
  }
  return { fields, file, discard };
}

/** What is made of an upload; when nothing comes of it, its file goes. */
export async function orDiscard<T>(upload: Pick<Upload, 'discard'>, make: () => T | Promise<T>): Promise<T> {
  try {
    return await make();
  } catch (error) {
    await upload.discard();
    throw error;
  }
}

/**
 * Receives an upload before the work on it begins, for work that may run more than once: each run is given a file of
 * its own, to keep or to discard. The one answered here is to be discarded in the end.
 */
export async function receiveForRuns(request: FastifyRequest, limit: number): Promise<Upload> {
  const whole = await receiveUpload(request, limit);
  const { storage } = request.server;
  request.receive = async (smaller) => {
    if (!whole.file) return whole;
    if (whole.file.stored.size > smaller) throw tooLarge(smaller);
    const stored = await storage.again(whole.file.stored);
    const file = { ...whole.file, stored };
    return { fields: whole.fields, file, discard: () => storage.discard(stored.key) };
  };
  return whole;
}

function checkCsrfOnce(request: FastifyRequest, fields: Record<string, string>): void {
  if (!request.csrfPending) return;
  request.server.checkCsrf(request, fields._csrf);
  request.csrfPending = false;
}

const tooLarge = (limit: number): DomainError =>
  new DomainError('too_large', 'file.too_large', { megabytes: limit / 1024 / 1024 });

function asRefusal(error: unknown, limit: number): unknown {
  const { code } = error as { code?: string };
  if (code === 'FST_REQ_FILE_TOO_LARGE') {
    return tooLarge(limit);
  }
  if (code === 'FST_FILES_LIMIT') return new DomainError('invalid', 'upload.one_file');
  if (code?.startsWith('FST_') || code === 'ERR_STREAM_PREMATURE_CLOSE')
    return new DomainError('malformed', 'upload.broken');
  // The parser of multipart names its complaints in words alone.
  if (error instanceof Error && /Unexpected end of|Boundary not found|Malformed part/i.test(error.message)) {
    return new DomainError('malformed', 'upload.broken');
  }
  return error;
}
