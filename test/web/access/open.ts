import { done, everyone, gone, moved, ok, type Row, signedIn, stale, wrong } from './columns.js';

/** What asks for no role: the door, the house's own figures, and everybody's own account. */
export const openRows: Row[] = [
  ['GET', '/', everyone(ok)],
  ['GET', '/assets/:asset', everyone(gone)],
  // Files without anybody's data, and to each their own name.
  ['GET', '/roll-call', everyone(ok)],
  ['GET', '/roll-call/:asset', everyone(gone)],
  ['GET', '/roll-call/caller', everyone(ok)],
  ['GET', '/health/live', everyone(ok)],
  ['GET', '/health/ready', everyone(ok)],
  ['GET', '/metrics', everyone(ok)],

  ['GET', '/sign-in', everyone(ok)],
  ['POST', '/sign-in', everyone(401), { body: stranger(), only: ['con', 'pub'] }],
  ['POST', '/api/v1/auth/session', everyone(401), { body: stranger(), only: ['con', 'pub'] }],
  ['PUT', '/api/v1/auth/session', everyone(401), { body: { refreshToken: 'nothing' }, only: ['con', 'pub'] }],
  ['GET', '/invitations/:token', everyone(gone)],
  ['POST', '/invitations/:token', everyone(gone), { body: { password: 'ten or more letters' } }],
  ['GET', '/api/v1/invitations/:token', everyone(gone)],
  ['POST', '/api/v1/invitations/:token/acceptance', everyone(gone), { body: { password: 'ten or more letters' } }],

  ['GET', '/calendar-feeds/:token', everyone(gone)],

  ['GET', '/me', signedIn(ok)],
  ['GET', '/api/v1/me', signedIn(ok)],
  ['PATCH', '/api/v1/me', signedIn(stale), { body: { name: 'Another' }, version: 999 }],
  ['POST', '/me/profile', signedIn(stale), { body: { name: 'Another', version: '999' } }],
  ['POST', '/me/password', signedIn(wrong), { body: passwords(), only: ['nom', 'adm', 'con', 'pub'] }],
  ['POST', '/api/v1/me/password', signedIn(wrong), { body: passwords(), only: ['nom', 'adm', 'con', 'pub'] }],
  ['GET', '/api/v1/me/sign-ins', signedIn(ok)],
  ['DELETE', '/api/v1/me/sign-ins/:sign_in_of_else', signedIn(gone)],
  ['POST', '/me/sign-ins/:sign_in_of_else/ending', signedIn(gone)],
];

/** Asked last: whoever has signed out is the public. */
export const leavingRows: Row[] = [
  ['DELETE', '/api/v1/auth/session', signedIn(done)],
  ['POST', '/sign-out', everyone(moved)],
];

function stranger() {
  return { email: 'stranger@office.example', password: 'a guess' };
}

function passwords() {
  return { currentPassword: 'a guess', password: 'ten or more letters' };
}
