/**
 * What others may do with a published output, with where it is written down. `all_rights_reserved` grants nothing: it
 * holds where the authors said nothing else.
 */
export const licences = {
  cc_by_4_0: 'https://creativecommons.org/licenses/by/4.0/',
  cc_by_sa_4_0: 'https://creativecommons.org/licenses/by-sa/4.0/',
  cc0: 'https://creativecommons.org/publicdomain/zero/1.0/',
  odc_by: 'https://opendatacommons.org/licenses/by/1-0/',
  odbl: 'https://opendatacommons.org/licenses/odbl/1-0/',
  all_rights_reserved: null,
} as const satisfies Record<string, string | null>;

export type Licence = keyof typeof licences;
export const licenceCodes = Object.keys(licences) as [Licence, ...Licence[]];

/** What a new output begins with: usable by enterprises and regulators at once, with its authors named. */
export const usualLicence: Licence = 'cc_by_4_0';
