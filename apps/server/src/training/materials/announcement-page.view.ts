import { newId } from '#libs/kernel';
import type { AnnouncementRow, RunRow } from '#libs/training';
import type { Visit } from '../../web/index.js';

export const materialCrumbs = (visit: Visit, run: RunRow, last: string) => [
  { label: visit.t('runs.title'), href: '/runs' },
  { label: run.code, href: `/runs/${run.id}` },
  { label: visit.t('runs.tab.materials'), href: `/runs/${run.id}/materials` },
  { label: last },
];

export function announcementFormPage(visit: Visit, run: RunRow, announcement: AnnouncementRow | null) {
  const title = visit.t(announcement ? 'announcements.edit' : 'announcements.announce');
  return {
    title,
    breadcrumb: materialCrumbs(visit, run, title),
    lead: visit.t(announcement ? 'announcements.editLead' : 'announcements.announceLead'),
    action: announcement ? `/announcements/${announcement.id}/edit` : `/runs/${run.id}/announcements/new`,
    back: `/runs/${run.id}/materials`,
    submit: visit.t(announcement ? 'form.save' : 'announcements.announceNow'),
    announcement,
    // What was refused is sent again under its first name.
    announcementId: announcement ? null : (visit.form?.values.announcementId ?? newId()),
  };
}
