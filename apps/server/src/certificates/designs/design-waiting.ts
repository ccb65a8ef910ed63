import { type DesignsService, designAccess, mayActivate } from '#libs/certificates';
import { type Actor, isAllowed, isGranted, pickText } from '#libs/kernel';
import { listQuery } from '#libs/platform';
import type { WaitingItem } from '../../home/waiting.js';

const everything = listQuery.parse({ pageSize: 200, total: 'false' });

/** Designs to activate, and designs that came back. */
export const waitingDesigns =
  (designs: DesignsService) =>
  async (actor: Actor): Promise<WaitingItem[]> => {
    const activates = isGranted(actor, designAccess.activate);
    const edits = isGranted(actor, designAccess.edit);
    if (!activates && !edits) return [];
    const { items } = await designs.list(actor, everything);
    const open = items.flatMap(({ design, open: version }) => (version ? [{ design, version }] : []));
    const proposed = activates ? open.filter(({ version }) => version.status === 'proposed') : [];
    const toActivate = await Promise.all(
      proposed.map(async (one) => ({ ...one, ...(await designs.version(actor, one.design.id, one.version.id)) })),
    );
    const toMend = edits ? open.filter(({ version }) => version.status === 'draft' && version.statusReason) : [];
    const item = (textKey: string, kind: string, { design, version }: (typeof open)[number]): WaitingItem => ({
      kind,
      textKey,
      args: { name: pickText(design.name, actor.language).text, number: version.number },
      at: version.proposedAt ?? version.draftedAt,
      deadline: null,
      href: `/certificates/designs/${design.id}/versions/${version.id}`,
    });
    return [
      ...toActivate
        .filter(({ version, isAuthor }) => isAllowed(mayActivate(version, isAuthor)))
        .map((one) => item('designs.waiting.activate', 'seal', one)),
      ...toMend.map((one) => item('designs.waiting.returned', 'edit', one)),
    ];
  };
