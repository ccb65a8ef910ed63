import type { INestApplicationContext } from '@nestjs/common';
import { type Actor, addDays, type LocalDate, localDate, operatorActor, type Role, type Sector } from '#libs/kernel';
import {
  InvitationsService,
  OrganisationsService,
  organisationFields,
  PeopleService,
  personFields,
  type SpokenLanguage,
} from '#libs/people';
import { demoNames, vietnameseNames } from './names.js';
import { demoOrganisations } from './organisations.js';

export interface DemoAccount {
  email: string;
  role: Role;
}

/** Everybody the story is about. */
export interface Cast {
  /** Organisation ids by code. */
  organisations: Map<string, string>;
  /** Person ids of trainees, with the code of the organisation that nominates them. */
  trainees: { personId: string; organisation: string }[];
  instructorIds: string[];
  /** Whoever speaks for a role. */
  actor(role: Role, organisation?: string): Actor;
  /** The trainee with an account of their own. */
  account(personId: string): Actor;
  accounts: DemoAccount[];
}

const kinds = ['official', 'civil_servant', 'public_employee', 'enterprise_manager', 'enterprise_staff'] as const;

const positions = [
  { lo: 'ຫົວໜ້າພະແນກ', vi: 'Trưởng phòng', en: 'Head of division' },
  { lo: 'ວິຊາການ', vi: 'Chuyên viên', en: 'Technical officer' },
  { lo: 'ຮອງຫົວໜ້າຂະແໜງ', vi: 'Phó trưởng bộ phận', en: 'Deputy head of section' },
  { lo: 'ວິສະວະກອນ', vi: 'Kỹ sư', en: 'Engineer' },
];

/** Whom the trainees come from, in turn; the first ministry's subtree and the second's. */
const employers = ['MOIC-DIH', 'MOIC-SV', 'MPWT-TR', 'MOIC-KH', 'SAVAN-SENO', 'MOIC-SV-SP', 'CEMENT-KH', 'MPWT'];

/** The sector whose affairs an employer looks after; ministries of many look after none in particular. */
const sectorOf: Readonly<Record<string, Sector>> = {
  'MOIC-DIH': 'agro_processing',
  'MOIC-SV': 'textiles_leather_footwear',
  'MOIC-KH': 'materials',
  'SAVAN-SENO': 'cross_sector',
  'CEMENT-KH': 'materials',
};

const spoken: SpokenLanguage[][] = [['lo', 'vi'], ['lo', 'en'], ['lo', 'vi', 'en'], ['lo']];

/** Most have served for years; every eleventh began lately. */
const serviceSince = (index: number, today: LocalDate): LocalDate =>
  index % 11 === 10 ? addDays(today, -400) : addDays(localDate('2004-01-12'), index * 97);

export const traineeCount = 60;

export async function gatherCast(context: INestApplicationContext, password: string, today: LocalDate): Promise<Cast> {
  const organisations = await foundOrganisations(context, today);
  const people = context.get(PeopleService);
  const birth = (index: number): LocalDate => addDays('1978-02-11' as LocalDate, index * 97);
  const trainees: Cast['trainees'] = [];
  for (const [index, name] of demoNames(traineeCount).entries()) {
    const organisation = employers[index % employers.length]!;
    const fields = personFields.parse({
      fullName: name.lao,
      fullNameLatin: name.latin,
      sex: name.sex,
      birthDate: birth(index),
      position: positions[index % positions.length],
      traineeKind: kinds[index % kinds.length],
      serviceSince: serviceSince(index, today),
      languages: spoken[index % spoken.length],
      sector: sectorOf[organisation] ?? null,
      organisationId: organisations.get(organisation),
      phone: `020 5550 ${String(1000 + index)}`,
      identityNumber: `P${String(1_000_000 + index * 7919)}`,
    });
    const { id } = await people.identify(operatorActor, organisations.get(organisation)!, fields);
    trainees.push({ personId: id, organisation });
  }
  const instructorIds: string[] = [];
  for (const [index, fullName] of vietnameseNames.entries()) {
    const fields = personFields.parse({
      fullName,
      nationality: 'VN',
      sex: index % 2 === 0 ? 'female' : 'male',
      birthDate: birth(index - 30),
      organisationId: organisations.get('VIOIT'),
    });
    instructorIds.push((await people.identify(operatorActor, organisations.get('VIOIT')!, fields)).id);
  }
  const troupe = await openAccounts(context, password, organisations, trainees[0]!.personId, instructorIds[0]!);
  return { organisations, trainees, instructorIds, ...troupe };
}

