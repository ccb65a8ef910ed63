import { Platform1763800000000 } from './0001-platform.js';
import { People1763800100000 } from './0002-people.js';
import { Training1763800200000 } from './0003-training.js';
import { Nominations1763800300000 } from './0004-nominations.js';
import { Attendance1763800400000 } from './0005-attendance.js';
import { Outputs1763800500000 } from './0006-outputs.js';
import { Certificates1763800600000 } from './0007-certificates.js';
import { Mail1763800700000 } from './0008-mail.js';
import { PeopleMerge1763800800000 } from './0009-people-merge.js';
import { Eligibility1763800900000 } from './0010-eligibility.js';
import { Dossier1763801000000 } from './0011-dossier.js';
import { NominationList1763801100000 } from './0012-nomination-list.js';
import { Imports1763801200000 } from './0013-imports.js';
import { SubstitutionUnlock1763801300000 } from './0014-substitution-unlock.js';
import { ImportBounds1763801400000 } from './0015-import-bounds.js';
import { MailMentions1763801600000 } from './0017-mail-mentions.js';
import { Allowances1763801700000 } from './0018-allowances.js';
import { Timetable1763802000000 } from './0019-timetable.js';
import { AttendanceWitnesses1763802100000 } from './0020-attendance-witnesses.js';
import { Materials1763803000000 } from './0021-materials.js';
import { Calendars1763802200000 } from './0022-calendars.js';
import { SignInSheets1763802300000 } from './0023-sign-in-sheets.js';
import { Excuses1763802400000 } from './0024-excuses.js';
import { OutputForms1763802500000 } from './0025-output-forms.js';
import { Review1763803200000 } from './0026-review.js';
import { RequiredOutputs1763803300000 } from './0027-required-outputs.js';
import { DatasetTables1763803400000 } from './0028-dataset-tables.js';
import { Consumers1763803500000 } from './0029-consumers.js';
import { Catalogue1763803600000 } from './0030-catalogue.js';
import { Uses1763803700000 } from './0031-uses.js';
import { SigningKeys1763803800000 } from './0032-signing-keys.js';
import { Register1763803900000 } from './0033-register.js';
import { CertificateRequests1763804000000 } from './0034-certificate-requests.js';
import { Designs1763804200000 } from './0036-designs.js';
import { AnsweredRequests1763804300000 } from './0037-answered-requests.js';
import { DrawnWith1763804400000 } from './0038-drawn-with.js';

/** Every migration in order. A landed one is never edited. */
export const migrations = [
  Platform1763800000000,
  People1763800100000,
  Training1763800200000,
  Nominations1763800300000,
  Attendance1763800400000,
  Outputs1763800500000,
  Certificates1763800600000,
  PeopleMerge1763800800000,
  Mail1763800700000,
  Eligibility1763800900000,
  Dossier1763801000000,
  NominationList1763801100000,
  Imports1763801200000,
  SubstitutionUnlock1763801300000,
  ImportBounds1763801400000,
  MailMentions1763801600000,
  Allowances1763801700000,
  Timetable1763802000000,
  AttendanceWitnesses1763802100000,
  Materials1763803000000,
  Calendars1763802200000,
  SignInSheets1763802300000,
  Excuses1763802400000,
  OutputForms1763802500000,
  Review1763803200000,
  RequiredOutputs1763803300000,
  DatasetTables1763803400000,
  Consumers1763803500000,
  Catalogue1763803600000,
  Uses1763803700000,
  SigningKeys1763803800000,
  Register1763803900000,
  CertificateRequests1763804000000,
  Designs1763804200000,
  AnsweredRequests1763804300000,
  DrawnWith1763804400000,
];
