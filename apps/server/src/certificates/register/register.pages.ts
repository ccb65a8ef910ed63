import { Get } from '@nestjs/common';
import { certificateAccess, RegisterDocuments, RegisterLists, registerPages, registerQuery } from '#libs/certificates';
import { Allow, Pages, Shows, type Visit } from '../../web/index.js';
import { registerFile } from './register-file.js';
import { registerPage } from './register-page.view.js';

@Pages('certificates/register')
export class CertificateRegisterPages {
  constructor(
    private readonly lists: RegisterLists,
    private readonly documents: RegisterDocuments,
  ) {}

  @Get()
  @Allow(certificateAccess.register)
  @Shows('certificates/register')
  async index(visit: Visit) {
    const query = visit.read(registerQuery);
    const books = await this.lists.books(visit.actor);
    return registerPage(visit, query, books, await this.lists.list(visit.actor, query));
  }

  @Get(':book/print.pdf')
  @Allow(certificateAccess.register)
  async print(visit: Visit) {
    const pages = visit.read(registerPages);
    return visit.file(registerFile(await this.documents.draw(visit.actor, visit.params.book!, pages)));
  }
}
