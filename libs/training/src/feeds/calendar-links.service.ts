import { Injectable } from '@nestjs/common';
import { type Actor, Clock, conflict, newId, notFound, requireGrant } from '#libs/kernel';
import { AccountHolds, digestOf, newSecret } from '#libs/people';
import { Audit, UnitOfWork } from '#libs/platform';
import { sessionAccess } from '../training.policy.js';
import { CalendarLink } from './calendar-link.entity.js';
import type { CalendarLinkFields } from './calendar-link.fields.js';
import { CalendarLinksRepository } from './calendar-links.repository.js';
import { FeedSight, type FeedSubject, type SeenSubject } from './feed-sight.js';

/** A link with what it leads to; without a subject when that is nothing of its owner's any more. */
export interface ShownLink {
  link: CalendarLink;
  subject: SeenSubject | null;
}

/** As it is shown once: `/calendar-feeds/<token>.ics`. Nobody can read it again. */
export interface NewLink extends ShownLink {
  token: string;
}

/** More than anybody follows; who loses track revokes. */
const mostLinks = 30;

/** The secret addresses under which calendars find somebody's timetables. */
@Injectable()
export class CalendarLinksService {
  constructor(
    private readonly links: CalendarLinksRepository,
    private readonly sight: FeedSight,
    private readonly accounts: AccountHolds,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** One's own, the latest first. */
  async list(actor: Actor): Promise<ShownLink[]> {
    requireGrant(actor, sessionAccess.read);
    const links = await this.links.liveOf(actor.accountId!);
    const subjects = await this.sight.ofAll(actor, links);
    return links.map((link, index) => ({ link, subject: subjects[index]! }));
  }

  /** What a link to it would show: 404 when that is nothing of theirs. */
  async look(actor: Actor, subject: FeedSubject): Promise<SeenSubject> {
    requireGrant(actor, sessionAccess.read);
    const seen = await this.sight.of(actor, subject);
    if (!seen) throw notFound(subject.kind === 'room' ? 'room' : subject.kind === 'run' ? 'run' : 'timetable');
    return seen;
  }

  /** The own timetables somebody can follow: what they teach, what they attend. */
  async own(actor: Actor): Promise<('instructor' | 'trainee')[]> {
    const kinds = ['instructor', 'trainee'] as const;
    const seen = await this.sight.ofAll(
      actor,
      kinds.map((kind) => ({ kind, subjectId: null })),
    );
    return kinds.filter((_, index) => seen[index] !== null);
  }

  create(actor: Actor, { kind, subjectId }: CalendarLinkFields): Promise<NewLink> {
    return this.unitOfWork.run(async () => {
      const subject = await this.look(actor, { kind, subjectId });
      await this.accounts.hold(actor.accountId!);
      if ((await this.links.liveOf(actor.accountId!)).length >= mostLinks)
        throw conflict('calendar_link.too_many', { most: mostLinks });
      const token = newSecret();
      const link = Object.assign(new CalendarLink(), {
        id: newId(),
        accountId: actor.accountId,
        kind,
        subjectId,
        tokenDigest: digestOf(token),
        createdAt: this.clock.now(),
        lastUsedAt: null,
        revokedAt: null,
        version: 1,
      });
      await this.links.add(link);
      await this.record(actor, 'calendar_link.created', link);
      return { link, subject, token };
    });
  }

  /** From now on the address leads nowhere. */
  revoke(actor: Actor, id: string): Promise<CalendarLink> {
    requireGrant(actor, sessionAccess.read);
    return this.unitOfWork.run(async () => {
      const link = await this.links.findOf(actor.accountId!, id);
      if (!link) throw notFound('calendar_link');
      if (link.revokedAt !== null) return link;
      link.revoke(this.clock.now());
      await this.links.save(link);
      await this.record(actor, 'calendar_link.revoked', link);
      return link;
    });
  }

  private record(actor: Actor, action: string, { id, kind, subjectId }: CalendarLink): Promise<void> {
    return this.audit.record(actor, {
      action,
      noun: 'calendar_link',
      subjectId: id,
      details: { kind, ...(subjectId && { of: subjectId }) },
    });
  }
}