async function foundOrganisations(context: INestApplicationContext, today: LocalDate): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const { parent, ...organisation } of demoOrganisations) {
    const fields = organisationFields.parse({
      ...organisation,
      parentId: parent === null ? null : ids.get(parent),
      validFrom: addDays(today, -600),
    });
    ids.set(organisation.code, (await context.get(OrganisationsService).create(operatorActor, fields)).id);
  }
  return ids;
}

interface Part {
  email: string;
  name: string;
  role: Role;
  organisation: string | null;
  person?: 'trainee' | 'instructor';
  language: 'lo' | 'vi' | 'en';
}

const parts: Part[] = [
  { email: 'nominator', name: 'ນາງ ພອນສຸກ ແກ້ວວົງໄຊ', role: 'nominator', organisation: 'MOIC', language: 'lo' },
  { email: 'nominator2', name: 'ທ້າວ ສຸກສະຫວັນ ພູຄຳ', role: 'nominator', organisation: 'MPWT', language: 'lo' },
  {
    email: 'lao_coordinator',
    name: 'ນາງ ວັນນະພາ ສຸກສົມບູນ',
    role: 'lao_coordinator',
    organisation: 'IICE',
    language: 'lo',
  },
  { email: 'vn_coordinator', name: 'Phạm Thu Trang', role: 'vn_coordinator', organisation: 'VIOIT', language: 'vi' },
  { email: 'lao_co_chair', name: 'ທ່ານ ຄຳສິງ ອຸດົມສຸກ', role: 'lao_co_chair', organisation: 'IICE', language: 'lo' },
  { email: 'vn_co_chair', name: 'Vũ Đình Long', role: 'vn_co_chair', organisation: 'VIOIT', language: 'vi' },
  {
    email: 'instructor',
    name: 'Nguyễn Thị Phương',
    role: 'instructor',
    organisation: 'VIOIT',
    person: 'instructor',
    language: 'vi',
  },
  { email: 'trainee', name: '', role: 'trainee', organisation: null, person: 'trainee', language: 'lo' },
  { email: 'auditor', name: 'Hoàng Thanh Hà', role: 'auditor', organisation: 'MOIT', language: 'en' },
  { email: 'admin', name: 'Ngô Gia Bách', role: 'admin', organisation: null, language: 'en' },
  { email: 'consumer', name: 'ທ້າວ ບຸນທັນ ວິລະວົງ', role: 'consumer', organisation: 'CEMENT-KH', language: 'lo' },
];

async function openAccounts(
  context: INestApplicationContext,
  password: string,
  organisations: Map<string, string>,
  traineeId: string,
  instructorId: string,
): Promise<Pick<Cast, 'actor' | 'account' | 'accounts'>> {
  const actors = new Map<string, Actor>();
  for (const part of parts) {
    const personId = part.person === 'trainee' ? traineeId : part.person === 'instructor' ? instructorId : null;
    const organisationId = part.organisation === null ? null : (organisations.get(part.organisation) ?? null);
    const account = await context.get(InvitationsService).open(
      operatorActor,
      {
        email: `${part.email}@demo.example`,
        name: part.name || demoNames(1)[0]!.lao,
        roles: [part.role],
        organisationId,
        personId,
        sex: null,
        language: part.language,
      },
      password,
    );
    actors.set(part.email, {
      ...operatorActor,
      kind: 'account',
      accountId: account.id,
      personId,
      organisationId,
      organisationPath: organisationId
        ? (await context.get(OrganisationsService).get(operatorActor, organisationId)).path
        : null,
      roles: [part.role],
      name: account.name,
      language: part.language,
    });
  }
  return {
    accounts: parts.map(({ email, role }) => ({ email: `${email}@demo.example`, role })),
    actor: (role, organisation) =>
      actors.get(role === 'nominator' && organisation?.startsWith('MPWT') ? 'nominator2' : role)!,
    account: (personId) => ({ ...actors.get('trainee')!, personId }),
  };
}
