import { ConsoleLogger, type LogLevel } from '@nestjs/common';
import { withoutValues } from '#libs/platform';

const order: LogLevel[] = ['fatal', 'error', 'warn', 'log', 'debug'];

/** Parts of the framework that report every module and route at start. */
const talkative = ['RouterExplorer', 'RoutesResolver', 'InstanceLoader', 'NestFactory', 'NestApplication'];

/** JSON lines from `level` upwards. Bodies, headers, query strings and the values of statements are never logged. */
export class ActivityLogger extends ConsoleLogger {
  constructor(level: string) {
    const upTo = order.indexOf((level === 'info' ? 'log' : level) as LogLevel);
    super({ json: true, colors: false, logLevels: level === 'silent' ? [] : order.slice(0, upTo + 1) });
  }

  override error(message: unknown, ...rest: unknown[]): void {
    super.error(withoutValues(message), ...(rest as []));
  }

  override warn(message: unknown, ...rest: unknown[]): void {
    super.warn(withoutValues(message), ...(rest as []));
  }

  override log(message: unknown, ...rest: unknown[]): void {
    if (!talkative.includes(String(rest.at(-1)))) super.log(message, ...(rest as []));
  }
}
