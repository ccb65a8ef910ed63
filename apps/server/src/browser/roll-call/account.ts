import { asked, ended, strictly } from './indexed-db.js';

/** Who signed in on this phone last. */
export interface Account {
  id: string;
  name: string;
}

/** Not in `localStorage`, which a browser writes to the disk some time later: a killed one would not find the marks again. */
async function phone(): Promise<IDBDatabase> {
  const request = indexedDB.open('roll-call', 1);
  request.onupgradeneeded = () => request.result.createObjectStore('phone');
  return asked(request);
}

export async function lastAccount(): Promise<Account | null> {
  const database = await phone();
  const account = await asked<Account | undefined>(database.transaction('phone').objectStore('phone').get('account'));
  database.close();
  return account ?? null;
}

export const rememberAccount = (account: Account): Promise<void> => change((phone) => phone.put(account, 'account'));

export const forgetAccount = (): Promise<void> => change((phone) => phone.delete('account'));

async function change(how: (phone: IDBObjectStore) => void): Promise<void> {
  const database = await phone();
  const transaction = database.transaction('phone', 'readwrite', strictly);
  how(transaction.objectStore('phone'));
  await ended(transaction);
  database.close();
}
