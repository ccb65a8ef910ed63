import type { MaterialRow } from '#libs/training';
import { sizeWords } from '../../outputs/output-words.js';
import type { Visit } from '../../web/index.js';

/** The rows of `{{> materials/list}}`. */
export const materialRows = (visit: Visit, materials: readonly MaterialRow[], mayWrite: boolean) =>
  materials.map((one) => ({
    title: one.title,
    href: one.kind === 'file' ? `/materials/${one.id}/file` : one.url,
    isLink: one.kind === 'link',
    // Where a link leads, or which file it is, before it is opened.
    what: one.kind === 'file' ? `${one.fileName} · ${sizeWords(one.size ?? 0, visit.language)}` : hostOf(one.url!),
    belongs:
      one.sessionNumber === null
        ? visit.t('materials.wholeRun')
        : visit.t('sessions.number', { number: one.sessionNumber }),
    at: one.createdAt,
    by: one.createdBy,
    edit: mayWrite ? `/materials/${one.id}/edit` : null,
  }));

const hostOf = (url: string): string => new URL(url).host;
