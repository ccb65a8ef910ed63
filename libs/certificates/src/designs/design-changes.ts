import { invalid } from '#libs/kernel';
import type { CertificateDesignVersion } from './certificate-design-version.entity.js';
import type { DesignChanges } from './design.fields.js';
import { rewritten } from './design-texts.js';
import { moved } from './positions.js';

type Content = Pick<CertificateDesignVersion, 'layout' | 'texts' | 'printOffset'>;

/** What a version says once it is changed so. Refuses with every text that cannot be printed and every part that leaves the page. */
export function changedVersion(before: Content, changes: DesignChanges): Content {
  const texts = rewritten(before.texts, changes.texts ?? {});
  const layout = moved(before.layout, changes.positions ?? {});
  const faults = [...texts.faults, ...layout.faults];
  if (faults.length > 0) throw invalid(...faults);
  return { texts: texts.texts, layout: layout.layout, printOffset: changes.printOffset ?? before.printOffset };
}
