import { done, everyone, gone, type May, ok, type Row, wrong } from './columns.js';
import type { World } from './world.js';

const api = '/api/v1/shared-database/outputs';

/** A data user says what a public output was used for. */
export async function declareUse(world: World): Promise<void> {
  world.name('use', (await world.does('con', 'post', `${api}/:public/uses`, { purpose: 'policy' })).id);
}

/** Takes back what was declared the same day. */
export async function takeUseBack(world: World): Promise<void> {
  world.name('second_use', (await world.does('con', 'post', `${api}/:public/uses`, { purpose: 'research' })).id);
  await world.does('con', 'delete', `${api}/:public/uses/:second_use`);
}

/** Whoever may see one uses it, but for those who only look after it. */
const users = (status: number): May => {
  const { aud: _looks, adm: _runs, pub: _unknown, ...others } = everyone(status);
  return others;
};
const partners: May = { ...everyone(ok), adm: gone, pub: gone };
const watchers: May = { lao: ok, vn: ok, laoChair: ok, vnChair: ok, aud: ok };
const granted: May = { ...everyone(gone), ...watchers };

export const useRows: Row[] = [
  ['GET', `${api}/:public/uses`, everyone(ok)],
  ['GET', `${api}/:partners/uses`, partners],
  ['GET', `${api}/:restricted/uses`, granted],
  ['GET', `${api}/:accepted/uses`, everyone(gone)],
  ['GET', `${api}/:public/uses/:use`, everyone(ok)],
  ['GET', `${api}/:restricted/uses/:use`, everyone(gone)],
  ['POST', `${api}/:public/uses`, users(wrong), { body: { purpose: 'nothing' } }],
  ['POST', `${api}/:accepted/uses`, users(gone), { body: { purpose: 'policy' } }],
  ['DELETE', `${api}/:public/uses/:use`, { ...users(gone), con: done }],
  ['GET', '/shared-database/:public/uses', everyone(ok)],
  ['GET', '/shared-database/:restricted/uses', granted],
  ['POST', '/shared-database/:public/uses', users(wrong), { body: { purpose: '' } }],
  ['POST', '/shared-database/:public/uses/:nobody/removal', users(gone)],
  ['GET', '/api/v1/shared-database/use-figures', watchers],
  ['GET', '/api/v1/shared-database/used-outputs', watchers],
  ['GET', '/shared-database/uses', watchers],
  ['GET', '/shared-database/uses/outputs', watchers],
];
