import { Injectable } from '@nestjs/common';
import { noLink } from '#libs/platform';
import { RegisterRepository } from './register.repository.js';
import { RegisterCheckRepository } from './register-check.repository.js';
import { Followed, type RegisterFaultCode } from './register-check.rules.js';

export interface RegisterFault {
  code: RegisterFaultCode;
  /** Place in the chain; null for a document that has no line. */
  position: number | null;
  /** Of the document: its number in the register where a line is at fault, its serial where the document is. */
  document: string;
}

export interface RegisterFinding {
  /** Sound ones from the first on. */
  lines: number;
  /** Of the last sound line: what the foot of a stamped page can be compared with. */
  lastHash: string;
  fault: RegisterFault | null;
}

/** Follows the chain of the register from its first line, beside the documents, up to the first that is wrong. */
@Injectable()
export class RegisterCheck {
  constructor(
    private readonly register: RegisterRepository,
    private readonly found: RegisterCheckRepository,
  ) {}

  async verify(): Promise<RegisterFinding> {
    // Looked at first: what is entered meanwhile makes the chain longer, never shorter.
    const count = await this.register.lastOf('chain');
    const followed = new Followed(noLink);
    const fault = (await this.firstBadLine(followed, count)) ?? (await this.firstBadDocument());
    return { lines: followed.lines, lastHash: followed.lastHash, fault };
  }

  private async firstBadLine(followed: Followed, count: number): Promise<RegisterFault | null> {
    for await (const line of this.found.lines()) {
      const code = followed.next(line);
      if (code === 'missing') return { code, position: followed.lines + 1, document: '' };
      if (code) return { code, position: line.position, document: line.printedNumber };
    }
    return followed.lines < count ? { code: 'missing', position: followed.lines + 1, document: '' } : null;
  }

  private async firstBadDocument(): Promise<RegisterFault | null> {
    const bad = await this.found.unaccounted();
    return bad && { code: bad.code, position: null, document: bad.serial };
  }
}
