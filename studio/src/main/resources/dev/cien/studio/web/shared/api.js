// Talks to the studio. What it refuses becomes an Error whose message is a sentence in the reader's
// language.
import { texts } from './texts.js';

async function call(method, path, { query, body } = {}) {
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
    throw error;
  }
  return value;
}

export const api = {
  get: (path, query) => call('GET', path, { query }),
  post: (path, body = {}) => call('POST', path, { body }),
  put: (path, body = {}) => call('PUT', path, { body }),
  delete: (path) => call('DELETE', path),
};

// Listens to events of the server. The browser connects again by itself after a break; `state` is told
// 'on' and 'off' so that a page can say it. Returns what ends it.
export function listen(path, { event = 'message', receive, state = () => {} }) {
  const source = new EventSource(path);
  source.addEventListener(event, (message) => receive(JSON.parse(message.data)));
  source.addEventListener('open', () => state('on'));
  source.addEventListener('error', () => {
    state('off');
    // A browser gives up after an answer that is no stream, such as that of a server which just starts.
    if (source.readyState === EventSource.CLOSED && !ended) {
      again = setTimeout(() => {
        stop = listen(path, { event, receive, state });
      }, 1000);
    }
  });
  let ended = false;
  let again;
  let stop = () => source.close();
  return () => {
    ended = true;
    clearTimeout(again);
    stop();
  };
}
