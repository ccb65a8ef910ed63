import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ALLOW } from './allow.js';

const PATH_METADATA = 'path';

/** Every route says whom it allows; the programme does not start with one that does not. */
export function refuseUndeclaredRoutes(app: NestFastifyApplication): void {
  const reflector = app.get(Reflector);
  const scanner = new MetadataScanner();
  const missing = app
    .get(DiscoveryService)
    .getControllers()
    .flatMap(({ metatype, instance }) => {
      if (!metatype || !instance) return [];
      return scanner
        .getAllMethodNames(Object.getPrototypeOf(instance))
        .filter((name) => Reflect.hasMetadata(PATH_METADATA, instance[name]))
        .filter((name) => reflector.getAllAndOverride(ALLOW, [instance[name], metatype]) === undefined)
        .map((name) => `${metatype.name}.${name}`);
    });
  if (missing.length > 0) throw new Error(`Routes that declare no policy: ${missing.join(', ')}`);
}
