// What the pages of the course share: the reader's zone and language, dates, and text from the server.
import { html } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { texts } from './texts.js';

// The zone decides on which date something was done.
export const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

// The reader's side of {es, en}.
export const said = (both) => both?.[texts.language] ?? '';

// A date such as 2024-06-14, as the reader writes dates. Noon in UTC is that date everywhere it is shown.
export function date(iso, options = { day: 'numeric', month: 'long', year: 'numeric' }) {
  return new Intl.DateTimeFormat(texts.language, { ...options, timeZone: 'UTC' }).format(new Date(`${iso}T12:00:00Z`));
}

// The date on which an instant of the server fell where the reader is.
export const dateOf = (instant, options = { day: 'numeric', month: 'long', year: 'numeric' }) => new Intl.DateTimeFormat(texts.language, options).format(new Date(instant));

// Whether a date lies in a pause.
export const paused = (pauses, one) => pauses.some(({ from, to }) => one >= from && one <= to);

// HTML that the server made of Markdown, in which it escapes every tag.
export const rich = (markup) => html`<div class="prose">${unsafeHTML(markup)}</div>`;

let pages;

// Which of these addresses lead to a page that this studio has.
export async function present(addresses) {
  pages ??= fetch('/pages.json').then((answer) => answer.json());
  const paths = (await pages).map((one) => one.path);
  return new Set(addresses.filter((address) => paths.includes(address.split(/[?#]/)[0])));
}

export function duration(seconds, t) {
  const said = seconds < 90 ? t('seconds', { n: Math.round(seconds) }) : t('minutes', { n: Math.round(seconds / 60) });
  // A number and its unit stay on one line.
  return said.replace(' ', '\u00a0');
}
