// A month as a table: each date says in words what it holds, and a sign as well as a shade shows it.
import { html } from 'lit';
import { date, paused } from '/shared/course.js';
import { t, texts } from '/shared/lab.js';

const iso = (d) => d.toISOString().slice(0, 10);

function moved(month, by) {
  const [year, number] = month.split('-').map(Number);
  return iso(new Date(Date.UTC(year, number - 1 + by, 1))).slice(0, 7);
}

// Weeks from Monday on; dates of other months are left out.
function weeks(month) {
  const first = new Date(`${month}-01T00:00:00Z`);
  const lead = (first.getUTCDay() + 6) % 7;
  const length = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  const cells = [...Array(lead).fill(undefined), ...Array.from({ length }, (_, i) => `${month}-${String(i + 1).padStart(2, '0')}`)];
  while (cells.length % 7 !== 0) {
    cells.push(undefined);
  }
  return Array.from({ length: cells.length / 7 }, (_, w) => cells.slice(7 * w, 7 * w + 7));
}

const weekday = (i, width) => new Intl.DateTimeFormat(texts.language, { weekday: width, timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, 1 + i)));

export function calendar({ month, today, counts, pauses, go }) {
  const name = date(`${month}-15`, { month: 'long', year: 'numeric' });
  const cell = (d) => {
    if (!d) {
      return html`<td></td>`;
    }
    const count = counts[d] ?? 0;
    const state = count > 0 ? 'active' : paused(pauses, d) ? 'paused' : '';
    const words = [date(d), count > 0 ? t(count === 1 ? 'cell.active.one' : 'cell.active', { n: count }) : t('cell.none'), paused(pauses, d) ? t('cell.paused') : '', d === today ? t('cell.today') : ''];
    return html`<td class="${state} ${d === today ? 'now' : ''}" title=${words.filter(Boolean).join(', ')}>
      <span aria-hidden="true">${Number(d.slice(8))}<b>${count > 0 ? '●' : paused(pauses, d) ? '‖' : ''}</b></span>
      <span class="unseen">${words.filter(Boolean).join(', ')}</span>
    </td>`;
  };
  return html`<div class="month">
    <div class="buttons month-head">
      <button type="button" data-test="month-before" aria-label=${t('month.before')} @click=${() => go(moved(month, -1))}>←</button>
      <strong aria-live="polite">${name}</strong>
      <button type="button" aria-label=${t('month.after')} @click=${() => go(moved(month, 1))}>→</button>
    </div>
    <table class="calendar">
      <caption class="unseen">${name}</caption>
      <thead><tr>${Array.from({ length: 7 }, (_, i) => html`<th scope="col"><abbr title=${weekday(i, 'long')}>${weekday(i, 'narrow')}</abbr></th>`)}</tr></thead>
      <tbody>${weeks(month).map((week) => html`<tr>${week.map(cell)}</tr>`)}</tbody>
    </table>
    <p class="small">● ${t('legend.active')} · ‖ ${t('legend.paused')}</p>
  </div>`;
}
