// The table of a hundred days, by blocks, with what is done.
import { html, nothing } from 'lit';
import { Attempts } from '/shared/attempts.js';
import { date, said, zone } from '/shared/course.js';
import { api, t } from '/shared/lab.js';

class DiasPage extends Attempts {
  static properties = { days: { state: true }, progress: { state: true } };

  async connectedCallback() {
    super.connectedCallback();
    await this.attempt(async () => {
      [this.days, this.progress] = await Promise.all([api.get('/api/course'), api.get('/api/progress', { zone: zone() })]);
    });
  }

  render() {
    const done = Object.keys(this.progress?.days ?? {}).length;
    return html`
      <h1>${t('title')}</h1>
      <p class="lead">${t('lead')}</p>
      ${this.complaint()}
      ${this.days
        ? html`<p class="days-bar">
              <progress max="100" value=${done} aria-label=${t('done', { n: done })}></progress>
              <span data-test="done">${t('done', { n: done })}</span>
            </p>
            ${this.#blocks().map((block) => this.#block(block))}`
        : nothing}
    `;
  }

  #blocks() {
    const blocks = [];
    for (const day of this.days) {
      const name = said(day.block);
      if (blocks.at(-1)?.name !== name) {
        blocks.push({ name, days: [] });
      }
      blocks.at(-1).days.push(day);
    }
    return blocks;
  }

  #block({ name, days }) {
    return html`<section class="sheet">
      <h2>${name}</h2>
      <ol class="days">
        ${days.map((day) => {
          const entry = this.progress.days[day.number];
          return html`<li class=${entry ? 'done' : ''}>
            <span class="day-number" aria-hidden="true">${entry ? '✓' : day.number}</span>
            <a href="/dias/${day.number}">${t('day', { n: day.number })}: ${said(day.topic)}</a>
            <span class="day-marks">
              ${day.lesson ? html`<span class="mark">${t('lesson')}</span>` : nothing}
              ${day.experiments.length > 0 ? html`<span class="mark">${t('experiments', { n: day.experiments.length })}</span>` : nothing}
              ${entry ? html`<span class="mark strong">${t('doneOn', { date: date(entry.date, { day: 'numeric', month: 'short' }) })}</span>` : nothing}
            </span>
          </li>`;
        })}
      </ol>
    </section>`;
  }
}

customElements.define('dias-page', DiasPage);
