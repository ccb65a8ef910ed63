import { Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import {
  certificateAccess,
  RegisterDocuments,
  RegisterLists,
  type RegisterPages,
  type RegisterQuery,
  registerPages,
  registerQuery,
} from '#libs/certificates';
import type { Actor } from '#libs/kernel';
import { mapListing } from '#libs/platform';
import { SendsFile } from '../../web/file-routes.js';
import { Allow, Answers, Api, CurrentActor, FileAnswer, listOf } from '../../web/index.js';
import { bookResource, bookSchema, registeredResource, registeredSchema } from './register.view.js';
import { registerFile } from './register-file.js';

/** The append-only numbered list of everything ever issued, and of what became of it. */
@Api('certificate-register')
export class CertificateRegisterApi {
  constructor(
    private readonly lists: RegisterLists,
    private readonly documents: RegisterDocuments,
  ) {}

  @Get()
  @Allow(certificateAccess.register)
  @Answers(listOf(registeredSchema))
  async list(@CurrentActor() actor: Actor, @Query({ schema: registerQuery }) query: RegisterQuery) {
    return mapListing(await this.lists.list(actor, query), registeredResource);
  }

  /** One for each kind of document and year. */
  @Get('books')
  @Allow(certificateAccess.register)
  @Answers(z.object({ items: z.array(bookSchema) }))
  async books(@CurrentActor() actor: Actor) {
    return { items: (await this.lists.books(actor)).map(bookResource) };
  }

  /** Pages to be stamped; at most fifty in one document. */
  @Get(':book/print.pdf')
  @Allow(certificateAccess.register)
  @SendsFile('application/pdf')
  async print(
    @CurrentActor() actor: Actor,
    @Param('book') book: string,
    @Query({ schema: registerPages }) pages: RegisterPages,
  ) {
    return new FileAnswer(registerFile(await this.documents.draw(actor, book, pages)));
  }
}
