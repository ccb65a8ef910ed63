import { type Decision, DomainError, type ErrorArgs, type ErrorKind, isAllowed, normaliseText } from '#libs/kernel';
import type { StoredFile } from './storage.js';

/** A file as it arrived: what its sender calls it, and where it lies. */
export interface ArrivedFile {
  name: string;
  stored: StoredFile;
}

/** A refusal of the file itself, told beside the field it was chosen in. */
export const fileRefusal = (kind: ErrorKind, code: string, args: ErrorArgs = {}): DomainError =>
  new DomainError(kind, code, args, [{ pointer: '/file', code, args }]);

/** Throws 422 for a file without content. */
export function requireContent({ name, stored }: ArrivedFile): void {
  if (stored.size === 0) throw fileRefusal('invalid', 'file.empty', { name });
}

/** Throws 415 for a file that is not what is asked for. */
export function requireType(decision: Decision): void {
  if (!isAllowed(decision)) throw fileRefusal('unsupported', decision.denied, decision.args);
}

/** The name of an uploaded file as it is kept: one line, without a path. Empty when nothing is left. */
export const fileName = (given: string): string => {
  const line = normaliseText(given.split(/[\\/]/).at(-1) ?? '');
  const characters = [...line];
  if (characters.length <= 250) return line;
  const dot = line.lastIndexOf('.');
  const extension = dot > 0 && line.length - dot <= 11 ? [...line.slice(dot)] : [];
  return [...characters.slice(0, 250 - extension.length), ...extension].join('');
};
