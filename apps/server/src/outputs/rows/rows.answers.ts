import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerTag, type ExportQuery, KeyUses, type StoredTable, TableRowsService } from '#libs/outputs';
import { Spreadsheets } from '#libs/platform';
import { contentDisposition } from '../../web/files.js';
import { rowsCsv, rowsWorkbook } from './rows-files.js';

const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Sends rows: not again to whoever has them already, and counted to the key that asked. */
@Injectable()
export class RowsAnswers {
  constructor(
    private readonly tables: TableRowsService,
    private readonly uses: KeyUses,
    private readonly spreadsheets: Spreadsheets,
  ) {}

  /** `make` is not called when the asker has the answer. It answers what is sent and how many rows of data are in it. */
  async send(
    request: FastifyRequest,
    reply: FastifyReply,
    stored: StoredTable,
    make: () => Promise<{ body: unknown; rows: number }>,
  ): Promise<void> {
    if (this.isKnown(request, reply, stored)) return void (await reply.status(304).send());
    const { body, rows } = await make();
    this.count(request, rows);
    await reply.send(body);
  }

  async sendCsv(request: FastifyRequest, reply: FastifyReply, stored: StoredTable, query: ExportQuery): Promise<void> {
    if (this.isKnown(request, reply, stored)) return void (await reply.status(304).send());
    const { fields, batches } = await this.tables.download(stored, query);
    this.asFile(reply, 'text/csv; charset=utf-8; header=present', `${stored.table.name}.csv`);
    await reply.send(rowsCsv(fields, batches, (rows) => this.count(request, rows)));
  }

  async sendWorkbook(
    request: FastifyRequest,
    reply: FastifyReply,
    stored: StoredTable,
    query: ExportQuery,
  ): Promise<void> {
    if (this.isKnown(request, reply, stored)) return void (await reply.status(304).send());
    const { fields, rows } = await this.tables.workbook(stored, query);
    const bytes = await this.spreadsheets.writeWorkbook(rowsWorkbook(stored, fields, rows, request.language ?? 'en'));
    this.count(request, rows.length);
    this.asFile(reply, workbookType, `${stored.table.name}.xlsx`);
    await reply.send(bytes);
  }

  private asFile(reply: FastifyReply, type: string, name: string): void {
    reply
      .header('content-type', type)
      .header('content-disposition', contentDisposition(name))
      .header('x-content-type-options', 'nosniff')
      .header('content-security-policy', "default-src 'none'; sandbox");
  }

  private count({ consumerKeyId }: FastifyRequest, rows: number): void {
    if (consumerKeyId) this.uses.countRows(consumerKeyId, rows);
  }

  /** The address, and for workbooks the language, decide what is sent; the rows under one digest never change. */
  private isKnown(request: FastifyRequest, reply: FastifyReply, stored: StoredTable): boolean {
    const tag = answerTag(stored, { url: request.url, language: request.language ?? 'en', ...described(stored) });
    // Asked for anew each time: what somebody may see can change at any moment.
    reply.header('etag', tag).header('cache-control', 'private, no-cache').header('vary', 'accept-language');
    const known = String(request.headers['if-none-match'] ?? '').split(',');
    return known.some((one) => one.trim().replace(/^W\//, '') === tag);
  }
}

/** A draft's rows may be described anew while they stay the same. */
const described = ({ table: { title, schema } }: StoredTable) => ({
  schema: createHash('sha256')
    .update(JSON.stringify([title, schema]))
    .digest('hex'),
});
