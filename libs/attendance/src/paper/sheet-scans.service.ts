import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { type Actor, Clock, enforce, newId, notFound, requireGrant } from '#libs/kernel';
import { type ScannedPaper, ScannedPapers } from '#libs/nominations';
import { type ArrivedFile, Audit, Storage, UnitOfWork } from '#libs/platform';
import { attendanceAccess } from '../attendance.policy.js';
import { mayAttach, mayTakeAway } from './sheet.rules.js';
import { SheetScan } from './sheet-scan.entity.js';
import { SheetsRepository } from './sheets.repository.js';
import { SheetsService } from './sheets.service.js';

/** A scan ready to be sent. The receiver closes the stream. */
export interface OpenSheetScan {
  stream: Readable;
  size: number;
  name: string;
  mediaType: string;
}

/** Photos and scans of signed sheets. Whoever is given one is written down: everybody's signature is on it. */
@Injectable()
export class SheetScansService {
  constructor(
    private readonly sheets: SheetsRepository,
    private readonly service: SheetsService,
    private readonly papers: ScannedPapers,
    private readonly storage: Storage,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** The most bytes one scan may have. */
  get limit(): number {
    return this.papers.limit;
  }

  /** Asked before the upload is read: whoever may not attach a scan does not get to send it. */
  async expect(actor: Actor, sheetId: string): Promise<void> {
    requireGrant(actor, attendanceAccess.paper);
    enforce(mayAttach((await this.service.getRow(actor, sheetId)).scans));
  }

  /** Keeps a scan that has arrived, or discards it: 415 when it is no PDF, JPEG or PNG. */
  attach(actor: Actor, sheetId: string, given: ArrivedFile): Promise<SheetScan> {
    return this.storage.keep(given.stored, async () => {
      const paper = await this.papers.take(given);
      return this.unitOfWork.run(() => this.keep(actor, sheetId, paper));
    });
  }

  async open(actor: Actor, sheetId: string, scanId: string, way: 'download' | 'preview'): Promise<OpenSheetScan> {
    const scan = await this.get(actor, sheetId, scanId);
    const opened = await this.storage.open(scan.storageKey);
    try {
      await this.unitOfWork.run(() => this.record(actor, 'sheet.scan_opened', scan, { way }));
    } catch (error) {
      opened.stream.destroy();
      throw error;
    }
    return { ...opened, name: scan.name, mediaType: scan.mediaType };
  }

  async remove(actor: Actor, sheetId: string, scanId: string): Promise<void> {
    await this.unitOfWork.run(async () => {
      const scan = await this.get(actor, sheetId, scanId);
      const sheet = (await this.sheets.find(sheetId))!;
      enforce(mayTakeAway(await this.service.getSession(actor, sheet.sessionId)));
      await this.sheets.touch(sheet);
      await this.sheets.removeScan(scanId);
      await this.storage.forget(scan.storageKey);
      await this.record(actor, 'sheet.scan_removed', scan);
    });
  }

  private async keep(actor: Actor, sheetId: string, paper: ScannedPaper): Promise<SheetScan> {
    requireGrant(actor, attendanceAccess.paper);
    await this.service.getRow(actor, sheetId);
    // Counted once nobody else can add one.
    await this.sheets.touch((await this.sheets.find(sheetId))!);
    enforce(mayAttach((await this.service.getRow(actor, sheetId)).scans));
    const scan = Object.assign(new SheetScan(), {
      id: newId(),
      sheetId,
      ...paper,
      uploadedAt: this.clock.now(),
      uploadedBy: actor.accountId,
    });
    await this.sheets.add(scan);
    await this.record(actor, 'sheet.scanned', scan);
    return scan;
  }

  private async get(actor: Actor, sheetId: string, scanId: string): Promise<SheetScan> {
    requireGrant(actor, attendanceAccess.paper);
    await this.service.getRow(actor, sheetId);
    const scan = await this.sheets.findScan(sheetId, scanId);
    if (!scan) throw notFound('file');
    return scan;
  }

  private record(actor: Actor, action: string, { id: scanId, sheetId, name, sha256 }: SheetScan, more: object = {}) {
    const details = { scanId, name, sha256, ...more };
    return this.audit.record(actor, { action, noun: 'sign_in_sheet', subjectId: sheetId, details });
  }
}
