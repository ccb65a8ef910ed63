import type { FastifyReply, FastifyRequest } from 'fastify';

/** What helmet says is the same of every answer: it is asked once, since to work it out takes longer than to say it. */
export function giveSafetyHeaders() {
  let said: [name: string, value: string][] | undefined;
  return async (_request: FastifyRequest, { raw, helmet }: FastifyReply): Promise<void> => {
    if (said) {
      for (const [name, value] of said) raw.setHeader(name, value);
      return;
    }
    await helmet();
    said = Object.entries(raw.getHeaders()).map(([name, value]) => [name, String(value)]);
  };
}
