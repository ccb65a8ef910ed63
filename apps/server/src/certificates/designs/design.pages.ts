import { Get, Post } from '@nestjs/common';
import { z } from 'zod';
import {
  DesignImages,
  DesignPreviews,
  type DesignRead,
  DesignsService,
  designAccess,
  designChanges,
  designRead,
  draftFields,
  previewQuery,
} from '#libs/certificates';
import { listQuery, reasonForm } from '#libs/platform';
import { TakesFile } from '../../web/file-routes.js';
import { Allow, Form, Pages, Shows, type Visit } from '../../web/index.js';
import { receivedFile } from '../../web/received-file.js';
import { orDiscard } from '../../web/uploads.js';
import { check } from '../../web/validation.js';
import { designPage, designsPage, designVersionPage } from './design-page.view.js';
import { previewFile } from './preview-file.js';

const versionForm = z.strictObject({ version: z.coerce.number().int() });
/** What is on the form, with the sample that is looked at beside it. */
const designEdit = designChanges.extend({ ...versionForm.shape, ...previewQuery.shape });
type DesignEdit = z.output<typeof designEdit>;

const everything = listQuery.parse({ pageSize: 200, total: 'false' });

/** Designs of certificates: what is drawn with, and the designer. */
@Pages('certificates/designs')
export class CertificateDesignPages {
  constructor(
    private readonly designs: DesignsService,
    private readonly images: DesignImages,
    private readonly previews: DesignPreviews,
  ) {}

  @Get()
  @Allow(designAccess.read)
  @Shows('certificates/designs')
  async index(visit: Visit) {
    return designsPage(visit, (await this.designs.list(visit.actor, everything)).items);
  }

  @Get(':id')
  @Allow(designAccess.read)
  @Shows('certificates/design')
  async show(visit: Visit) {
    const { items } = await this.designs.versions(visit.actor, visit.id(), everything);
    return designPage(visit, await this.designs.get(visit.actor, visit.id()), items);
  }

  @Post(':id/versions')
  @Allow(designAccess.edit)
  @Form('show', 'draft', draftFields)
  async draft(visit: Visit, fields: z.output<typeof draftFields>) {
    const { id } = await this.designs.draft(visit.actor, visit.id(), fields);
    return visit.to(`/certificates/designs/${visit.id()}/versions/${id}`);
  }

  @Get(':id/versions/:versionId')
  @Allow(designAccess.read)
  @Shows('certificates/design-version')
  async version(visit: Visit) {
    return designVersionPage(visit, await this.designs.version(visit.actor, visit.id(), visit.id('versionId')));
  }

  @Post(':id/versions/:versionId')
  @Allow(designAccess.edit)
  @Form('version', 'design', designEdit)
  async edit(visit: Visit, { version, sample: _sample, paper: _paper, ...changes }: DesignEdit) {
    await this.designs.edit(visit.actor, visit.id(), visit.id('versionId'), version, changes);
    return this.back(visit, 'saved');
  }

  /** The form as it is typed, not kept. */
  @Post(':id/versions/:versionId/preview')
  @Allow(designAccess.edit)
  @Form('version', 'design', designEdit)
  async previewTyped(visit: Visit, { version: _version, sample, paper, ...changes }: DesignEdit) {
    const { actor } = visit;
    const drawn = await this.previews.draw(actor, visit.id(), visit.id('versionId'), { sample, paper }, changes);
    return visit.file(previewFile(drawn));
  }

  @Get(':id/versions/:versionId/preview.pdf')
  @Allow(designAccess.read)
  async preview(visit: Visit) {
    const query = visit.read(previewQuery);
    return visit.file(previewFile(await this.previews.draw(visit.actor, visit.id(), visit.id('versionId'), query)));
  }

  @Get(':id/versions/:versionId/images/:place')
  @Allow(designAccess.read)
  async image(visit: Visit) {
    const opened = await this.images.open(visit.actor, visit.id(), visit.id('versionId'), visit.params.place ?? '');
    return visit.file({ ...opened, inline: true });
  }

  @Post(':id/versions/:versionId/images/:place')
  @Allow(designAccess.edit)
  @Form('version', 'picture')
  @TakesFile()
  async putImage(visit: Visit) {
    await this.images.expect(visit.actor, visit.id(), visit.id('versionId'));
    const upload = await visit.receive(this.images.limit);
    const { version, stored } = await orDiscard(upload, () => ({
      ...check(versionForm, { version: upload.fields.version }),
      ...receivedFile(upload),
    }));
    const place = visit.params.place ?? '';
    await this.images.put(visit.actor, { designId: visit.id(), id: visit.id('versionId'), place, version }, stored);
    return this.back(visit, 'picturePut');
  }

  @Post(':id/versions/:versionId/images/:place/removal')
  @Allow(designAccess.edit)
  @Form('version', 'picture', versionForm)
  async removeImage(visit: Visit, { version }: z.output<typeof versionForm>) {
    const place = visit.params.place ?? '';
    await this.images.remove(visit.actor, visit.id(), visit.id('versionId'), place, version);
    return this.back(visit, 'pictureRemoved');
  }

  @Post(':id/versions/:versionId/proposal')
  @Allow(designAccess.edit)
  @Form('version', 'propose', designRead)
  async propose(visit: Visit, read: DesignRead) {
    await this.designs.propose(visit.actor, visit.id(), visit.id('versionId'), read);
    return this.back(visit, 'proposed');
  }

  @Post(':id/versions/:versionId/removal')
  @Allow(designAccess.edit)
  @Form('version', 'remove', versionForm)
  async remove(visit: Visit, { version }: z.output<typeof versionForm>) {
    await this.designs.remove(visit.actor, visit.id(), visit.id('versionId'), version);
    return visit.to(`/certificates/designs/${visit.id()}`, 'designs.notice.removed');
  }

  @Post(':id/versions/:versionId/activation')
  @Allow(designAccess.activate)
  @Form('version', 'activate', designRead)
  async activate(visit: Visit, read: DesignRead) {
    await this.designs.activate(visit.actor, visit.id(), visit.id('versionId'), read);
    return this.back(visit, 'activated');
  }

  @Post(':id/versions/:versionId/return')
  @Allow(designAccess.activate)
  @Form('version', 'return', reasonForm)
  async return(visit: Visit, { reason }: { reason: string }) {
    await this.designs.return(visit.actor, visit.id(), visit.id('versionId'), reason);
    return this.back(visit, 'returned');
  }

  private back(visit: Visit, notice: string) {
    return visit.to(
      `/certificates/designs/${visit.id()}/versions/${visit.id('versionId')}`,
      `designs.notice.${notice}`,
    );
  }
}
