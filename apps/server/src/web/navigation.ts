import { certificateAccess } from '#libs/certificates';
import { type AccessRow, type Actor, isGranted } from '#libs/kernel';
import { dossierAccess, nominationAccess } from '#libs/nominations';
import { outputAccess } from '#libs/outputs';
import { accountAccess, organisationAccess, personAccess } from '#libs/people';
import { courseAccess, roomAccess, runAccess, sessionAccess } from '#libs/training';
import type { NavItem } from './frame.js';

interface NavigationEntry {
  /** The label is `layout.nav.<key>`. */
  key: string;
  href: string;
  /** Where else its pages are. */
  also?: readonly string[];
  allow: AccessRow | 'signed-in' | 'anyone';
}

/** The main menu in its order; every actor sees what their roles may open. */
const entries: readonly NavigationEntry[] = [
  { key: 'home', href: '/', allow: 'anyone' },
  { key: 'runs', href: '/runs', allow: runAccess.read },
  { key: 'nominations', href: '/nominations', allow: nominationAccess.read },
  { key: 'dossiers', href: '/dossiers', allow: dossierAccess.queue },
  { key: 'courses', href: '/courses', allow: courseAccess.read },
  { key: 'calendar', href: '/calendar', allow: sessionAccess.read },
  { key: 'rooms', href: '/rooms', allow: roomAccess.read },
  { key: 'outputs', href: '/outputs', allow: outputAccess.read },
  {
    key: 'certificates',
    href: '/certificates',
    also: ['/certificate-batches', '/certificate-requests'],
    allow: certificateAccess.list,
  },
  { key: 'people', href: '/people', allow: personAccess.read },
  { key: 'sharedDatabase', href: '/shared-database', allow: 'anyone' },
  { key: 'organisations', href: '/organisations', allow: organisationAccess.read },
  { key: 'admin', href: '/admin', allow: accountAccess.invite },
];

const mayOpen = (actor: Actor, { allow }: NavigationEntry): boolean => {
  if (allow === 'anyone') return true;
  if (actor.accountId === null) return false;
  return allow === 'signed-in' || isGranted(actor, allow);
};

const isCurrent = (href: string, path: string): boolean =>
  href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`);

export const navigationOf = (actor: Actor, path: string): NavItem[] =>
  entries
    .filter((entry) => mayOpen(actor, entry))
    .map(({ key, href, also = [] }) => ({
      key,
      href,
      current: [href, ...also].some((address) => isCurrent(address, path)),
    }));
