import {
  type DesignVersionDetail,
  type Dimension,
  namedTexts,
  partsOf,
  placeholders,
  sampleNames,
} from '#libs/certificates';
import type { Visit } from '../../web/index.js';

const dimensions: readonly Dimension[] = ['x', 'y', 'width', 'height', 'size'];

export const partLabel = (visit: Visit, name: string): string =>
  visit.t(name.startsWith('text-') ? `designs.text.${name.slice('text-'.length)}` : `designs.part.${name}`);

/** `vi/rows/grade/label` → the name of its field and what it is. */
function textField(visit: Visit, path: string, text: string) {
  const [language, group, name, part] = path.split('/') as [string, string, string, string?];
  const label =
    language === 'common'
      ? visit.t(`designs.text.${group}`)
      : group === 'blocks'
        ? visit.t(`designs.text.${name}`)
        : `${visit.t(`designs.row.${name}`)} – ${visit.t(`designs.rowPart.${part}`)}`;
  return { name: `texts.${path.replaceAll('/', '.')}`, label, value: text, rows: Math.max(1, text.split('\n').length) };
}

/** The designer's form: every text, every place, the offset of printed paper. */
export function designForm(visit: Visit, { version }: DesignVersionDetail, address: string) {
  const texts = namedTexts(version.texts);
  return {
    action: address,
    preview: `${address}/preview`,
    version: version.version,
    groups: (['vi', 'lo', 'common'] as const).map((language) => ({
      title: visit.t(`designs.language.${language}`),
      lang: language === 'common' ? null : language,
      fields: texts
        .filter(({ path }) => path.startsWith(`${language}/`))
        .map(({ path, text }) => textField(visit, path, text)),
    })),
    placeholders: placeholders.map((name) => ({ code: `{{${name}}}`, label: visit.t(`designs.placeholder.${name}`) })),
    dimensions: dimensions.map((name) => visit.t(`designs.dimension.${name}`)),
    parts: partsOf(version.layout).map(({ name, at }) => {
      const label = partLabel(visit, name);
      return {
        label,
        fields: dimensions.map((dimension) => ({
          name: at[dimension] === undefined ? null : `positions.${name}.${dimension}`,
          label: `${label}: ${visit.t(`designs.dimension.${dimension}`)}`,
          column: visit.t(`designs.dimension.${dimension}`),
          value: at[dimension] ?? '',
        })),
      };
    }),
    offset: version.printOffset,
    samples: sampleNames.map((value) => ({ value, label: visit.t(`designs.sample.${value}`) })),
    papers: ['plain', 'printed'].map((value) => ({ value, label: visit.t(`designs.paper.${value}`) })),
  };
}
