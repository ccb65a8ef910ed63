import { mostPrinted, type PrintOffer } from '#libs/certificates';
import { pickText } from '#libs/kernel';
import type { Visit } from '../../web/index.js';

interface Source {
  offer: PrintOffer;
  /** Where the file is. */
  action: string;
  /** What chooses the certificates there. */
  chosen: Readonly<Record<string, string | undefined>>;
  breadcrumb: readonly { label: string; href: string }[];
  /** Of the course, where one decision is printed. */
  kicker?: string;
}

/** On which paper, and of which design, when there are several. */
export function printPage(visit: Visit, { offer, action, chosen, breadcrumb, kicker }: Source) {
  const { t } = visit;
  const { certificates, designs } = offer;
  const title = t('print-files.open');
  return {
    title,
    kicker,
    breadcrumb: [...breadcrumb, { label: title }],
    // What is nothing or too much is told in the words of its refusal.
    refusal:
      certificates === 0
        ? t('errors.certificate.none_to_print')
        : certificates > mostPrinted
          ? t('errors.certificate.too_many_to_print', { most: mostPrinted })
          : null,
    back: { label: t('print-files.back'), href: breadcrumb.at(-1)!.href },
    lead: t(kicker ? 'print-files.ofDecision' : 'print-files.chosen', { count: certificates }),
    action,
    fields: Object.entries(chosen).flatMap(([name, value]) => (value ? [{ name, value }] : [])),
    papers: (['plain', 'printed'] as const).map((value) => ({
      value,
      label: t(`print-files.paper.${value}`),
      hint: t(`print-files.paperHint.${value}`),
    })),
    designs:
      designs.length > 1
        ? designs.map(({ id, name, certificates: count }) => ({
            value: id,
            label: t('print-files.ofDesign', { design: pickText(name, visit.language).text, count }),
          }))
        : null,
    most: mostPrinted,
  };
}
