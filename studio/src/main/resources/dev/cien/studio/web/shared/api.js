// Talks to the studio. What it refuses becomes an Error whose message is a sentence in the reader's
// language.
import { texts } from './texts.js';

async function call(method, path, { query, body, file } = {}) {
  const url = new URL(path, location.origin);
  for (const [name, value] of Object.entries(query ?? {})) {
    url.searchParams.set(name, value);
  }
  const options = { method, headers: { Accept: 'application/json' } };
  if (method !== 'GET') {
    options.headers['X-Cien'] = '1';
  }
  if (body !== undefined) {
    options.headers['Content-Type'] = 'application/json';
    options.body = JSON.stringify(body);
  }
  if (file !== undefined) {
    options.headers['Content-Type'] = 'application/octet-stream';
    options.body = file;
  }
  let answer;
  try {
    answer = await fetch(url, options);
  } catch {
    throw new Error(texts.t('away'));
  }
  const text = await answer.text();
  let value;
  try {
    value = text === '' ? undefined : JSON.parse(text);
  } catch {
    throw new Error(texts.t('garbled'));
  }
  if (!answer.ok) {
    const error = new Error(value?.[texts.language] ?? texts.t('garbled'));
    error.status = answer.status;
    if (answer.status === 401) {
      toEntrance();
    }
    throw error;
  }
  return value;
}

// A login that has ended: to the entrance, and from there to this page again.
function toEntrance() {
  if (location.pathname !== '/entrar') {
    const here = location.pathname + location.search;
    location.assign(`/entrar?to=${encodeURIComponent(here)}${location.hash}`);
  }
}

export const api = {
  get: (path, query) => call('GET', path, { query }),
  post: (path, body = {}) => call('POST', path, { body }),
  upload: (path, file, query) => call('POST', path, { file, query }),
  put: (path, body = {}) => call('PUT', path, { body }),
  delete: (path, query) => call('DELETE', path, { query }),
};

// Listens to events of the server, and connects again after a break; `state` is told 'on' and 'off' so
// that a page can say it. Returns what ends it.
const AGAIN_MS = 1000;

export function listen(path, { event = 'message', receive, state = () => {} }) {
  let source;
  let again;
  const open = () => {
    source = new EventSource(path);
    source.addEventListener(event, (message) => receive(JSON.parse(message.data)));
    source.addEventListener('open', () => state('on'));
    source.addEventListener('left', () => {
      source.close();
      toEntrance();
    });
    // Browsers wait longer before they try again, and some never do.
    source.addEventListener('error', () => {
      source.close();
      state('off');
      again = setTimeout(open, AGAIN_MS);
    });
  };
  open();
  return () => {
    clearTimeout(again);
    source.close();
  };
}
