import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { projectRoot } from '#libs/platform';
import { forPrintedPaper } from '../../libs/certificates/src/designs/printed-paper.js';
import {
  certificatePayload,
  loadTemplate,
  Press,
  readTemplate,
  renderCertificate,
  templateOf,
} from '../../libs/certificates/src/render/index.js';
import { differenceFromKept } from '../support/pictures.js';
import { lacks } from '../support/tools.js';

const shipped = (name: string) => loadTemplate(join(projectRoot, 'templates/certificates', name));
const template = await shipped('standard');
const { sample } = template;
const kept = (name: string) => join(projectRoot, 'test/pdf/golden', `${name}.png`);
const holder = (names: object) => certificatePayload.parse({ ...sample, holder: { ...sample.holder, ...names } });

const pages = {
  usual: sample,
  'one-name': holder({ fullNameLao: 'ຄຳ', fullNameLatin: '' }),
  'longest-names': holder({
    fullNameLao: 'ພອນສະຫວັນໄຊຍະວົງ'.repeat(16).slice(0, 250),
    fullNameLatin: 'Nguyễn Thị '.repeat(23).slice(0, 250),
  }),
};

describe('the picture of a certificate', { skip: lacks('pdftotext') }, () => {
  const press = new Press(template, Object.values(pages));
  for (const [name, payload] of Object.entries(pages)) {
    it(`is the one that was looked at: ${name}`, () => {
      assert.equal(differenceFromKept(renderCertificate(payload, template), kept(name)), null);
      assert.equal(differenceFromKept(press.print(payload), kept(name)), null);
    });
  }

  for (const name of ['trilingual', 'attestation'])
    it(`is the one that was looked at: ${name}`, async () => {
      const other = await shipped(name);
      assert.equal(differenceFromKept(renderCertificate(other.sample, other), kept(name)), null);
    });

  it('is the one for paper that comes printed', async () => {
    const data = await readTemplate(join(projectRoot, 'templates/certificates/standard'));
    const printed = templateOf(forPrintedPaper(data, { x: 0, y: 0 }));
    assert.equal(differenceFromKept(renderCertificate(sample, printed), kept('printed-paper')), null);
  });

  it('is the one of a specimen', () => {
    assert.equal(differenceFromKept(renderCertificate(sample, template, { isSpecimen: true }), kept('specimen')), null);
  });

  it('is told from another name and from a shift by two points', { skip: process.env.GOLDEN === 'keep' }, () => {
    const other = holder({ fullNameLatin: 'Bounmy SISAVANH', fullNameLao: 'ທ້າວ ບຸນມີ ສີສະຫວ່າງ' });
    const layout = { ...template.layout, rows: { ...template.layout.rows, y: template.layout.rows.y + 2 } };
    assert.ok(differenceFromKept(renderCertificate(sample, { ...template, layout }), kept('usual')));
    assert.ok(differenceFromKept(renderCertificate(other, template), kept('usual')));
  });
});
