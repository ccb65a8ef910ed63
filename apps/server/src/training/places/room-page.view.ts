import { isGranted, localDateOf, pickText, timeOfDay } from '#libs/kernel';
import type { OrganisationLine } from '#libs/people';
import type { Listing } from '#libs/platform';
import { type RoomQuery, type RoomRow, roomAccess, roomKinds, type SessionRow, sessionAccess } from '#libs/training';
import { countryOptions, isEmpty, organisationOptions, wordIn } from '../../people/people-words.js';
import { pagingOfListing, type Visit } from '../../web/index.js';
import { followAction } from '../feeds/follow-action.js';
import { timetableTabs } from '../timetable-tabs.js';
import { provinceOptions } from '../training-words.js';

const kindOptions = (visit: Visit) => roomKinds.map((value) => ({ value, label: visit.t(`rooms.kind.${value}`) }));

const mayWrite = ({ actor }: Visit): boolean => isGranted(actor, roomAccess.write);

/** Province or country, and the zone. */
const where = (visit: Visit, { country, province, zone }: RoomRow): string =>
  [zone, province ? visit.t(`places.province.${province}`) : '', visit.t(`organisations.country.${country}`)]
    .filter(Boolean)
    .join(', ');

export function roomsPage(visit: Visit, query: RoomQuery, listing: Listing<RoomRow>) {
  const { kind, country, province, q } = query;
  return {
    title: visit.t('rooms.title'),
    lead: visit.t('rooms.lead'),
    tabs: timetableTabs(visit, 'rooms'),
    actions: mayWrite(visit) ? [{ label: visit.t('rooms.add'), href: '/rooms/new', tone: '', icon: 'plus' }] : [],
    mayWrite: mayWrite(visit),
    q: q ?? '',
    isFiltered: Boolean(kind || country || province || q),
    fields: [
      { name: 'kind', label: visit.t('rooms.kindLabel'), value: kind ?? '', options: kindOptions(visit) },
      { name: 'country', label: visit.t('rooms.country'), value: country ?? '', options: countryOptions(visit) },
      { name: 'province', label: visit.t('rooms.province'), value: province ?? '', options: provinceOptions(visit) },
    ],
    rows: listing.items.map((room) => ({
      href: `/rooms/${room.id}`,
      code: room.code,
      name: room.name,
      kind: visit.t(`rooms.kind.${room.kind}`),
      where: where(visit, room),
      capacity: room.capacity,
      closures: room.closures.map(({ startsOn, endsOn }) => ({ startsOn, endsOn })),
    })),
    paging: pagingOfListing(visit, '/rooms', listing),
  };
}

const crumbs = (visit: Visit, room: RoomRow | null, ...more: string[]) => [
  { label: visit.t('rooms.title'), href: '/rooms' },
  ...(room ? [{ label: room.code, ...(more.length > 0 && { href: `/rooms/${room.id}` }) }] : []),
  ...more.map((label) => ({ label })),
];

export function roomPage(visit: Visit, room: RoomRow, sessions: readonly SessionRow[] | null) {
  const { t } = visit;
  const host = [room.hostOrganisationName ? wordIn(visit, room.hostOrganisationName) : '', room.hostName]
    .filter(Boolean)
    .join(' · ');
  return {
    title: `${room.code} · ${wordIn(visit, room.name)}`,
    name: room.name,
    kicker: `${t(`rooms.kind.${room.kind}`)} · ${room.code}`,
    breadcrumb: crumbs(visit, room),
    actions: [
      ...(mayWrite(visit)
        ? [
            { label: t('form.edit'), href: `/rooms/${room.id}/edit`, tone: 'secondary', icon: 'edit' },
            { label: t('rooms.close'), href: `/rooms/${room.id}/closures`, tone: 'secondary', icon: 'lock' },
          ]
        : []),
      ...(isGranted(visit.actor, sessionAccess.read) ? [followAction(visit, 'room', room.id)] : []),
    ],
    facts: [
      { label: t('rooms.capacity'), text: t('rooms.people', { count: room.capacity }) },
      ...(isEmpty(room.place) ? [] : [{ label: t('rooms.place'), localised: room.place }]),
      { label: t('rooms.where'), text: where(visit, room) },
      ...(host ? [{ label: t('rooms.host'), text: host }] : []),
      ...(room.hostPhone ? [{ label: t('rooms.hostPhone'), text: room.hostPhone }] : []),
    ],
    closures: room.closures,
    sessions: sessions?.map((session) => ({
      href: `/sessions/${session.id}`,
      topic: session.topic,
      on: localDateOf(session.startsAt),
      from: timeOfDay(session.startsAt),
      to: timeOfDay(session.endsAt),
      badge: isClosedFor(room, session) ? { text: t('rooms.closedThen'), tone: 'bad' } : null,
    })),
    seesSessions: sessions !== null,
  };
}

const isClosedFor = ({ closures }: RoomRow, { startsAt, endsAt }: SessionRow): boolean =>
  closures.some(({ startsOn, endsOn }) => startsOn <= localDateOf(endsAt) && endsOn >= localDateOf(startsAt));

export function roomFormPage(visit: Visit, tree: readonly OrganisationLine[], room: RoomRow | null) {
  const title = visit.t(room ? 'rooms.editTitle' : 'rooms.add');
  return {
    title: room ? `${title} · ${room.code}` : title,
    breadcrumb: crumbs(visit, room, visit.t(room ? 'form.edit' : 'rooms.add')),
    action: room ? `/rooms/${room.id}/edit` : '/rooms/new',
    back: room ? `/rooms/${room.id}` : '/rooms',
    room: room ?? { kind: 'room', country: 'VN' },
    version: room?.version ?? null,
    kinds: kindOptions(visit),
    countries: countryOptions(visit),
    provinces: provinceOptions(visit),
    organisations: organisationOptions(visit, tree),
  };
}

/** Rows offered beside the closures there are; whoever needs more saves and comes back. */
const emptyRows = 3;

export function closuresPage(visit: Visit, room: RoomRow) {
  const typed = Object.keys(visit.form?.values ?? {}).filter((name) => name.endsWith('.reason')).length;
  const count = Math.max(room.closures.length + emptyRows, typed);
  return {
    title: `${visit.t('rooms.close')} · ${room.code}`,
    lead: visit.t('rooms.closeLead', { room: pickText(room.name, visit.language).text }),
    breadcrumb: crumbs(visit, room, visit.t('rooms.close')),
    action: `/rooms/${room.id}/closures`,
    back: `/rooms/${room.id}`,
    version: room.version,
    rows: Array.from({ length: count }, (_, index) => ({
      ...room.closures[index],
      startsOnField: `closures.${index}.startsOn`,
      endsOnField: `closures.${index}.endsOn`,
      reasonField: `closures.${index}.reason`,
    })),
  };
}
