import { isGranted } from '#libs/kernel';
import { type HistoryEntry, type NominationMail, type NominationRow, nominationAccess } from '#libs/nominations';
import { mailAccess } from '#libs/platform';
import { mailBadge } from '../mail/mail-words.js';
import type { Visit } from '../web/index.js';
import { latinName, returnWords, statusBadge, wordIn } from './nomination-words.js';

/** The chain of one nomination on a page of its own, to read and to print. */
export function historyPage(visit: Visit, nomination: NominationRow, history: HistoryEntry[], mails: NominationMail[]) {
  const { t } = visit;
  const href = `/nominations/${nomination.id}`;
  return {
    title: t('nominations.historyTitle', { name: nomination.fullName }),
    kicker: `${nomination.runCode} · ${wordIn(visit, nomination.courseTitle)}`,
    lead: [latinName(nomination), wordIn(visit, nomination.organisationName)].filter(Boolean).join(' · '),
    breadcrumb: [
      { label: t('nominations.title'), href: '/nominations' },
      { label: nomination.fullName, href },
      { label: t('nominations.history') },
    ],
    badge: statusBadge(visit, nomination.status),
    back: href,
    chain: chainOf(visit, history),
    mails: isGranted(visit.actor, nominationAccess.readMails) ? mails.map((mail) => mailLine(visit, mail)) : null,
  };
}

/** To whom, what it says of the nomination, and whether it went. */
const mailLine = (visit: Visit, mail: NominationMail) => {
  const { t } = visit;
  return {
    kind: t(`mail.template.${mail.template}`),
    href: isGranted(visit.actor, mailAccess.read) ? `/mails/${mail.id}` : null,
    news: mail.news.map((word) => t(`nominations.did.${word}`)).join(', '),
    name: mail.toName,
    address: mail.toAddress,
    badge: mailBadge(visit, mail.status),
    at: mail.sentAt ?? (mail.status === 'waiting' ? mail.dueAt : mail.writtenAt),
  };
};

/** The letter is named where it is a new one, not again at every step. */
export function chainOf(visit: Visit, history: HistoryEntry[]) {
  let last: string | null = null;
  return history.map((entry) => {
    const letter = letterWords(visit, entry);
    const isNew = letter !== null && letter !== last;
    last = letter ?? last;
    return { ...link(visit, entry), letter: isNew ? letter : null };
  });
}

const link = (visit: Visit, entry: HistoryEntry) => {
  const { t } = visit;
  const { related, because } = entry;
  return {
    what: whatWords(visit, entry),
    at: entry.at,
    party: entry.as ? t(`nominations.party.${entry.as}`) : null,
    onBehalf: entry.onBehalf,
    by: entry.by,
    reason: reasonWords(visit, entry),
    until: entry.until,
    because: because === 'run_cancelled' || !because ? null : t(`nominations.because.${because}`),
    passedOver: passedOverWords(visit, entry),
    imported: entry.importRow === null ? null : t('nominations.importedRow', { row: entry.importRow }),
    related: related && {
      label: t(`nominations.related.${related.how}`),
      name: related.fullName,
      href: `/nominations/${related.id}`,
    },
  };
};

function whatWords({ t }: Visit, { action, document, rules }: HistoryEntry): string {
  const what = t(`nominations.did.${action.replace('nomination.', '')}`);
  if (rules.length > 0) return `${what}: ${rules.map((rule) => t(`eligibility.kind.${rule}`)).join(', ')}`;
  return document ? `${what}: ${t(`dossier.kind.${document}`)}` : what;
}

function passedOverWords({ t }: Visit, { as, passedOver: count }: HistoryEntry): string | null {
  if (count === 0) return null;
  return t(as === 'rule' ? 'nominations.passedOverByRule' : 'nominations.passedOver', { count });
}

function reasonWords(visit: Visit, { reason, reasonCode }: HistoryEntry): string | null {
  return returnWords(visit, reason, reasonCode);
}

function letterWords({ t }: Visit, { letter }: HistoryEntry): string | null {
  if (!letter) return null;
  const { number, date } = letter;
  if (!date) return t('nominations.letterOf', { number });
  return number ? t('nominations.letterOfDate', { number, date }) : t('nominations.letterOnDate', { date });
}
