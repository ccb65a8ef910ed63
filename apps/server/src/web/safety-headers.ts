import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import helmet from 'helmet';
import type { Configuration } from '#libs/platform';

export type SafetyHeaders = (request: FastifyRequest, reply: FastifyReply, done: () => void) => void;

/**
 * What tells browsers to be careful with every answer of ours. It is worked out once; helmet's plugin would do so for
 * each, and what it hangs on a reply outlives the answer until the whole heap is looked through.
 */
export function giveSafetyHeaders(configuration: Configuration): SafetyHeaders {
  const headers = [
    ...helmetHeaders(configuration),
    // Only a page that needs one of them says otherwise.
    ['permissions-policy', 'camera=(), microphone=(), geolocation=()'] as const,
  ];
  return (_request, { raw }, done) => {
    for (const [name, value] of headers) raw.setHeader(name, value);
    done();
  };
}

function helmetHeaders(configuration: Configuration): (readonly [name: string, value: string])[] {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  const careful = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        formAction: ["'self'"],
        // A preview that our own script was given.
        frameSrc: ["'self'", 'blob:'],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'same-origin' },
    hsts: configuration.publicUrl.startsWith('https://'),
  });
  careful(response.req, response, (error) => {
    if (error) throw error;
  });
  return Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]);
}
