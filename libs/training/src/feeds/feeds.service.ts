import { Injectable } from '@nestjs/common';
import { type Actor, Clock, type DomainError, notFound, pickText } from '#libs/kernel';
import { ActorLookup, digestOf } from '#libs/people';
import { Allowances, allOf, instantParameter, Translator, UnitOfWork, where } from '#libs/platform';
import { RunsRepository } from '../runs.repository.js';
import { SessionsRepository } from '../sessions.repository.js';
import type { CalendarLink } from './calendar-link.entity.js';
import { CalendarLinksRepository } from './calendar-links.repository.js';
import { feedText } from './calendar-text.js';
import { FeedSight, type SeenSubject } from './feed-sight.js';
import { SessionEvents } from './session-events.js';

/** Addresses nobody gave out, from one caller. */
const guesses = { most: 100, within: 3_600_000 };

/** Milliseconds. */
const day = 24 * 3_600_000;
const shownBack = 366 * day;
const usedIsNotedEvery = day / 24;
const mostSessions = 3000;

/** A timetable for calendars to read, known by a secret address alone. */
@Injectable()
export class FeedsService {
  constructor(
    private readonly links: CalendarLinksRepository,
    private readonly sight: FeedSight,
    private readonly sessions: SessionsRepository,
    private readonly runs: RunsRepository,
    private readonly events: SessionEvents,
    private readonly actors: ActorLookup,
    private readonly translator: Translator,
    private readonly allowances: Allowances,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * iCalendar text, in the language of the link's owner, of what they may see at this moment. Throws 404 for a link that
   * never was or leads nowhere any more, 429 for one that never was to a caller at `address` who has tried too many.
   */
  async read(token: string, address: string): Promise<string> {
    const link = await this.links.findByToken(digestOf(token));
    if (!link) throw await this.refusalOfGuess(address);
    const owner = link.revokedAt === null ? await this.actors.of(link.accountId) : null;
    const subject = owner && (await this.sight.of(owner, link));
    if (!subject) throw notFound('calendar_link');
    await this.noteUse(link);
    return this.write(owner, link, subject);
  }

  /** Others' links go on: from the address of a calendar provider or of an office anybody may guess. */
  private async refusalOfGuess(address: string): Promise<DomainError> {
    const key = `calendar_feed ${address}`;
    await this.allowances.admit(key, guesses, 'calendar_link.too_many_guesses');
    await this.allowances.spend(key, guesses, 'calendar_link.too_many_guesses');
    return notFound('calendar_link');
  }

  private async write(owner: Actor, link: CalendarLink, { name, sessions }: SeenSubject): Promise<string> {
    const since = new Date(this.clock.now().getTime() - shownBack);
    const lately = where('s.ends_at >= ?', instantParameter(since));
    const rows = await this.sessions.rows(allOf(sessions, lately), mostSessions);
    const runIds = new Set(rows.map(({ runId }) => runId));
    const runs = new Map((await this.runs.rowsOf([...runIds])).map((run) => [run.id, run]));
    const { language } = owner;
    return feedText({
      name: this.nameOf(link, name, owner),
      events: rows.map((row) => this.events.of(row, runs.get(row.runId)!, language)),
    });
  }

  private nameOf({ kind }: CalendarLink, name: SeenSubject['name'], { language }: Actor): string {
    return name === null
      ? this.translator.for(language)(`calendar-links.kind.${kind}`)
      : `${name.code} · ${pickText(name.title, language).text}`;
  }

  /** Not each time: a calendar asks all day long. */
  private async noteUse({ id, lastUsedAt }: CalendarLink): Promise<void> {
    const now = this.clock.now();
    if (lastUsedAt !== null && now.getTime() - lastUsedAt.getTime() < usedIsNotedEvery) return;
    await this.unitOfWork.run(() => this.links.used(id, now));
  }
}
