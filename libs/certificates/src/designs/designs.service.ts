import { Injectable } from '@nestjs/common';
import { type Actor, Clock, conflict, enforce, invalid, newId, notFound, requireGrant, stale } from '#libs/kernel';
import { Audit, isUniqueViolation, type Listing, type ListQuery, listQuery, UnitOfWork } from '#libs/platform';
import type { Placeholder } from '../render/index.js';
import type { CertificateDesign } from './certificate-design.entity.js';
import type { CertificateDesignVersion } from './certificate-design-version.entity.js';
import type { DesignChanges, DesignRead, DraftFields } from './design.fields.js';
import { designAccess } from './design.policy.js';
import { mayActivate, mayPropose, mayTakeDesign } from './design.rules.js';
import { changedVersion } from './design-changes.js';
import { leftOut } from './design-texts.js';
import { DesignsRepository } from './designs.repository.js';
import { blankVersion, ShippedDesigns } from './shipped-designs.js';

/** A design with the version that is drawn with and the one that is worked on. */
export interface ListedDesign {
  design: CertificateDesign;
  active: CertificateDesignVersion | null;
  open: CertificateDesignVersion | null;
}

export interface ListedVersion {
  design: CertificateDesign;
  version: CertificateDesignVersion;
  /** Those who wrote on it; nobody for what was shipped. */
  authors: string[];
}

export interface DesignVersionDetail extends ListedVersion {
  /** Whether the actor is one of them. */
  isAuthor: boolean;
  /** Placeholders that every certificate needs and its texts do without. */
  leftOut: Placeholder[];
}

/** Designs of certificates: read, drafted by a coordinator, activated by somebody else. */
@Injectable()
export class DesignsService {
  constructor(
    private readonly designs: DesignsRepository,
    private readonly shipped: ShippedDesigns,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, query: ListQuery): Promise<Listing<ListedDesign>> {
    requireGrant(actor, designAccess.read);
    await this.shipped.record();
    const listing = await this.designs.list(query);
    const standing = await this.designs.standing();
    const items = listing.items.map((design) => ({
      design,
      active: standing.find(({ activeKey }) => activeKey === design.id) ?? null,
      open: standing.find(({ openKey }) => openKey === design.id) ?? null,
    }));
    return { ...listing, items };
  }

  async get(actor: Actor, id: string): Promise<ListedDesign> {
    requireGrant(actor, designAccess.read);
    const design = await this.designs.find(id);
    if (!design) throw notFound('certificate_design');
    return { design, active: await this.designs.activeOf(id), open: await this.designs.openOf(id) };
  }

  async versions(actor: Actor, designId: string, query: ListQuery): Promise<Listing<ListedVersion>> {
    const { design } = await this.get(actor, designId);
    const listing = await this.designs.versions(designId, query);
    const names = await this.designs.authorNames(listing.items.map(({ id }) => id));
    const items = listing.items.map((version) => ({ design, version, authors: names.get(version.id) ?? [] }));
    return { ...listing, items };
  }

  async version(actor: Actor, designId: string, id: string): Promise<DesignVersionDetail> {
    requireGrant(actor, designAccess.read);
    const design = await this.designs.find(designId);
    const version = await this.designs.findVersion(designId, id);
    if (!design || !version) throw notFound('certificate_design_version');
    const authors = (await this.designs.authorNames([id])).get(id) ?? [];
    const isAuthor = await this.designs.isAuthor(id, actor);
    return { design, version, authors, isAuthor, leftOut: leftOut(version.texts) };
  }

  /** Those a decision on certificates may choose. */
  async choices(actor: Actor): Promise<CertificateDesign[]> {
    const { items } = await this.list(actor, listQuery.parse({ pageSize: 200, total: 'false' }));
    return items.filter(({ design, active }) => active && design.kind === 'chung_chi').map(({ design }) => design);
  }

  /** Begins a draft. There is one at a time: a second one is refused. */
  async draft(actor: Actor, designId: string, { basedOn }: DraftFields): Promise<CertificateDesignVersion> {
    requireGrant(actor, designAccess.edit);
    try {
      return await this.unitOfWork.run(async () => {
        const { active } = await this.get(actor, designId);
        const base = basedOn ? await this.designs.findVersion(designId, basedOn) : active;
        if (!base) throw invalid({ pointer: '/basedOn', code: 'field.not_a_choice' });
        const { layout, texts, images, printOffset } = base;
        const version = Object.assign(blankVersion(), { layout, texts, images, printOffset }, {
          id: newId(),
          designId,
          number: await this.designs.nextNumber(designId),
          status: 'draft',
          openKey: designId,
          draftedAt: this.clock.now(),
        } satisfies Partial<CertificateDesignVersion>);
        await this.designs.add(version);
        await this.wrote(actor, version, 'drafted', { basedOn: base.number });
        return version;
      });
    } catch (error) {
      // Of two at once the second may also find its number taken.
      if (!isUniqueViolation(error)) throw error;
      throw conflict('certificate_design.draft_exists');
    }
  }

