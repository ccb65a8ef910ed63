import type { Client } from '../../support/client.js';
import type { Column, Method, Row, Sent } from './columns.js';
import type { World } from './world.js';

export interface Answered {
  status: number;
  text: string;
}

const isApi = (address: string): boolean => address.startsWith('/api/');

const sentBy = (row: Row, world: World): Sent => {
  const sent = row[3];
  return typeof sent === 'function' ? sent(world.id) : (sent ?? {});
};

/** Who asks a row. */
export const askersOf = (row: Row, world: World, columns: readonly Column[]): readonly Column[] =>
  sentBy(row, world).only ?? columns;

/** Sends what the row says as this column: a program's call to the API, a browser's to a page. */
export async function ask(world: World, column: Column, row: Row): Promise<Answered> {
  const [method, address] = row;
  const url = world.addressOf(address);
  const sent = sentBy(row, world);
  const client = world.clients[column];
  return isApi(address) ? call(client, method, url, sent) : browse(client, method, url, sent);
}

async function call(client: Client, method: Method, url: string, { body = {}, version, file }: Sent) {
  const headers: Record<string, string> = version === undefined ? {} : { 'if-match': `"${version}"` };
  const reply = await (() => {
    if (file) return client.upload(url, file);
    if (method === 'GET') return client.get(url);
    if (method === 'DELETE') return client.delete(url, headers);
    return client[method.toLowerCase() as 'post' | 'put' | 'patch'](url, body as object, headers);
  })();
  return { status: reply.status, text: reply.raw.toString('utf8') };
}

async function browse(client: Client, method: Method, url: string, { body = {}, file }: Sent) {
  const page = await (() => {
    if (method === 'GET') return client.page(url);
    if (file) return client.submitFile(url, file);
    return client.submit(url, body as Record<string, string>);
  })();
  return { status: page.status, text: page.html };
}

/** What a column is told that the row does not name: 403, the public 401, or on a page the way to the sign-in. */
export const denialOf = ([method, address]: Row, column: Column): number => {
  if (column !== 'pub') return 403;
  return !isApi(address) && method === 'GET' ? 303 : 401;
};
