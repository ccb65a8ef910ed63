import type { PersonalDataFinding, PersonalDataKind, PersonalDataPlace, Sighting } from './personal-data.types.js';

/** As many findings of one look are told one by one: whoever has more has to look at the whole anyway. */
const mostFindings = 300;

/** Gathers what is seen: once for every kind and place, with how often and where first. */
export class Tally {
  private readonly findings = new Map<string, PersonalDataFinding>();

  add({ kind, sample }: Sighting, place: PersonalDataPlace, count = 1): void {
    const { row: _row, ...column } = place;
    const key = JSON.stringify([kind, column]);
    const known = this.findings.get(key);
    if (known) known.count += count;
    else if (this.findings.size < mostFindings) this.findings.set(key, { kind, sample, place, count });
  }

  unread(name: string): void {
    this.add({ kind: 'unread' satisfies PersonalDataKind, sample: '' }, { source: 'file', name });
  }

  end(): PersonalDataFinding[] {
    return [...this.findings.values()];
  }
}
