import { pickText } from '#libs/kernel';
import { acceptedExtensions } from '#libs/platform';
import type { MaterialRow, RunRow, SessionRow } from '#libs/training';
import type { Visit } from '../../web/index.js';
import { materialCrumbs } from './announcement-page.view.js';

interface Asked {
  run: RunRow;
  kind: MaterialRow['kind'];
  sessions: readonly SessionRow[];
  /** Bytes. */
  limit: number;
  material?: MaterialRow;
}

export function materialFormPage(visit: Visit, { run, kind, sessions, limit, material }: Asked) {
  const title = visit.t(material ? 'materials.edit' : `materials.add.${kind}`);
  const route = kind === 'file' ? 'material-files' : 'materials';
  return {
    title,
    breadcrumb: materialCrumbs(visit, run, title),
    action: material ? `/materials/${material.id}/edit` : `/runs/${run.id}/${route}/new`,
    back: `/runs/${run.id}/materials`,
    material: material ?? { sessionId: visit.query.session ?? '' },
    version: material?.version ?? null,
    removal: material ? `/materials/${material.id}/removal` : null,
    isLink: kind === 'link',
    isUpload: kind === 'file' && !material,
    accept: acceptedExtensions.map((extension) => `.${extension}`).join(','),
    fileHint: visit.t('materials.fileHint', {
      accepted: acceptedExtensions.join(', '),
      megabytes: Math.floor(limit / 1024 / 1024),
    }),
    sessions: sessions.map(({ id, number, topic }) => ({
      value: id,
      label: `${visit.t('sessions.number', { number })} · ${pickText(topic, visit.language).text}`,
    })),
  };
}
