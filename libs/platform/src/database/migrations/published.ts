import type { QueryRunner } from 'typeorm';
import { engineOf } from '../tables.js';

/**
 * The database itself refuses the event on rows of the table for which the condition holds. `topic` tells several such
 * refusals of one table apart, and says what the rows are.
 */
export async function refuse(
  runner: QueryRunner,
  event: string,
  table: string,
  condition: string,
  topic = 'published',
): Promise<void> {
  const name = `${table}_${topic}_no_${event.toLowerCase()}`;
  const refusal = `${table} is ${topic}`;
  await runner.query(
    engineOf(runner) === 'mariadb'
      ? `CREATE TRIGGER IF NOT EXISTS ${name} BEFORE ${event} ON ${table} FOR EACH ROW IF ${condition} THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '${refusal}'; END IF`
      : `CREATE TRIGGER IF NOT EXISTS ${name} BEFORE ${event} ON ${table} WHEN ${condition} BEGIN SELECT RAISE(ABORT, '${refusal}'); END`,
  );
}

/** An update gives the column another value. */
export const differs = (runner: QueryRunner, column: string): string =>
  engineOf(runner) === 'mariadb' ? `NOT (NEW.${column} <=> OLD.${column})` : `NEW.${column} IS NOT OLD.${column}`;

/** The output with this id has been published, whether or not it was withdrawn since. */
export const isPublished = (id: string): string =>
  `(SELECT o.status FROM output o WHERE o.id = ${id}) IN ('published', 'withdrawn')`;
