// Who looks at the page: {accounts}, and with accounts {name, teacher}; the name is empty before a login.
import { api } from './api.js';

let asked;

export function me() {
  asked ??= api.get('/api/me').catch(() => ({ accounts: false }));
  return asked;
}
