import type { Listing } from '#libs/platform';
import type { AnnouncementRow, RunRow } from '#libs/training';
import type { Visit } from '../../web/index.js';
import { type RunHeading, runPageTitle } from '../run-frame.js';
import { pagingOfListing } from '../training-words.js';

interface Handed {
  announcements: Listing<AnnouncementRow>;
  may: { read: boolean; write: boolean };
}

export function runMaterialsPage(
  visit: Visit,
  { run, runHeading }: { run: RunRow; runHeading: RunHeading },
  { announcements, may }: Handed,
) {
  const announce = { label: visit.t('announcements.announce'), href: `/runs/${run.id}/announcements/new` };
  return {
    title: runPageTitle(visit, run, 'materials'),
    runHeading: { ...runHeading, actions: may.write ? [{ ...announce, tone: '', icon: 'plus' }] : [] },
    mayWrite: may.write,
    mayRead: may.read,
    announce,
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
