import { Injectable } from '@nestjs/common';
import { Database, instantOfRaw, instantOfRawOrNull, type Listing, listPage, mapListing, where } from '#libs/platform';
import { Output } from '../output.entity.js';
import type { CommentsQuery } from './comment.fields.js';
import { OutputComment } from './output-comment.entity.js';

/** A comment with the names of who wrote and who resolved it. */
export interface CommentRow {
  id: string;
  outputId: string;
  about: string;
  body: string;
  author: string | null;
  at: Date;
  resolvedAt: Date | null;
  resolvedBy: string | null;
}

type Raw = Record<string, string | null>;

const columns = 'c.id, c.output_id, c.about, c.body, c.at, c.resolved_at, w.name AS author, r.name AS resolved_name';
const names = 'LEFT JOIN account w ON w.id = c.written_by LEFT JOIN account r ON r.id = c.resolved_by';

@Injectable()
export class OutputCommentsRepository {
  constructor(private readonly database: Database) {}

  add(comment: OutputComment): Promise<void> {
    return this.database.insert(comment);
  }

  update(comment: OutputComment): Promise<void> {
    return this.database.update(comment);
  }

  find(outputId: string, id: string): Promise<OutputComment | null> {
    return this.database.read.findOneBy(OutputComment, { id, outputId });
  }

  /** In the order they were written. */
  async list(outputId: string, query: CommentsQuery): Promise<Listing<CommentRow>> {
    const source = {
      from: 'output_comment c',
      id: 'c.id',
      where: where('c.output_id = ?', outputId),
      sorts: { at: 'c.at' },
      defaultSort: 'at',
      select: columns,
      join: names,
    };
    return mapListing(await listPage<Raw>(this.database, source, query), commentRow);
  }

  async row(outputId: string, id: string): Promise<CommentRow | null> {
    const [row] = await this.database.rows<Raw>(
      `SELECT ${columns} FROM output_comment c ${names} WHERE c.output_id = ? AND c.id = ?`,
      [outputId, id],
    );
    return row ? commentRow(row) : null;
  }

  output(id: string): Promise<Output | null> {
    return this.database.read.findOneBy(Output, { id });
  }

  /** The persons who are authors of an output. */
  async authors(outputId: string): Promise<string[]> {
    const rows = await this.database.rows<{ person_id: string }>(
      `SELECT e.person_id FROM output_author a JOIN enrolment e ON e.id = a.enrolment_id
       WHERE a.output_id = ? ORDER BY a.id`,
      [outputId],
    );
    return rows.map((row) => row.person_id);
  }
}

const commentRow = (row: Raw): CommentRow => ({
  id: row.id!,
  outputId: row.output_id!,
  about: row.about ?? '',
  body: row.body!,
  author: row.author ?? null,
  at: instantOfRaw(row.at!),
  resolvedAt: instantOfRawOrNull(row.resolved_at!),
  resolvedBy: row.resolved_name ?? null,
});
