import { ConsoleLogger, type LogLevel } from '@nestjs/common';

const order: LogLevel[] = ['fatal', 'error', 'warn', 'log', 'debug'];

/** JSON lines from `level` upwards. Bodies, headers and query strings are never logged. */
export class ActivityLogger extends ConsoleLogger {
  constructor(level: string) {
    const upTo = order.indexOf((level === 'info' ? 'log' : level) as LogLevel);
    super({ json: true, colors: false, logLevels: level === 'silent' ? [] : order.slice(0, upTo + 1) });
  }
}
