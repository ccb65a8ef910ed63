import type { PersonCard } from '#libs/people';
import type { Visit } from '../web/index.js';
import { isEmpty, wordIn } from './people-words.js';

/** What a card says. `identityNumber`: in full, when it has just been asked for. */
export function personFacts(visit: Visit, card: PersonCard, identityNumber: string | null = null) {
  const { t } = visit;
  const facts = [
    card.fullNameLatin ? { label: t('people.fullNameLatin'), text: card.fullNameLatin } : null,
    card.employer
      ? {
          label: t('people.organisation'),
          href: `/organisations/${card.organisationId}`,
          text: wordIn(visit, card.employer),
        }
      : null,
    isEmpty(card.position) ? null : { label: t('people.position'), localised: card.position },
    card.traineeKind ? { label: t('people.kindLabel'), text: t(`people.traineeKind.${card.traineeKind}`) } : null,
    card.serviceSince ? { label: t('people.serviceSince'), date: card.serviceSince } : null,
    card.languages.length > 0
      ? {
          label: t('people.languagesLabel'),
          text: card.languages.map((language) => t(`people.language.${language}`)).join(', '),
        }
      : null,
    card.sector ? { label: t('people.sector'), text: t(`outputs.sector.${card.sector}`) } : null,
    { label: t('people.sexLabel'), text: t(`people.sex.${card.sex}`) },
    card.birthDate ? { label: t('people.birthDate'), date: card.birthDate } : null,
    {
      label: t('people.nationality'),
      text: t(`people.country.${card.nationality}`, { defaultValue: card.nationality }),
    },
    card.phone ? { label: t('people.phone'), text: card.phone } : null,
    card.email ? { label: t('people.email'), text: card.email } : null,
    (identityNumber ?? card.identityNumber)
      ? { label: t('people.identityNumber'), text: identityNumber ?? card.identityNumber }
      : null,
  ];
  return facts.filter((fact) => fact !== null);
}
