import { Injectable } from '@nestjs/common';
import { DomainError, type ErrorArgs, type ErrorKind, type Language } from '#libs/kernel';
import { Translator } from '#libs/platform';

const statuses: Record<ErrorKind, number> = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  gone: 410,
  stale: 412,
  too_large: 413,
  unsupported: 415,
  invalid: 422,
  precondition_required: 428,
  too_many: 429,
  unavailable: 503,
  unexpected: 500,
};

export const statusOf = ({ kind }: DomainError): number => statuses[kind];

/** RFC 9457, with the code a program reads and the text a person reads. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  args: ErrorArgs;
  errors: { pointer: string; code: string; message: string }[];
}

/** Puts refusals into the caller's language. */
@Injectable()
export class Problems {
  constructor(private readonly translator: Translator) {}

  describe(error: DomainError, language: Language): Problem {
    const t = this.translator.for(language);
    const status = statusOf(error);
    return {
      type: `https://mittaphap.example/problems/${error.code.replaceAll('.', '/')}`,
      title: t(`errors.status.${status}`),
      status,
      detail: this.text(language, error.code, error.args),
      code: error.code,
      args: error.args,
      errors: error.fields.map(({ pointer, code, args }) => ({
        pointer,
        code,
        message: this.text(language, code, args ?? {}),
      })),
    };
  }

  private text(language: Language, code: string, args: ErrorArgs): string {
    return this.translator.for(language)(`errors.${code}`, args);
  }
}
