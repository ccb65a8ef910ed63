import { RequestMethod } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const metadata = (name: string, of: object): unknown => Reflect.getMetadata(name, of);
const paths = (value: unknown): string[] => [value ?? ''].flat().map((path) => String(path).replace(/^\/|\/$/g, ''));

/** Every route of the running server, API and pages: `GET /api/v1/runs/:id`. */
export function routesOf(app: NestFastifyApplication): string[] {
  const scanner = new MetadataScanner();
  return app
    .get(DiscoveryService)
    .getControllers()
    .flatMap(({ metatype, instance }) => {
      if (!metatype || !instance) return [];
      return scanner
        .getAllMethodNames(Object.getPrototypeOf(instance))
        .map((name) => instance[name] as object)
        .filter((handler) => Reflect.hasMetadata('path', handler))
        .flatMap((handler) =>
          paths(metadata('path', metatype)).flatMap((base) =>
            paths(metadata('path', handler)).map(
              (path) =>
                `${RequestMethod[metadata('method', handler) as number]} /${[base, path].filter(Boolean).join('/')}`,
            ),
          ),
        );
    })
    .toSorted();
}

/** Two addresses are the same route whatever their parameters are called and what is asked of it. */
export const shapeOf = (route: string): string => route.replace(/\?.*$/, '').replace(/:\w+|\*$/g, ':');