  edit(actor: Actor, designId: string, id: string, version: number, changes: DesignChanges) {
    return this.change(actor, designId, id, version, async (draft) => {
      Object.assign(draft, changedVersion(draft, changes));
      await this.designs.save(draft);
      await this.wrote(actor, draft, 'edited', { parts: Object.keys(changes) });
    });
  }

  /** Takes a draft back. */
  remove(actor: Actor, designId: string, id: string, version: number): Promise<CertificateDesignVersion> {
    return this.change(actor, designId, id, version, async (draft) => {
      await this.designs.remove(id);
      await this.record(actor, draft, 'removed');
    });
  }

  propose(actor: Actor, designId: string, id: string, read: DesignRead = {}): Promise<CertificateDesignVersion> {
    requireGrant(actor, designAccess.edit);
    return this.step(actor, designId, id, async (version, { leftOut }) => {
      enforce(mayPropose(version, leftOut));
      expect(version, read);
      version.propose(this.clock.now());
      await this.designs.save(version);
      await this.wrote(actor, version, 'proposed');
    });
  }

  return(actor: Actor, designId: string, id: string, reason: string): Promise<CertificateDesignVersion> {
    requireGrant(actor, designAccess.activate);
    return this.step(actor, designId, id, async (version) => {
      enforce(mayTakeDesign('return', version));
      version.return(reason);
      await this.designs.save(version);
      await this.record(actor, version, 'returned', {}, reason);
    });
  }

  /** The second person's yes. The version that was active until now retires; batches that chose it keep it. */
  activate(actor: Actor, designId: string, id: string, read: DesignRead = {}): Promise<CertificateDesignVersion> {
    requireGrant(actor, designAccess.activate);
    return this.step(actor, designId, id, async (version, { isAuthor }) => {
      enforce(mayActivate(version, isAuthor));
      expect(version, read);
      const before = await this.designs.activeOf(designId);
      if (before) {
        before.retire();
        await this.designs.save(before);
      }
      version.activate(actor.accountId, this.clock.now());
      await this.designs.save(version);
      await this.record(actor, version, 'activated', { instead: before?.number ?? null });
    });
  }

  /** Joins the unit of whoever changes a draft in another way. */
  change(
    actor: Actor,
    designId: string,
    id: string,
    expected: number,
    how: (draft: CertificateDesignVersion) => Promise<void>,
  ): Promise<CertificateDesignVersion> {
    requireGrant(actor, designAccess.edit);
    return this.step(actor, designId, id, async (draft) => {
      enforce(mayTakeDesign('edit', draft));
      expect(draft, { version: expected });
      await how(draft);
    });
  }

  /** Who wrote on a version is kept: they do not activate it. */
  async wrote(actor: Actor, version: CertificateDesignVersion, action: string, details = {}): Promise<void> {
    if (actor.accountId) await this.designs.addAuthor(version.id, actor.accountId, actor.personId);
    await this.record(actor, version, action, details);
  }

  private step(
    actor: Actor,
    designId: string,
    id: string,
    how: (version: CertificateDesignVersion, detail: DesignVersionDetail) => Promise<void>,
  ): Promise<CertificateDesignVersion> {
    return this.unitOfWork.run(async () => {
      const detail = await this.version(actor, designId, id);
      await how(detail.version, detail);
      return detail.version;
    });
  }

  private record(
    actor: Actor,
    { id, designId, number }: CertificateDesignVersion,
    action: string,
    details: Record<string, unknown> = {},
    reason: string | null = null,
  ): Promise<void> {
    return this.audit.record(actor, {
      action: `certificate_design_version.${action}`,
      noun: 'certificate_design_version',
      subjectId: id,
      reason,
      details: { designId, number, ...details },
    });
  }
}

/** Another version than was read is left as it is. */
function expect({ version }: CertificateDesignVersion, { version: read = version }: DesignRead): void {
  if (version !== read) throw stale('certificate_design_version');
}
