import { newId, pickText } from '#libs/kernel';
import { audiences, type RunMessage, type RunMessageFields } from '#libs/nominations';
import { type Listing, type MailQuery, type MailRow, mailStatuses, maySendAgain } from '#libs/platform';
import { adminTabs } from '../people/people-words.js';
import { type RunHeading, runPageTitle } from '../training/run-frame.js';
import { pagingOfListing, type Visit } from '../web/index.js';
import { mailBadge } from './mail-words.js';

export function mailsPage(visit: Visit, query: MailQuery, listing: Listing<MailRow>) {
  const { t } = visit;
  return {
    title: t('mail.title'),
    lead: t('mail.lead'),
    tabs: adminTabs(visit, 'mails'),
    fields: [
      {
        name: 'status',
        label: t('mail.statusLabel'),
        value: query.status ?? '',
        options: mailStatuses.map((value) => ({ value, label: t(`mail.status.${value}`) })),
      },
    ],
    isFiltered: Boolean(query.status || query.subjectId),
    rows: listing.items.map(({ mail, letter, address }) => ({
      href: `/mails/${mail.id}`,
      subject: letter?.subject ?? t(`mail.template.${mail.template}`),
      kind: letter ? t(`mail.template.${mail.template}`) : null,
      name: mail.toName,
      address,
      badge: mailBadge(visit, mail.status),
      at: mail.sentAt ?? mail.writtenAt,
    })),
    paging: pagingOfListing(visit, '/mails', listing),
  };
}

export function mailPage(visit: Visit, { mail, letter, address, lastError }: MailRow) {
  const { t } = visit;
  const kind = t(`mail.template.${mail.template}`);
  return {
    title: letter?.subject ?? kind,
    kicker: kind,
    badge: mailBadge(visit, mail.status),
    breadcrumb: [
      { label: t('layout.nav.admin'), href: '/admin' },
      { label: t('mail.title'), href: '/mails' },
      { label: kind },
    ],
    explained: t(`mail.explained.${mail.status}`),
    facts: [
      { label: t('mail.receiver'), text: `${mail.toName} <${address}>` },
      { label: t('mail.languageLabel'), text: t(`layout.languages.${mail.language}`) },
      ...(mail.noun === 'run'
        ? [{ label: t('mail.about'), href: `/runs/${mail.subjectId}`, text: t('mail.theRun') }]
        : []),
      { label: t('mail.writtenAt'), instant: mail.writtenAt },
      ...(mail.sentAt ? [{ label: t('mail.sentAt'), instant: mail.sentAt }] : []),
      ...(mail.status === 'waiting' ? [{ label: t('mail.nextAttempt'), instant: mail.dueAt }] : []),
      { label: t('mail.attempts'), number: mail.attempts },
      ...(lastError ? [{ label: t('mail.lastError'), text: lastError }] : []),
    ],
    text: letter?.text ?? null,
    language: mail.language,
    sendAgain: maySendAgain(mail.status) ? `/mails/${mail.id}/resending` : null,
  };
}

interface Framed {
  run: Parameters<typeof runPageTitle>[1];
  runHeading: RunHeading;
}

const nothingYet = { audience: 'quota', subject: { lo: '', vi: '', en: '' }, body: { lo: '', vi: '', en: '' } };

/** The form alone, or with the message as it would be sent above it. */
export function runMessagePage(visit: Visit, framed: Framed, fields?: RunMessageFields, message?: RunMessage) {
  const { t } = visit;
  const address = `/runs/${framed.run.id}/messages`;
  const languageWord = (language: string) => t(`layout.languages.${language}`);
  return {
    title: runPageTitle(visit, framed.run, 'messages'),
    runHeading: framed.runHeading,
    action: address,
    previewAction: `${address}/preview`,
    logHref: `/mails?subjectId=${framed.run.id}`,
    typed: fields ?? nothingYet,
    audiences: audiences.map((value) => ({ value, label: t(`mail.message.audiences.${value}`) })),
    preview: message && {
      // Names this very message: sent twice by a double click, it reaches everybody once.
      messageId: newId(),
      count: message.receivers.length,
      audience: t(`mail.message.audiences.${fields?.audience ?? 'quota'}`),
      receivers: message.receivers.map((receiver) => ({
        name: receiver.name,
        organisation: receiver.organisationName && pickText(receiver.organisationName, visit.language).text,
        language: languageWord(receiver.language),
      })),
      letters: message.letters.map(({ language, written, receivers, letter }) => ({
        heading: t('mail.message.inLanguage', { language: languageWord(language) }),
        readers: t('mail.message.receivers', { count: receivers }),
        fallback: written === language ? null : t('mail.message.fallback', { language: languageWord(written) }),
        subject: letter.subject,
        text: letter.text,
        language,
      })),
    },
  };
}
