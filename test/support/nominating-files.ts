import assert from 'node:assert/strict';
import { Outbox } from '#libs/platform';
import type { TestApp } from './app.js';
import type { Client } from './client.js';

const api = '/api/v1';
const languages = ['lo', 'vi', 'en'] as const;

/** The report of an import as the API gives it. */
export interface FoundInFile {
  state: string;
  fault: { code: string; message: string } | null;
  notices: string[];
  counts: { rows: number; verdicts: Record<string, number> };
  items: {
    row: number;
    cells: string[];
    errors: { column: string | null; code: string; message: string }[];
  }[];
}

/** A file with people sent to be checked, its job followed to the end, its report read in each language. */
export class NominatingFiles {
  constructor(
    private readonly app: TestApp,
    private readonly nominator: Client,
  ) {}

  /** Answers the id of the job. */
  async check(runId: string, content: Uint8Array, name = 'list.xlsx'): Promise<string> {
    const file = { name, type: 'application/octet-stream', content: Buffer.from(content) };
    const reply = await this.nominator.upload(`${api}/runs/${runId}/nominations/import?dryRun=true`, file);
    assert.equal(reply.status, 202, JSON.stringify(reply.body));
    await this.settle();
    return reply.body.jobId;
  }

  async import(jobId: string): Promise<void> {
    const reply = await this.nominator.post(`${api}/jobs/${jobId}/import`);
    assert.equal(reply.status, 202, JSON.stringify(reply.body));
    await this.settle();
  }

  async job(jobId: string): Promise<{ status: string; result: { code?: string } }> {
    return (await this.nominator.get(`${api}/jobs/${jobId}`)).body;
  }

  async found(jobId: string, language: (typeof languages)[number] = 'en'): Promise<FoundInFile> {
    const reply = await this.nominator.get(`${api}/jobs/${jobId}/import`, { 'accept-language': language });
    assert.equal(reply.status, 200, JSON.stringify(reply.body));
    return reply.body;
  }

  /** What the report says to its reader, in the three languages: each in its own, none a key or an unfilled place. */
  async saidInThree(jobId: string): Promise<string[]> {
    const reports = await Promise.all(languages.map((language) => this.found(jobId, language)));
    const [lo = [], vi = [], en = []] = reports.map(({ fault, notices, items }) => [
      ...(fault ? [fault.message] : []),
      ...notices,
      ...items.flatMap(({ errors }) => errors.map(({ message }) => message)),
    ]);
    for (const [at, text] of en.entries()) {
      assert.match(lo[at]!, /\p{Script=Lao}/u);
      assert.equal(new Set([lo[at], vi[at], text]).size, 3, text);
      for (const said of [lo[at]!, vi[at]!, text]) assert.doesNotMatch(said, /\{\{|\w+\.\w+_\w+|undefined/);
    }
    return en;
  }

  private async settle(): Promise<void> {
    for (let round = 0; round < 3; round += 1) await this.app.get(Outbox).deliver();
  }
}
