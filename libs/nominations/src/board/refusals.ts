import { DomainError, type FieldError, invalid } from '#libs/kernel';

/** What of several was refused, gathered so that one answer names them all. The unit does not survive it. */
export class Refusals {
  private readonly ofNominations: FieldError[] = [];
  private readonly ofFields = new Map<string, FieldError>();

  constructor(private readonly ids: readonly string[]) {}

  /** Does the work of one; a refusal a person can mend is kept, anything else goes on its way. */
  async keeping(id: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof DomainError) || !['conflict', 'forbidden', 'invalid'].includes(error.kind)) throw error;
      this.keep(id, error);
    }
  }

  enforce(): void {
    const named = this.ofNominations;
    if (named.some(({ code }) => code !== 'nomination.reason_for_this'))
      throw new DomainError('conflict', 'nomination.several_refused', { count: named.length }, named);
    if (this.ofFields.size > 0) throw invalid(...this.ofFields.values(), ...named);
  }

  private keep(id: string, { kind, code, args, fields }: DomainError): void {
    const pointer = `/nominationIds/${this.ids.indexOf(id)}`;
    if (kind !== 'invalid') {
      this.ofNominations.push({ pointer, code, args });
      return;
    }
    for (const field of fields) this.ofFields.set(field.pointer, field);
    if (fields.some((field) => field.pointer === '/reason'))
      this.ofNominations.push({ pointer, code: 'nomination.reason_for_this' });
  }
}
