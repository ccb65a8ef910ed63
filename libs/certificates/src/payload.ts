import { containsLao, type LocalDate, type LocalisedText } from '#libs/kernel';
import type { Organisation, Person } from '#libs/people';
import type { RunRow } from '#libs/training';
import type { Signatory } from './batch.fields.js';
import { documentTitle, issuingBodies } from './issuing-bodies.js';
import type { CertificatePayload } from './render/index.js';

/** All that goes into one document besides its numbers. */
export interface Grounds {
  person: Person;
  organisation: Organisation;
  run: RunRow;
  /** Planned units of the run. */
  units: number;
  grade: string | null;
  decision: { number: string; date: LocalDate };
  signatory: Signatory;
  issuePlace: LocalisedText;
  issuedOn: LocalDate;
}

export interface Numbers {
  serial: string;
  registerNumber: string;
  code: string;
  publicUrl: string;
}

/** In the place of numbers that are not taken yet. */
export const numbersToCome = {
  serial: '0000-000000',
  registerNumber: '0',
  code: '00000-00000-00000-00000-00000-00000',
};

/** The frozen content of a certificate. Contains no identity number and no contact. */
export function payloadOf(grounds: Grounds, numbers: Numbers): CertificatePayload {
  const { person, organisation, run, units, grade, decision, signatory } = grounds;
  return {
    kind: 'chung_chi',
    title: documentTitle,
    ...printedNumbers(numbers),
    replacesSerial: null,
    decision,
    issuingBodies,
    holder: {
      ...namesOf(person),
      // Whoever has no birth date on record is refused before: see `mayPrint`.
      birthDate: person.birthDate as LocalDate,
      position: person.position,
      organisation: organisation.name,
    },
    course: run.courseTitle,
    period: { from: run.startsOn, to: run.endsOn },
    units,
    place: run.place,
    // A grade is a word or a figure of the institute's own scale, the same in every language.
    grade: grade ? { lo: grade, vi: grade, en: grade } : null,
    issue: { place: grounds.issuePlace, date: grounds.issuedOn },
    signatory,
  };
}

/** The same content under other numbers. */
export const numbered = (payload: CertificatePayload, numbers: Numbers): CertificatePayload => ({
  ...payload,
  ...printedNumbers(numbers),
});

const printedNumbers = ({ serial, registerNumber, code, publicUrl }: Numbers) => ({
  serial,
  registerNumber,
  verificationUrl: `${publicUrl}/verify/${code}`,
  verificationCode: code,
});

/** A Lao name in its own script and as in the passport; others have one name in Latin letters with all its marks. */
function namesOf({
  fullName,
  fullNameLatin,
}: Person): Pick<CertificatePayload['holder'], 'fullNameLao' | 'fullNameLatin'> {
  if (containsLao(fullName)) return { fullNameLao: fullName, fullNameLatin };
  return { fullNameLao: '', fullNameLatin: fullName };
}
