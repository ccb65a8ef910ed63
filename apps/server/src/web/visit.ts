import type { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Actor, Language } from '#libs/kernel';
import type { TextArgs, Translate, Translator } from '#libs/platform';
import { FormBody, formToJson, typedIn } from './form-body.js';
import type { FormState } from './frame.js';
import { idParameter } from './parameters.js';
import { receiveUpload, type Upload } from './uploads.js';
import { check } from './validation.js';

/** Where to go after a form was accepted, with a notice shown once. */
export class Redirect {
  constructor(
    readonly path: string,
    readonly notice: { key: string; args: TextArgs } | null,
  ) {}
}

/** What a file is called, and what a browser makes of it. */
interface FileTold {
  name: string;
  mediaType: string;
  inline?: boolean;
  /** Shown inside a page of ours, and nowhere else. */
  framed?: boolean;
}

/** A file as the answer of a page: as it is read, `size` in bytes, or whole. */
export class FileAnswer {
  constructor(readonly file: FileTold & ({ stream: Readable; size: number } | { bytes: Buffer })) {}
}

/** A page of another template than the route's own, with a status. */
export class OtherPage {
  constructor(
    readonly template: string,
    readonly data: { title: string },
    readonly status = 200,
  ) {}
}

/** What of the address is not a filter of the page. */
const notFilters = ['lang'];

/** One person's request for a page. */
export class Visit {
  /** What was typed into a form that has just been refused. */
  form: FormState | null = null;

  constructor(
    readonly request: FastifyRequest,
    readonly actor: Actor,
    readonly language: Language,
    private readonly texts: Translator,
    /** For cookies alone; the answer is what the page method returns. */
    readonly reply: FastifyReply,
  ) {}

  get t(): Translate {
    return this.in(this.language);
  }

  /** Texts in another language than the page's. */
  in(language: Language): Translate {
    return this.texts.for(language);
  }

  get params(): Record<string, string> {
    return this.request.params as Record<string, string>;
  }

  get query(): Record<string, string> {
    const { query } = this.request as { query: Record<string, string | string[]> };
    const given = Object.entries(query).filter(([name, value]) => !notFilters.includes(name) && value !== '');
    return Object.fromEntries(given.map(([name, value]) => [name, Array.isArray(value) ? value[0]! : value]));
  }

  /** The address of the page without its query. */
  get path(): string {
    return this.request.url.split('?')[0]!;
  }

  id(name = 'id'): string {
    return idParameter(this.request, name);
  }

  /** The filters of the page, checked by the schema the API uses for the same list. */
  read<Schema extends z.ZodType>(schema: Schema): z.output<Schema> {
    return check(schema, this.query);
  }

  /** What a form posted, as it came. */
  get body(): FormBody {
    return this.request.body instanceof FormBody ? this.request.body : new FormBody({});
  }

  /** A posted form by a schema that only the page knows. */
  posted<Schema extends z.ZodType>(schema: Schema): z.output<Schema> {
    return check(schema, formToJson(this.body, schema));
  }

  to(path: string, noticeKey?: string, args: TextArgs = {}): Redirect {
    return new Redirect(path, noticeKey ? { key: noticeKey, args } : null);
  }

  file(file: FileAnswer['file']): FileAnswer {
    return new FileAnswer(file);
  }

  /** Lets the form of this name be shown again as it was typed, though nothing was refused. */
  keep(form: string, body: unknown = this.request.body): void {
    this.form = { name: form, values: typedIn(body), errors: [], message: null };
  }

  /** Streams the one file of a multipart form to disk. `limit` in bytes. */
  receive(limit: number): Promise<Upload> {
    return receiveUpload(this.request, limit);
  }
}
