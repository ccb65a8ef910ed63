import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isAllowed } from '#libs/kernel';
import { modelContent, outputContent } from './content.fields.js';
import { contentOf, isSilent, lacksOf, mayBecome, type SubmittedFacts, wordsOf } from './content.rules.js';
import { maySubmit } from './output.rules.js';

const said = { lo: '', vi: 'Có', en: '' };
const both = { lo: 'ມີ', vi: 'Có', en: '' };
const step = { title: said, description: { lo: '', vi: '', en: '' }, role: '' };
const indicator = { name: said, unit: 'phút', target: 30, measured: 0 };

const report = {
  kind: 'practical_report' as const,
  title: both,
  summary: both,
  content: outputContent.parse({ kind: 'practical_report', problem: said, findings: said, recommendation: said }),
  fileCount: 1,
  tableCount: 0,
};
const lacks = (facts: Partial<SubmittedFacts>) =>
  lacksOf({ ...report, ...facts }).map(({ pointer, code }) => `${pointer} ${code}`);

describe('what a submission asks for', () => {
  it('is a title and a summary in Lao and in Vietnamese', () => {
    assert.deepEqual(lacks({}), []);
    assert.deepEqual(lacks({ title: said }), ['/title output.title_incomplete']);
    assert.deepEqual(lacks({ summary: { ...both, vi: '' } }), ['/summary output.summary_incomplete']);
  });

  it('of a report is its problem, findings and recommendation, and its file', () => {
    assert.deepEqual(lacks({ content: null, fileCount: 0, tableCount: 1 }), [
      '/content/problem output.no_problem',
      '/content/findings output.no_findings',
      '/content/recommendation output.no_recommendation',
      '/files output.no_file',
    ]);
  });

  it('of a dataset is its source, and a table with rows, which no file stands for', () => {
    const dataset = { kind: 'dataset' as const, content: null, fileCount: 1 };
    assert.deepEqual(lacks(dataset), ['/content/source output.no_source', '/tables output.no_table']);
    const content = outputContent.parse({ kind: 'dataset', source: said });
    assert.deepEqual(lacks({ ...dataset, content, fileCount: 0, tableCount: 1 }), []);
  });

  it('of a model is its purpose, a step and an indicator, and no file', () => {
    const model = { kind: 'model' as const, content: null, fileCount: 0 };
    assert.deepEqual(lacks(model), [
      '/content/purpose output.no_purpose',
      '/content/steps output.no_step',
      '/content/indicators output.no_indicator',
    ]);
    const content = outputContent.parse({ kind: 'model', purpose: said, steps: [step], indicators: [indicator] });
    assert.deepEqual(lacks({ ...model, content }), []);
  });

  it('is counted for who looks at the button', () => {
    assert.ok(isAllowed(maySubmit({ ...report, status: 'draft' })));
    assert.deepEqual(maySubmit({ ...report, status: 'draft', title: said, fileCount: 0 }), {
      denied: 'output.incomplete',
      args: { count: 2 },
    });
    assert.deepEqual(maySubmit({ ...report, status: 'accepted' }), {
      denied: 'output.step.submit',
      args: { status: 'accepted' },
    });
  });
});

describe('a content', () => {
  it('leaves out rows that say nothing, and asks those that say something for their name', () => {
    const silent = { title: { lo: '', vi: '', en: '' }, description: { lo: '', vi: '', en: '' }, role: '' };
    const { steps } = modelContent.parse({ kind: 'model', steps: [silent, step, silent] });
    assert.deepEqual(steps, [step]);
    const nameless = modelContent.safeParse({ kind: 'model', steps: [silent, { ...silent, role: 'Hải quan' }] });
    assert.deepEqual(nameless.error?.issues[0]?.path, ['steps', 1, 'title']);
  });

  it('takes a figure that is nought for a figure', () => {
    const { indicators } = modelContent.parse({ kind: 'model', indicators: [indicator] });
    assert.equal(indicators[0]?.measured, 0);
  });

  it('ends no earlier than it begins', () => {
    const period = { from: '2026-03-02', to: '2026-03-01' };
    const reversed = outputContent.safeParse({ kind: 'dataset', period });
    assert.deepEqual(reversed.error?.issues[0]?.path, ['period', 'to']);
    assert.ok(outputContent.safeParse({ kind: 'dataset', period: { ...period, to: null } }).success);
  });

  it('is not thrown away by another kind', () => {
    assert.ok(!isAllowed(mayBecome('model', report.content)));
    assert.ok(isAllowed(mayBecome('model', contentOf({ kind: 'dataset', content: null }))));
    assert.ok(isSilent(contentOf({ kind: 'model', content: null })));
  });

  it('is searched by every text in it', () => {
    const content = outputContent.parse({ kind: 'model', purpose: said, steps: [step], indicators: [indicator] });
    assert.deepEqual(wordsOf(content), ['Có', 'Có', 'Có', 'phút']);
  });
});
