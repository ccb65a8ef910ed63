import type { LocalisedText } from '#libs/kernel';
import type { OutputContent } from '#libs/outputs';
import type { Visit } from '../web/index.js';
import { paragraphs } from './output-words.js';

/** The texts of each kind, in the order they are read; the rest are rows or single values. */
const texts = {
  dataset: ['source', 'method'],
  model: ['purpose', 'context'],
  practical_report: ['problem', 'place', 'findings', 'recommendation'],
} as const;

export function contentView(visit: Visit, content: OutputContent) {
  const said = content as unknown as Record<string, LocalisedText>;
  const sections = texts[content.kind].map((field) => ({
    heading: visit.t(`outputs.content.${field}`),
    paragraphs: paragraphs(said[field]!, visit.language),
  }));
  return {
    sections: sections.filter((section) => section.paragraphs.length > 0),
    period: content.kind === 'dataset' && (content.period.from || content.period.to) ? content.period : null,
    addressee: content.kind === 'practical_report' ? content.addressee : '',
    ...modelView(visit, content),
  };
}

function modelView(visit: Visit, content: OutputContent) {
  if (content.kind !== 'model') return { modelSteps: [], roles: [], indicators: [] };
  const share = new Intl.NumberFormat(visit.language, { style: 'percent', maximumFractionDigits: 0 });
  return {
    modelSteps: content.steps.map(({ title, description, role }) => ({
      title,
      role,
      paragraphs: paragraphs(description, visit.language),
    })),
    roles: content.roles.map(({ name, duties }) => ({ name, paragraphs: paragraphs(duties, visit.language) })),
    indicators: content.indicators.map(({ name, unit, target, measured }) => ({
      name,
      unit,
      target,
      measured,
      /** Of the target; whether more or less is better is for the reader to know. */
      share: target && measured !== null ? share.format(measured / target) : null,
      hasTarget: target !== null,
      isMeasured: measured !== null,
    })),
  };
}
