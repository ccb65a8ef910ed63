import { Injectable } from '@nestjs/common';
import { Database, instantOfRaw, jsonOfRaw, placeholders, type Where } from '#libs/platform';
import type { MarkStatus } from '../attendance.rules.js';
import { SheetScan } from './sheet-scan.entity.js';
import { SignInSheet } from './sign-in-sheet.entity.js';

/** A sheet as lists show it. */
export interface SheetRow {
  id: string;
  sessionId: string;
  pages: string[][];
  printedAt: Date;
  printedByName: string;
  scans: number;
  version: number;
}

/** What the paper said last of one person. */
export interface PaperWord {
  entryId: string;
  status: MarkStatus;
}

const columns = `sh.id, sh.session_id, sh.pages, sh.printed_at, sh.version, a.name AS printed_by_name,
  (SELECT COUNT(*) FROM sheet_scan sc WHERE sc.sheet_id = sh.id) AS scans`;

@Injectable()
export class SheetsRepository {
  constructor(private readonly database: Database) {}

  add(row: SignInSheet | SheetScan): Promise<void> {
    return this.database.insert(row);
  }

  addAll(sheets: readonly SignInSheet[]): Promise<void> {
    return this.database.insertAll(sheets);
  }

  find(id: string): Promise<SignInSheet | null> {
    return this.database.read.findOneBy(SignInSheet, { id });
  }

  /** Of a run in sight. */
  async findRow(id: string, whole: Where): Promise<SheetRow | null> {
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT ${columns} FROM sign_in_sheet sh JOIN session s ON s.id = sh.session_id
        JOIN course_run r ON r.id = s.run_id LEFT JOIN account a ON a.id = sh.printed_by
        WHERE sh.id = ? AND (${whole.sql})`,
      [id, ...whole.parameters],
    );
    return rows.length > 0 ? sheetRow(rows[0]!) : null;
  }

  /** The latest first. */
  async ofSession(sessionId: string): Promise<SheetRow[]> {
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT ${columns} FROM sign_in_sheet sh LEFT JOIN account a ON a.id = sh.printed_by
        WHERE sh.session_id = ? ORDER BY sh.id DESC`,
      [sessionId],
    );
    return rows.map(sheetRow);
  }

  /** Session id → its latest sheet. */
  async lastOf(sessionIds: readonly string[]): Promise<Map<string, SheetRow>> {
    if (sessionIds.length === 0) return new Map();
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT ${columns} FROM sign_in_sheet sh LEFT JOIN account a ON a.id = sh.printed_by WHERE sh.id IN (
        SELECT MAX(last.id) FROM sign_in_sheet last WHERE last.session_id IN (${placeholders(sessionIds)})
        GROUP BY last.session_id)`,
      [...sessionIds],
    );
    return new Map(rows.map(sheetRow).map((sheet) => [sheet.sessionId, sheet]));
  }

  /** Enrolment id → what sheets of this session said last. */
  async words(sessionId: string): Promise<Map<string, PaperWord>> {
    const rows = await this.database.rows<{ id: string; status: MarkStatus; enrolment_id: string }>(
      `SELECT x.id, x.status, m.enrolment_id FROM attendance_mark m JOIN attendance_entry x ON x.attendance_mark_id = m.id
        WHERE m.session_id = ? AND x.source = 'paper' ORDER BY x.sequence`,
      [sessionId],
    );
    return new Map(rows.map(({ id, status, enrolment_id }) => [enrolment_id, { entryId: id, status }]));
  }

  /** In the order in which they came. */
  scans(sheetId: string): Promise<SheetScan[]> {
    return this.database.read.find(SheetScan, { where: { sheetId }, order: { id: 'ASC' } });
  }

  findScan(sheetId: string, id: string): Promise<SheetScan | null> {
    return this.database.read.findOneBy(SheetScan, { sheetId, id });
  }

  async removeScan(id: string): Promise<void> {
    await this.database.change('DELETE FROM sheet_scan WHERE id = ?', [id]);
  }

  /** Somebody else who adds or takes away a scan at this moment makes the unit run again. */
  touch(sheet: SignInSheet): Promise<void> {
    return this.database.update(sheet);
  }
}

const sheetRow = (row: Record<string, unknown>): SheetRow => ({
  id: row.id as string,
  sessionId: row.session_id as string,
  pages: jsonOfRaw(row.pages),
  printedAt: instantOfRaw(row.printed_at),
  printedByName: (row.printed_by_name as string | null) ?? '',
  scans: Number(row.scans),
  version: Number(row.version),
});
