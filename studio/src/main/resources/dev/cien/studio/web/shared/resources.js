// A resource has one state, however often it is listed and however its address is written: those with one
// key are one. Where the journal has room for its mark, that says whether it is finished, because the file may
// have been changed elsewhere; all else is said by the log. It moves in both.
import { zone } from './course.js';
import { api } from './lab.js';

export const STATUSES = ['PENDING', 'STARTED', 'DONE'];

export function statusOf(key, progress, journal) {
  const rows = (journal?.resources ?? []).filter((one) => one.key === key && (one.markable || one.done));
  const logged = progress.resources[key] ?? 'PENDING';
  if (rows.length === 0) {
    return logged;
  }
  return rows.some((one) => one.done) ? 'DONE' : logged === 'DONE' ? 'PENDING' : logged;
}

let last = Promise.resolve();

// one: {key, link, title}. One after the other: each change of the journal names the version it was made from.
export function moveResource(one, status) {
  last = last.catch(() => {}).then(() => move(one, status));
  return last;
}

// A journal whose table has no column for the mark goes without it.
async function move(one, status) {
  const done = status === 'DONE';
  let journal = await api.get('/api/journal');
  for (const [number, row] of (journal.resources ?? []).entries()) {
    if (row.key === one.key && row.markable && row.done !== done) {
      journal = await api.put(`/api/journal/resources/${number}`, { done, version: journal.version });
    }
  }
  await api.post('/api/progress', { kind: 'resource', fields: { resource: one.link || one.title, status }, zone: zone() });
}
