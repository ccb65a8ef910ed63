import { Injectable } from '@nestjs/common';
import { type Actor, scopeOf } from '#libs/kernel';
import { ownOrganisation } from '#libs/people';
import {
  allOf,
  anyOf,
  Database,
  instantOfRaw,
  instantOfRawOrNull,
  jsonOfRaw,
  type MailStatus,
  maskedAddress,
  type Where,
  where,
} from '#libs/platform';
import { nominationAccess } from '../nomination.policy.js';
import { nominationsInSight } from '../nomination-sight.js';

/** A mail that tells of a nomination. */
export interface NominationMail {
  id: string;
  /** Name of the letter: `nominations_moved`. */
  template: string;
  /** What it says has happened to this nomination: `selected`. */
  news: string[];
  toName: string;
  /** Masked unless it is the reader's own. */
  toAddress: string;
  status: MailStatus;
  writtenAt: Date;
  /** Of one that waits: not sent before. */
  dueAt: Date;
  sentAt: Date | null;
}

type Raw = Record<string, unknown>;

/** What a digest says of its nominations, line by line. */
interface Lines {
  items?: { nominationId?: string; action: string }[];
}

@Injectable()
export class NominationMailsRepository {
  constructor(private readonly database: Database) {}

  /** Of a nomination in sight, those mails that the actor may know of, in the order they were written. */
  async of(actor: Actor, nominationId: string): Promise<NominationMail[]> {
    const condition = allOf(
      where('x.subject_id = ?', nominationId),
      nominationsInSight(actor, nominationAccess.read),
      mailsInSight(actor),
    );
    const rows = await this.database.rows<Raw>(
      `SELECT m.id, m.template, m.args, m.account_id, m.to_name, m.to_address, m.status, m.written_at, m.due_at, m.sent_at
        FROM mail_mention x JOIN nomination n ON n.id = x.subject_id JOIN mail m ON m.id = x.mail_id
        LEFT JOIN account a ON a.id = m.account_id LEFT JOIN organisation o ON o.id = a.organisation_id
        WHERE ${condition.sql} ORDER BY m.id`,
      condition.parameters,
    );
    return rows.map((raw) => mailOf(raw, actor, nominationId));
  }
}

/**
 * Mails `m` to accounts `a` of organisations `o` about nominations `n`: a coordinator knows of those that concern their
 * side, an organisation of those to its own people and to the person, the person of their own. Only the person is
 * written to without an account.
 */
function mailsInSight(actor: Actor): Where {
  const scope = scopeOf(actor, nominationAccess.readMails);
  const { allBy, organisationPath, selfPersonId } = scope;
  const toThePerson = where('a.person_id = n.person_id OR m.account_id IS NULL');
  return anyOf(
    allBy.includes('lao_coordinator') ? where("m.readers IN ('lao', 'both')") : null,
    allBy.includes('vn_coordinator') ? where("m.readers = 'both'") : null,
    organisationPath === null
      ? null
      : allOf(
          ownOrganisation('n.organisation_id', scope),
          anyOf(where('o.path LIKE ?', `${organisationPath}%`), toThePerson),
        ),
    selfPersonId === null ? null : allOf(where('n.person_id = ?', selfPersonId), toThePerson),
  );
}

function mailOf(raw: Raw, actor: Actor, nominationId: string): NominationMail {
  const { items = [] } = jsonOfRaw<Lines>(raw.args);
  const isOwn = raw.account_id !== null && raw.account_id === actor.accountId;
  const address = raw.to_address as string;
  return {
    id: raw.id as string,
    template: raw.template as string,
    news: items.flatMap((item) => (item.nominationId === nominationId ? [item.action] : [])),
    toName: raw.to_name as string,
    toAddress: isOwn ? address : maskedAddress(address),
    status: raw.status as MailStatus,
    writtenAt: instantOfRaw(raw.written_at),
    dueAt: instantOfRaw(raw.due_at),
    sentAt: instantOfRawOrNull(raw.sent_at),
  };
}
