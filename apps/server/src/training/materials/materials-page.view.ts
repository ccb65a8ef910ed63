import type { Listing } from '#libs/platform';
import type { AnnouncementRow, MaterialRow, RunRow } from '#libs/training';
import { pagingOfListing, type Visit } from '../../web/index.js';
import { type RunHeading, runPageTitle } from '../run-frame.js';
import { materialRows } from './material-list.view.js';

interface Handed {
  announcements: Listing<AnnouncementRow>;
  materials: readonly MaterialRow[];
  may: { read: boolean; write: boolean };
}

export function runMaterialsPage(
  visit: Visit,
  { run, runHeading }: { run: RunRow; runHeading: RunHeading },
  { announcements, materials, may }: Handed,
) {
  const add = (kind: 'file' | 'link', route: string) => ({
    label: visit.t(`materials.add.${kind}`),
    href: `/runs/${run.id}/${route}/new`,
    tone: 'secondary',
  });
  const [addFile, addLink] = [add('file', 'material-files'), add('link', 'materials')];
  const announce = { label: visit.t('announcements.announce'), href: `/runs/${run.id}/announcements/new` };
  return {
    title: runPageTitle(visit, run, 'materials'),
    runHeading: {
      ...runHeading,
      actions: may.write ? [{ ...announce, tone: '', icon: 'plus' }, addFile, addLink] : [],
    },
    mayWrite: may.write,
    mayRead: may.read,
    announce,
    addFile,
    materials: materialRows(visit, materials, may.write),
    announcements: announcements.items.map((one) => ({
      title: one.title,
      body: one.body,
      at: one.announcedAt,
      by: one.announcedBy,
      edit: may.write ? `/announcements/${one.id}/edit` : null,
    })),
    paging: pagingOfListing(visit, `/runs/${run.id}/materials`, announcements),
  };
}
