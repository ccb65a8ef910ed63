import { Injectable } from '@nestjs/common';
import { Database, instantOfRaw, jsonOfRaw } from '#libs/platform';
import type { OutputReview } from './output-review.entity.js';
import type { Rubric } from './rubric.js';

/** A review with the name of who reviewed. */
export interface ReviewRow extends Pick<OutputReview, 'id' | 'decision' | 'note' | 'at'> {
  rubric: Rubric;
  reviewedBy: string | null;
}

@Injectable()
export class OutputReviewsRepository {
  constructor(private readonly database: Database) {}

  add(review: OutputReview): Promise<void> {
    return this.database.insert(review);
  }

  /** The newest first. */
  async of(outputId: string): Promise<ReviewRow[]> {
    const rows = await this.database.rows<Record<string, string>>(
      `SELECT r.id, r.decision, r.rubric, r.note, r.at, a.name
       FROM output_review r LEFT JOIN account a ON a.id = r.reviewed_by
       WHERE r.output_id = ? ORDER BY r.id DESC`,
      [outputId],
    );
    return rows.map((row) => ({
      id: row.id!,
      decision: row.decision as ReviewRow['decision'],
      rubric: row.rubric === null ? {} : (jsonOfRaw(row.rubric) as Rubric),
      note: row.note!,
      at: instantOfRaw(row.at!),
      reviewedBy: row.name ?? null,
    }));
  }
}
