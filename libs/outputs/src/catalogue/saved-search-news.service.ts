import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Clock, type LocalDate, localDateOf } from '#libs/kernel';
import { CONFIGURATION, type Configuration, MailsService, OfficeHours, Outdated, UnitOfWork } from '#libs/platform';
import { type Finding, SavedSearchFindings } from './saved-search-findings.js';
import { SavedSearchesRepository } from './saved-searches.repository.js';

/**
 * Tells the owners of saved searches what new outputs they find: one mail a day at most, in office hours. Searching takes
 * a while and happens before the unit that writes the mail and moves each search on to what was looked through.
 */
@Injectable()
export class SavedSearchNews implements OnModuleInit {
  private readonly log = new Logger(SavedSearchNews.name);

  constructor(
    private readonly searches: SavedSearchesRepository,
    private readonly findings: SavedSearchFindings,
    private readonly mails: MailsService,
    private readonly officeHours: OfficeHours,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  onModuleInit(): void {
    this.officeHours.register(() => this.tell());
  }

  /** Everybody who was not told anything today; a failure with one keeps nothing from the others. */
  async tell(): Promise<void> {
    for (const accountId of await this.searches.toldAccounts()) {
      try {
        await this.tellOne(accountId, this.clock.now());
      } catch (error) {
        // Another server was quicker, or the owner wants it otherwise: looked through anew in an hour.
        if (!(error instanceof Outdated)) this.log.error(error, `Saved searches of ${accountId}`);
      }
    }
  }

  private async tellOne(accountId: string, now: Date): Promise<void> {
    const { looked, until, news } = await this.findings.of(accountId, now);
    if (looked.length === 0) return;
    await this.unitOfWork.run(async () => {
      // Told today already: the rest is news tomorrow.
      if (news.length > 0 && !(await this.write(accountId, localDateOf(now), news))) return;
      for (const search of looked) if (!(await this.searches.moveOn(search, until))) throw new Outdated('saved_search');
    });
  }

  /** False when there is a mail of this day. */
  private async write(accountId: string, day: LocalDate, items: Finding[]): Promise<boolean> {
    return this.mails.write({
      key: `saved_searches:${day}`,
      template: 'new_outputs',
      receiver: await this.searches.receiver(accountId),
      about: { noun: 'account', id: accountId },
      readers: 'none',
      args: { items, link: `${this.configuration.publicUrl}/shared-database/searches` },
    });
  }
}
