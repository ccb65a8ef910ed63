import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type Actor, notFound } from '#libs/kernel';
import { Audit, DrawingThreads, Translator, UnitOfWork } from '#libs/platform';
import type { RegisterPages } from '../register.fields.js';
import { RegisterListsRepository } from '../register-lists.repository.js';
import { RegisterLists, rowsOnPage } from '../register-lists.service.js';
import { paperOf } from './paper-of.js';
import type { RegisterPaper } from './register-paper.js';

/** Pages of the register on paper, to be stamped and bound. Drawn off the event loop, one document at a time. */
@Injectable()
export class RegisterDocuments implements OnApplicationShutdown {
  private readonly threads = new DrawingThreads<RegisterPaper>(new URL('./register.worker.js', import.meta.url), {
    maxThreads: 1,
    mostWaiting: 20,
  });

  constructor(
    private readonly lists: RegisterLists,
    private readonly register: RegisterListsRepository,
    private readonly translator: Translator,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
  ) {}

  /** It is recorded: names and birth dates leave the house. 404 beyond the last page; 503 when too many wait or one takes too long. */
  async draw(actor: Actor, name: string, { from, to }: RegisterPages): Promise<{ name: string; bytes: Buffer }> {
    const book = await this.lists.book(actor, name);
    const lines = await this.register.linesUnder(book, (from - 1) * rowsOnPage + 1, to * rowsOnPage);
    if (lines.length === 0) throw notFound('register_book');
    const last = Math.min(to, book.pages);
    const paper = paperOf(book, lines, from, (language) => this.translator.for(language));
    const bytes = await this.threads.draw(paper);
    await this.unitOfWork.run(() =>
      this.audit.record(actor, {
        action: 'certificate_register.printed',
        noun: 'account',
        subjectId: actor.accountId!,
        details: { book: name, from, to: last },
      }),
    );
    return { name: `${name} ${from === last ? from : `${from}-${last}`}.pdf`, bytes };
  }

  onApplicationShutdown(): Promise<void> {
    return this.threads.close();
  }
}
