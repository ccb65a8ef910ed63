import {
  type DesignVersionDetail,
  designAccess,
  type ListedDesign,
  type ListedVersion,
  mayActivate,
  mayPropose,
  mayTakeDesign,
  sampleNames,
} from '#libs/certificates';
import { type Decision, isAllowed, isGranted, pickText } from '#libs/kernel';
import { type Visit, whyNot } from '../../web/index.js';
import { designForm } from './design-form.view.js';

const tones = { draft: 'progress', proposed: 'attention', active: 'good', retired: 'neutral' } as const;

const root = '/certificates/designs';
const nameOf = (visit: Visit, { design }: Pick<ListedDesign, 'design'>) => pickText(design.name, visit.language).text;
const addressOf = ({ designId, id }: { designId: string; id: string }) => `${root}/${designId}/versions/${id}`;

const statusBadge = (visit: Visit, { status }: ListedVersion['version']) => ({
  text: visit.t(`designs.status.${status}`),
  tone: tones[status],
});

const link = (visit: Visit, version: ListedDesign['active']) =>
  version
    ? {
        href: addressOf(version),
        label: visit.t('designs.version', { number: version.number }),
        badge: statusBadge(visit, version),
      }
    : null;

const crumbs = (visit: Visit) => [
  { label: visit.t('certificates.title'), href: '/certificates' },
  { label: visit.t('designs.title'), href: root },
];

export const designsPage = (visit: Visit, designs: readonly ListedDesign[]) => ({
  title: visit.t('designs.title'),
  breadcrumb: [...crumbs(visit).slice(0, 1), { label: visit.t('designs.title') }],
  rows: designs.map((one) => ({
    href: `${root}/${one.design.id}`,
    name: one.design.name,
    kind: visit.t(`designs.kind.${one.design.kind}`),
    active: link(visit, one.active),
    open: link(visit, one.open),
  })),
});

export function designPage(visit: Visit, listed: ListedDesign, versions: readonly ListedVersion[]) {
  const { design, active, open } = listed;
  return {
    title: nameOf(visit, listed),
    kicker: visit.t(`designs.kind.${design.kind}`),
    breadcrumb: [...crumbs(visit), { label: nameOf(visit, listed) }],
    preview: active ? { address: `${addressOf(active)}/preview.pdf`, label: visit.t('designs.preview') } : null,
    draft: isGranted(visit.actor, designAccess.edit)
      ? { action: `${root}/${design.id}/versions`, open: link(visit, open) }
      : null,
    rows: versions.map(({ version, authors }) => ({
      ...link(visit, version),
      by: version.folderHash ? visit.t('designs.shipped') : authors.join(', '),
      at: version.activatedAt ?? version.proposedAt ?? version.draftedAt,
      isUsed: version.usedAt !== null,
    })),
  };
}

/** The steps near this state: for those who take them, and greyed with the reason for whoever wrote on it. */
function actions(visit: Visit, { version, isAuthor, leftOut }: DesignVersionDetail) {
  const edits = isGranted(visit.actor, designAccess.edit);
  const activates = isGranted(visit.actor, designAccess.activate);
  const step = (form: string, path: string, decision: Decision, tone = '') => ({
    form,
    action: `${addressOf(version)}/${path}`,
    label: visit.t(`designs.action.${form}`),
    tone,
    disabled: !isAllowed(decision),
    why: whyNot(visit, decision),
    reason: form === 'return' ? visit.t('designs.reason') : null,
    version: form === 'return' ? null : version.version,
  });
  const isDraft = version.status === 'draft';
  const isProposed = version.status === 'proposed';
  return [
    isDraft && edits ? step('propose', 'proposal', mayPropose(version, leftOut)) : null,
    isDraft && edits ? step('remove', 'removal', mayTakeDesign('remove', version), 'danger') : null,
    isProposed && activates ? step('activate', 'activation', mayActivate(version, isAuthor)) : null,
    isProposed && activates ? step('return', 'return', mayTakeDesign('return', version), 'secondary') : null,
  ].filter((action) => action !== null);
}

export function designVersionPage(visit: Visit, detail: DesignVersionDetail) {
  const { design, version, authors } = detail;
  const edits = isGranted(visit.actor, designAccess.edit) && isAllowed(mayTakeDesign('edit', version));
  const address = addressOf(version);
  const title = visit.t('designs.versionOf', { name: nameOf(visit, detail), number: version.number });
  return {
    title,
    breadcrumb: [
      ...crumbs(visit),
      { label: nameOf(visit, detail), href: `${root}/${design.id}` },
      { label: visit.t('designs.version', { number: version.number }) },
    ],
    badge: statusBadge(visit, version),
    statusReason: version.statusReason,
    isProposed: version.status === 'proposed',
    facts: [
      { label: visit.t('designs.kindOf'), text: visit.t(`designs.kind.${design.kind}`) },
      { label: visit.t('designs.by'), text: version.folderHash ? visit.t('designs.shipped') : authors.join(', ') },
      { label: visit.t('designs.activatedAt'), instant: version.activatedAt },
      { label: visit.t('designs.usedAt'), instant: version.usedAt },
    ].filter((fact) => fact.text || fact.instant),
    actions: actions(visit, detail),
    form: edits ? designForm(visit, detail, address) : null,
    previewAddress: `${address}/preview.pdf`,
    previews: sampleNames.flatMap((sample) =>
      (['plain', 'printed'] as const).map((paper) => ({
        href: `${address}/preview.pdf?sample=${sample}&paper=${paper}`,
        label: `${visit.t(`designs.sample.${sample}`)}, ${visit.t(`designs.paper.${paper}`)}`,
      })),
    ),
    pictures: version.layout.images.map(({ name }) => ({
      form: `picture-${name}`,
      label: visit.t(`designs.part.image-${name}`),
      src: version.images[name] ? `${address}/images/${name}` : null,
      action: edits ? `${address}/images/${name}` : null,
      version: version.version,
    })),
  };
}
