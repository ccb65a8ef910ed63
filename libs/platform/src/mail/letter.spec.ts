import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { languages } from '#libs/kernel';
import { Translator } from '../i18n/translator.js';
import { Letters } from './letter.js';

const letters = new Letters(new Translator());

const run = {
  name: 'ນາງ ພອນສຸກ',
  run: 'KCN-01/1',
  course: { lo: 'ການຄຸ້ມຄອງນິຄົມ', vi: 'Quản lý khu công nghiệp', en: 'Running parks' },
  link: 'https://training.example/runs/1',
};
const actions = [
  'selected',
  'reserved',
  'not_selected',
  'returned',
  'promoted',
  'confirmed',
  'withdrawn',
  'substituted',
];
const items = actions.map((action) => ({ action, person: 'ທ້າວ ຄຳຫຼ້າ', until: '2026-03-06' }));

/** Every letter with everything it may say. */
const samples: Record<string, object[]> = {
  output_used: [1, 2].map((count) => ({
    ...run,
    output: 'ແບບຈຳລອງດ່ານ',
    items: Array.from({ length: count }, (_, at) => ({ id: String(at) })),
  })),
  output_commented: [1, 2].map((count) => ({
    ...run,
    output: 'ແບບຈຳລອງດ່ານ',
    items: Array.from({ length: count }, (_, at) => ({ id: String(at), about: '' })),
  })),
  announcement: [{ ...run, subject: 'ຫົວຂໍ້', body: 'ຂໍ້ຄວາມ', sender: 'VIOIT' }],
  run_cancelled: [[], ['ທ້າວ ຄຳຫຼ້າ', 'ນາງ ພອນສຸກ']].map((people) => ({
    ...run,
    startsOn: '2026-04-06',
    endsOn: '2026-04-08',
    reason: 'ນ້ຳຖ້ວມ',
    people,
  })),
  excuse_decided: ['approved', 'refused'].map((decision) => ({ ...run, decision, number: 3, day: '2026-04-06' })),
  new_outputs: [true, false].map((hasMore) => ({
    ...run,
    items: [{ search: 'ນ້ຳຕານ', hasMore, link: run.link, outputs: [{ title: 'ໂຮງງານນ້ຳຕານ', link: run.link }] }],
  })),
  outputs_due: ['near', 'late'].map((state) => ({
    ...run,
    state,
    until: '2026-04-20',
    items: ['dataset', 'model', 'practical_report'].map((kind) => ({ kind })),
  })),
  run_message: [{ ...run, subject: 'ຫົວຂໍ້', body: 'ຂໍ້ຄວາມ', sender: 'IICE' }],
  nominations_moved: [{ ...run, items }],
  nominations_waiting: ['submitted', 'selected'].map((state) => ({ ...run, state, count: 2 })),
  certificate_issued: [{ ...run, serial: 'VL-2026-000001' }],
  certificate_replaced: [{ ...run, serial: 'VL-2026-000002', replaces: 'VL-2026-000001' }],
  certificate_revoked: [{ ...run, serial: 'VL-2026-000001' }],
  seat_confirmed: [{ ...run, startsOn: '2026-04-06', endsOn: '2026-04-08', place: run.course }],
  timetable_changed: [
    ...['invited', 'changed', 'cancelled'].map((news) => ({ news, place: '', was: null })),
    { news: 'changed', place: 'ຫ້ອງ 1', was: { day: '2026-03-06', from: '08:00', to: '11:30' } },
  ].map((line) => {
    const item = { ...line, topic: 'ພາບລວມ', run: 'KCN-01/1', day: '2026-03-09', from: '13:00', to: '16:30' };
    return { ...run, count: 1, items: [item] };
  }),
  waiting_long: ['submitted', 'selected'].flatMap((state) =>
    [true, false].map((above) => ({ ...run, state, count: 1, since: '2026-03-02', days: 5, above })),
  ),
  deadline_near: ['draft', 'returned'].map((state) => ({ ...run, state, count: 3, until: '2026-03-06' })),
};

describe('the letters of the house', () => {
  it('have a sample each', () => assert.deepEqual(letters.names.toSorted(), Object.keys(samples).toSorted()));

  for (const [name, cases] of Object.entries(samples))
    it(`say everything in every language: ${name}`, () => {
      for (const language of languages) {
        for (const args of cases) {
          const { subject, text, html } = letters.write(name, language, args as Record<string, unknown>);
          for (const part of [subject, text, html]) {
            assert.doesNotMatch(part, /mail\.[a-z]|\{\{|undefined|null|\[object/, `${name} ${language}`);
            assert.equal(part, part.normalize('NFC'));
          }
          assert.ok(subject.length > 0 && !subject.includes('\n'));
          assert.ok(text.includes('https://training.example/runs/1\n'), text);
          assert.doesNotMatch(text, /\n{3}| \n/);
          assert.ok(html.includes(`<html lang="${language}">`));
        }
      }
    });

  it('write dates as their reader does', () => {
    const text = (language: 'vi' | 'en') =>
      letters.write('deadline_near', language, samples.deadline_near![0] as never).text;
    assert.match(text('vi'), /06\/03\/2026|6\/3\/2026/);
    assert.doesNotMatch(text('en'), /2026-03-06/);
  });
});
