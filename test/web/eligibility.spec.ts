import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Organisation } from '#libs/people';
import type { CourseRun } from '#libs/training';
import { startApp, type TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { openRun, somebody } from '../support/nominations.js';
import { organisation, plannedRun } from '../support/training.js';

const api = '/api/v1';
const service = { kind: 'service_years', level: 'block', min: 2 };
const age = { kind: 'age', level: 'warning', min: 22, max: 40 };

describe('what a call asks', () => {
  let app: TestApp;
  let ministry: Organisation;
  let department: Organisation;
  let transport: Organisation;
  let run: CourseRun;
  let nominator: Client;
  let lao: Client;
  let vn: Client;
  before(async () => {
    app = await startApp();
    ministry = await organisation(app, 'Industry');
    department = await organisation(app, 'Department', ministry);
    transport = await organisation(app, 'Transport');
    run = await openRun(
      app,
      { eligibilityRules: [age, service] as CourseRun['eligibilityRules'], requiredDocuments: [] },
      [ministry.id, 4],
      [transport.id, 2],
    );
    nominator = await app.as('nominator', { organisationId: department.id });
    lao = await app.as('lao_coordinator');
    vn = await app.as('vn_coordinator');
  });
  after(() => app.close());

  const submitted = async (serviceSince: string | null, of: CourseRun = run): Promise<string> => {
    const person = { ...somebody(), birthDate: '1980-01-01', serviceSince };
    const made = await nominator.post(`${api}/runs/${of.id}/nominations`, { person });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    assert.equal((await nominator.post(`${api}/nominations/${made.body.id}/submission`, {})).status, 200);
    return made.body.id;
  };

  describe('by the API', () => {
    const patch = async (changes: object) => {
      const planned = await plannedRun(app);
      return vn.patch(`${api}/runs/${planned.id}`, changes, { 'if-match': '"1"' });
    };

    it('is kept with the run, in one order', async () => {
      const { status, body } = await patch({
        eligibilityRules: [service, age],
        requiredDocuments: ['photo', 'cv'],
      });
      assert.equal(status, 200, JSON.stringify(body));
      assert.deepEqual(body.eligibilityRules, [age, service]);
      assert.deepEqual(body.requiredDocuments, ['cv', 'photo']);
    });

    const wrong: [what: string, rules: object[], pointer: string][] = [
      ['ages the wrong way round', [{ ...age, min: 50, max: 22 }], '/eligibilityRules/0/min'],
      ['an age without limits', [{ kind: 'age', level: 'block' }], '/eligibilityRules/0/min'],
      ['an unknown sector', [{ kind: 'sector', level: 'block', sectors: ['poems'] }], '/eligibilityRules/0/sectors/0'],
      ['no kind of trainee', [{ kind: 'trainee_kind', level: 'block', kinds: [] }], '/eligibilityRules/0/kinds'],
      ['another level', [{ ...service, level: 'hint' }], '/eligibilityRules/0/level'],
      ['another rule', [{ kind: 'height', level: 'block' }], '/eligibilityRules/0/kind'],
      ['a field too many', [{ ...service, max: 3 }], '/eligibilityRules/0'],
      ['two rules of a kind', [service, { ...service, min: 3 }], '/eligibilityRules'],
    ];
    for (const [what, rules, pointer] of wrong) {
      it(`is refused with ${what}`, async () => {
        const { status, body } = await patch({ eligibilityRules: rules });
        assert.equal(status, 422, JSON.stringify(body));
        const pointers = body.errors.map((error: { pointer: string }) => error.pointer);
        assert.ok(
          pointers.some((one: string) => one.startsWith(pointer)),
          pointers.join(),
        );
        for (const { message } of body.errors) assert.doesNotMatch(message, /^[a-z_]+\.[a-z_.]+$/);
      });
    }

    it('shows a nominator the quota that covers them, and no other figure', async () => {
      const { body } = await nominator.get(`${api}/runs/${run.id}/call`);
      assert.deepEqual(
        [body.state, body.closesOn, body.daysLeft, body.ownQuota?.organisationId, body.ownQuota?.seats, body.quotas],
        ['open', '2026-03-09', 7, ministry.id, 4, null],
      );
      assert.deepEqual(body.eligibilityRules, [age, service]);
      assert.doesNotMatch(JSON.stringify(body), new RegExp(transport.id));
    });

    it('shows those who plan every quota, and everybody else none', async () => {
      const { body } = await lao.get(`${api}/runs/${run.id}/call`);
      assert.deepEqual([body.ownQuota, body.quotas.length], [null, 2]);
      const open = await app.public.get(`${api}/runs/${run.id}/call`);
      assert.deepEqual([open.status, open.body.ownQuota, open.body.quotas], [200, null, null]);
    });

    it('finds what stands against a person, and blocks until it is lifted with a reason', async () => {
      const id = await submitted('2025-06-01');
      const { body } = await lao.get(`${api}/nominations/${id}`);
      assert.deepEqual(
        body.findings.map((finding: Record<string, unknown>) => [finding.code, finding.level, finding.lifted]),
        [
          ['age_above', 'warning', false],
          ['service_short', 'block', false],
        ],
      );
      const refused = await lao.post(`${api}/nominations/${id}/selection`, {});
      assert.deepEqual([refused.status, refused.body.code], [409, 'nomination.blocked']);
      assert.deepEqual(refused.body.args, { rule: 'service_years', rules: 'service_years' });
      assert.match(refused.body.detail, /^Years of service: /);
      assert.equal((await lao.post(`${api}/nominations/${id}/reservation`, {})).status, 409);
      const lift = (by: Client, fields: object) => by.post(`${api}/nominations/${id}/eligibility-lift`, fields);
      assert.equal((await lift(nominator, { rule: 'service_years', reason: 'please' })).status, 403);
      assert.equal((await lift(vn, { rule: 'service_years', reason: 'please' })).status, 403);
      assert.equal((await lift(lao, { rule: 'service_years' })).status, 422);
      assert.equal((await lift(lao, { rule: 'age', reason: 'a warning needs none' })).status, 409);
      const lifted = await lift(lao, { rule: 'service_years', reason: 'the only specialist' });
      assert.equal(lifted.status, 200, JSON.stringify(lifted.body));
      assert.deepEqual(
        lifted.body.findings.map((finding: { lifted: boolean }) => finding.lifted),
        [false, true],
      );
      assert.equal((await lao.post(`${api}/nominations/${id}/selection`, {})).status, 200);
      assert.equal((await vn.post(`${api}/nominations/${id}/confirmation`, {})).status, 200);
    });

    it('says nothing of it to readers of masked fields', async () => {
      const id = await submitted('2025-06-01');
      const auditor = await app.as('auditor');
      assert.equal((await auditor.get(`${api}/nominations/${id}`)).body.findings, null);
    });
  });

  describe('on the pages', () => {
    const greySelect = (id: string) => new RegExp(`aria-disabled="true" aria-describedby="select-${id}-why"`);
    const openFolds = (html: string) =>
      [...html.matchAll(/<details class="panel fold" open>\s*<summary><span class="fold-title">([^<]+)/g)].map(
        ([, title]) => title,
      );

    it('is set in the form of the run, which keeps what was typed and names what is missing', async () => {
      const planned = await plannedRun(app);
      const address = `/runs/${planned.id}/edit`;
      const form = {
        courseId: planned.courseId,
        code: planned.code,
        'place.lo': 'ຮ່າໂນ້ຍ',
        'place.vi': 'Hà Nội',
        'place.en': 'Hanoi',
        province: '',
        startsOn: planned.startsOn,
        endsOn: planned.endsOn,
        nominationOpensOn: planned.nominationOpensOn,
        nominationClosesOn: planned.nominationClosesOn,
        capacity: '30',
        attendanceThreshold: '80',
        requiredDocuments: 'cv',
        version: '1',
        'rules.age.level': 'warning',
        'rules.age.min': '50',
        'rules.age.max': '22',
        'rules.service_years.level': 'none',
        'rules.service_years.min': '',
        'rules.trainee_kind.level': 'block',
        'rules.language.level': 'none',
        'rules.attended_before.level': 'block',
        'rules.attended_before.scope': 'programme',
        'rules.attended_before.withinYears': '3',
        'rules.sector.level': 'none',
      };
      const wrong = await vn.submit(address, form);
      assert.equal(wrong.status, 422, wrong.html);
      assert.match(wrong.html, /href="#run-rules\.age\.min"/);
      assert.match(wrong.html, /href="#run-rules\.trainee_kind\.kinds"/);
      assert.deepEqual(openFolds(wrong.html), ['Age', 'Kind of trainee', 'Attended before']);
      const right = { ...form, 'rules.age.min': '22', 'rules.age.max': '', 'rules.trainee_kind.kinds': 'official' };
      const saved = await vn.submit(address, right);
      assert.equal(saved.status, 303, saved.html);
      const { body } = await vn.get(`${api}/runs/${planned.id}`);
      assert.deepEqual(body.eligibilityRules, [
        { kind: 'age', level: 'warning', min: 22 },
        { kind: 'trainee_kind', level: 'block', kinds: ['official'] },
        { kind: 'attended_before', level: 'block', scope: 'programme', withinYears: 3 },
      ]);
      assert.deepEqual(body.requiredDocuments, ['cv']);
      const { html } = await vn.page(address);
      assert.match(html, /value="official" checked/);
      assert.deepEqual(openFolds(html), []);
      assert.match(html, /<span class="sub">One of: Official<\/span><\/summary>/);
    });

    it('is shown on the page of the run and in the list of open calls', async () => {
      const { html } = await nominator.page(`/runs/${run.id}`);
      assert.match(html, /Full years of service on the first day: at least 2/);
      assert.match(html, /7 days left/);
      assert.doesNotMatch(html, /id="run-quotas"/, 'the own quota stands in the call');
      assert.match((await nominator.page('/runs?call=open')).html, /22 to 40 years old on the first day/);
    });

    it('is found on the page of the nomination, where the Lao coordinator lifts a block', async () => {
      const id = await submitted(null);
      const address = `/nominations/${id}`;
      const seen = (await nominator.page(address)).html;
      assert.match(seen, /Nobody has said since when this person is in service/);
      assert.doesNotMatch(seen, /eligibility-lift/);
      assert.match((await lao.page(`/runs/${run.id}/board`)).html, /Blocked: years of service not known/);
      assert.match((await lao.page(`/runs/${run.id}/nominations`)).html, greySelect(id));
      const before = (await lao.page(address)).html;
      assert.match(before, /eligibility-lift/);
      assert.match(before, /Years of service: a rule of the call blocks this nomination/);
      const unsaid = await lao.submit(`${address}/eligibility-lift`, { rule: 'service_years', reason: '' });
      assert.equal(unsaid.status, 422);
      const lifted = await lao.submit(`${address}/eligibility-lift`, { rule: 'service_years', reason: 'known to us' });
      assert.equal(lifted.status, 303, lifted.html);
      const after = (await lao.page(address)).html;
      assert.match(after, /Lifted/);
      assert.match(after, /A block of the call lifted/);
      assert.match(after, /known to us/);
    });
  });
});
