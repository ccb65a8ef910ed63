import { Injectable } from '@nestjs/common';
import { isGranted } from '#libs/kernel';
import { type PersonFields, personAccess, ResemblancesService } from '#libs/people';
import { FormBody, OtherPage, type Visit } from '../web/index.js';
import { looksLikePage } from './merging-page.view.js';

interface Way {
  create: string;
  use: { action: string } | { href: (id: string) => string };
  back: string;
}

/** Asks, before somebody new is added, whether it is not one of those the visitor sees already. */
@Injectable()
export class Lookalikes {
  constructor(private readonly resemblances: ResemblancesService) {}

  /**
   * The page that asks; null when there is nobody to ask about, or when the one who was typed will be recognised.
   * Whoever is out of the visitor's sight makes no difference here: nothing can be learnt from being asked or not.
   */
  async ask(visit: Visit, person: PersonFields, way: Way): Promise<OtherPage | null> {
    if (!isGranted(visit.actor, personAccess.resemblances)) return null;
    const { fullName, fullNameLatin, birthDate, phone, email, organisationId } = person;
    const details = { fullName, fullNameLatin, birthDate, phone, email, organisationId };
    const found = await this.resemblances.ofDetails(visit.actor, details);
    const codes = found.map(({ reasons }) => reasons.map(({ code }) => code));
    const isRecognised = codes.some((all) => all.includes('same_name') && all.includes('same_birth_date'));
    if (found.length === 0 || isRecognised) return null;
    return new OtherPage('people/looks-like', looksLikePage(visit, { found, typed: typedIn(visit), ...way }));
  }
}

function typedIn({ request }: Visit): { name: string; value: string }[] {
  if (!(request.body instanceof FormBody)) return [];
  return Object.entries(request.body.values).flatMap(([name, value]) =>
    name === '_csrf' ? [] : [value].flat().map((one) => ({ name, value: one })),
  );
}
