import type { LocalDate } from '#libs/kernel';
import { lastSubstitutionDay, mayNominate } from '#libs/nominations';
import type { OrganisationLine, PersonCard } from '#libs/people';
import type { RunRow } from '#libs/training';
import {
  organisationOptions,
  sectorOptions,
  sexOptions,
  spokenLanguageOptions,
  traineeKindOptions,
} from '../people/people-words.js';
import { type RunHeading, runPageTitle } from '../training/run-frame.js';
import { type Visit, whyNot } from '../web/index.js';
import { mayStep, type Standing } from './nomination-actions.view.js';
import { latinName, wordIn } from './nomination-words.js';

/** Whom to nominate: somebody known, or somebody new. */
const nominees = (visit: Visit, known: readonly PersonCard[]) => ({
  known: known.map((person) => ({
    value: person.id,
    label: [person.fullName, latinName(person), person.employer && wordIn(visit, person.employer)]
      .filter(Boolean)
      .join(' · '),
  })),
  q: visit.query.q ?? '',
  sexes: sexOptions(visit),
  kinds: traineeKindOptions(visit),
  spoken: spokenLanguageOptions(visit),
  sectors: sectorOptions(visit),
});

interface NominationForm {
  run: RunRow;
  runHeading: RunHeading;
  known: readonly PersonCard[];
  organisations: readonly OrganisationLine[];
  today: LocalDate;
}

export function nominationFormPage(visit: Visit, { run, runHeading, known, organisations, today }: NominationForm) {
  const options = organisationOptions(visit, organisations);
  const shut = whyNot(visit, mayNominate(run, today));
  return {
    title: `${visit.t('nominations.nominate')} · ${runPageTitle(visit, run)}`,
    runHeading,
    address: `/runs/${run.id}/nominations/new`,
    postKnown: `/runs/${run.id}/nominations/known`,
    shut,
    isShut: shut !== null,
    closesOn: run.nominationClosesOn,
    ...nominees(visit, known),
    organisations: options,
    // A nominator's own comes first; with only one there is nothing to choose.
    organisationId: visit.actor.organisationId,
    choosesOrganisation: options.length > 1 || visit.actor.organisationId === null,
  };
}

/** Grey with the reason where the rules refuse it now, so that nobody fills it in for nothing. */
export function substitutionPage(visit: Visit, standing: Standing, known: readonly PersonCard[]) {
  const { nomination, run } = standing;
  const shut = whyNot(visit, mayStep(visit.actor, 'substitute', standing));
  const name = nomination.fullName;
  return {
    title: visit.t('nominations.substitution.title', { name }),
    breadcrumb: [
      { label: visit.t('nominations.title'), href: '/nominations' },
      { label: name, href: `/nominations/${nomination.id}` },
      { label: visit.t('nominations.action.substitute') },
    ],
    kicker: `${nomination.runCode} · ${wordIn(visit, nomination.organisationName)}`,
    shut,
    isShut: shut !== null,
    // The long form stays folded while somebody known can be chosen: it fills a phone many times over.
    opensNew: known.length === 0 || visit.form?.name === 'new',
    until: nomination.substitutionUnlocked ? null : lastSubstitutionDay(run),
    address: `/nominations/${nomination.id}/substitution`,
    postKnown: `/nominations/${nomination.id}/substitution/known`,
    ...nominees(
      visit,
      known.filter(({ id }) => id !== nomination.personId),
    ),
  };
}
