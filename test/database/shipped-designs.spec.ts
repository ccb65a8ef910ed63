import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { DesignsService } from '#libs/certificates';
import { newId } from '#libs/kernel';
import { Database, listQuery, UnitOfWork } from '#libs/platform';
import { CertificateDesign } from '../../libs/certificates/src/designs/certificate-design.entity.js';
import { blankVersion } from '../../libs/certificates/src/designs/shipped-designs.js';
import { readTemplate } from '../../libs/certificates/src/render/index.js';
import { startCertificates } from '../support/certificates.js';
import type { TestContext } from '../support/platform.js';
import { vnCoordinator } from '../support/training.js';

const name = { lo: 'ໃບຢັ້ງຢືນ', vi: 'Chứng chỉ', en: 'Certificate' };
const earlier = 'a'.repeat(64);

describe('designs of a release whose folders have changed', () => {
  let context: TestContext;
  before(async () => {
    context = await startCertificates();
    await activeOne('standard', earlier);
    await activeOne('trilingual', null);
  });
  after(() => context.close());

  /** What an earlier release left: shipped with it, or written by people where there is no hash. */
  async function activeOne(code: string, folderHash: string | null): Promise<void> {
    const { layout, texts } = await readTemplate(`templates/certificates/${code}`);
    const id = newId();
    const design = Object.assign(new CertificateDesign(), {
      id,
      code,
      name,
      kind: 'chung_chi',
      folder: code,
      version: 1,
    });
    const content = { id: newId(), designId: id, number: 1, folderHash, layout, texts, draftedAt: context.clock.now() };
    const version = Object.assign(blankVersion(), content);
    version.activate(null, context.clock.now());
    await context.get(UnitOfWork).run(() => context.get(Database).insert(design, version));
  }

  it('take the place of what was shipped before, never of what people wrote, and are told of in the audit trail', async () => {
    const designs = context.get(DesignsService);
    const everything = listQuery.parse({});
    const { items } = await designs.list(vnCoordinator, everything);
    assert.deepEqual(
      items.map(({ design, active }) => [design.code, active?.number]),
      [
        ['attestation', 1],
        ['standard', 2],
        ['trilingual', 1],
      ],
    );
    const { items: versions } = await designs.versions(vnCoordinator, items[2]!.design.id, everything);
    assert.deepEqual(
      versions.map(({ version }) => [version.number, version.status]),
      [
        [2, 'retired'],
        [1, 'active'],
      ],
    );
    const told = await context
      .get(Database)
      .rows<{ details: string }>(
        "SELECT details FROM audit_event WHERE action = 'certificate_design_version.shipped' ORDER BY id",
      );
    const said = told.map(({ details }) => JSON.parse(details));
    assert.deepEqual(
      said.map(({ number, isActive, instead }) => [number, isActive, instead]),
      [
        [2, true, 1],
        [2, false, null],
        [1, true, null],
      ],
    );
  });
});
