import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIGURATION, type Configuration } from '#libs/platform';

/** Milliseconds for which one code is shown. */
const slotLength = 30_000;

const idLength = 16;
const slotBytes = 4;
const sealLength = 16;

/** A code as it is shown now. */
export interface CheckInCode {
  token: string;
  /** When another one takes its place on the screen. */
  renewsAt: Date;
  /** It is taken for as long again: whoever scanned the last moment of it has time to send it. */
  expiresAt: Date;
}

/** What a code of ours stands for. */
export interface ReadCode {
  sessionId: string;
  expiresAt: Date;
}

/** Codes of a session and a window of time, which only this house makes; nothing of them is stored. */
@Injectable()
export class CheckInCodes {
  private readonly key: Buffer;

  constructor(@Inject(CONFIGURATION) { secretKey }: Pick<Configuration, 'secretKey'>) {
    this.key = Buffer.from(hkdfSync('sha256', secretKey, '', 'check-in codes', 32));
  }

  issue(sessionId: string, now: Date): CheckInCode {
    const slot = Math.floor(now.getTime() / slotLength);
    const body = Buffer.alloc(idLength + slotBytes);
    body.write(sessionId.replaceAll('-', ''), 'hex');
    body.writeUInt32BE(slot, idLength);
    const token = Buffer.concat([body, this.sealOf(body)]).toString('base64url');
    return { token, renewsAt: endOf(slot), expiresAt: endOf(slot + 1) };
  }

  /** Null for anything we did not make; one that is out of date is read all the same. */
  read(token: string): ReadCode | null {
    const bytes = Buffer.from(token, 'base64url');
    // Several spellings decode to the same bytes: only the one we wrote is ours.
    if (bytes.length !== idLength + slotBytes + sealLength || bytes.toString('base64url') !== token) return null;
    const body = bytes.subarray(0, idLength + slotBytes);
    if (!timingSafeEqual(this.sealOf(body), bytes.subarray(idLength + slotBytes))) return null;
    const sessionId = body.toString('hex', 0, idLength).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    return { sessionId, expiresAt: endOf(body.readUInt32BE(idLength) + 1) };
  }

  private sealOf(body: Buffer): Buffer {
    return createHmac('sha256', this.key).update(body).digest().subarray(0, sealLength);
  }
}

const endOf = (slot: number): Date => new Date((slot + 1) * slotLength);
