// All resources: those of the course with their state, and those of the journal with their mark.
import { html, nothing } from 'lit';
import { Attempts } from '/shared/attempts.js';
import { zone } from '/shared/course.js';
import { selectField, toggleField } from '/shared/fields.js';
import { announce, api, t } from '/shared/lab.js';
import { moveResource, STATUSES, statusOf } from '/shared/resources.js';

class RecursosPage extends Attempts {
  static properties = { days: { state: true }, progress: { state: true }, journal: { state: true } };

  async connectedCallback() {
    super.connectedCallback();
    await this.attempt(async () => {
      const [days] = await Promise.all([api.get('/api/course'), this.#load()]);
      this.days = days;
    });
  }

  async #load() {
    [this.progress, this.journal] = await Promise.all([api.get('/api/progress', { zone: zone() }), api.get('/api/journal')]);
  }

  // However it ends, the control shows what is so.
  #move(one, status, show) {
    return this.attempt(async () => {
      try {
        await moveResource(one, status);
        announce(t(`status.${status}`));
      } finally {
        await this.#load().finally(show);
      }
    });
  }

  #status(one) {
    return statusOf(one.key, this.progress, this.journal);
  }

  render() {
    return html`
      <h1>${t('title')}</h1>
      <p class="lead">${t('lead')}</p>
      ${this.complaint()}
      ${this.days ? this.#course() : nothing} ${this.journal && this.progress ? this.#own() : nothing}
    `;
  }

  #course() {
    return html`<section class="sheet">
      <h2>${t('course')}</h2>
      ${this.days
        .filter((day) => day.resources.length > 0)
        .map(
          (day) => html`<h3><a href="/dias/${day.number}">${t('day', { n: day.number })}</a></h3>
            <ul class="resources">
              ${day.resources.map(
                (one) => html`<li>
                  <span><a href=${one.link} target="_blank" rel="noopener noreferrer" lang=${one.language}>${one.title}</a>
                  <small>${t(`kind.${one.kind}`)} · ${t(`language.${one.language}`)}</small></span>
                  ${selectField({
                    label: html`${t('status')}<span class="unseen">: ${one.title}</span>`,
                    value: this.#status(one),
                    options: STATUSES.map((value) => ({ value, label: t(`status.${value}`) })),
                    change: (status, field) => this.#move(one, status, () => (field.value = this.#status(one))),
                  })}
                </li>`,
              )}
            </ul>`,
        )}
    </section>`;
  }

  #own() {
    if (!this.journal.exists) {
      return html`<section class="sheet"><h2>${t('journal')}</h2><p>${t('journal.none')} <a href="/diario">${t('journal.open')}</a></p></section>`;
    }
    const done = this.journal.resources.filter((one) => this.#status(one) === 'DONE').length;
    return html`<section class="sheet" data-test="journal">
      <h2>${t('journal')}</h2>
      <p>${t('journal.count', { n: this.journal.resources.length, done })}</p>
      <ul class="resources">
        ${this.journal.resources.map(
          (one, number) => html`<li>
            <span>
              ${one.link.startsWith('http') ? html`<a href=${one.link} target="_blank" rel="noopener noreferrer">${one.title}</a>` : one.title}
              <small>${one.day > 0 ? t('day', { n: one.day }) : ''} ${one.note}</small>
            </span>
            ${toggleField({ label: html`${t('status.DONE')}<span class="unseen">: ${one.title}</span>`, value: this.#status(one) === 'DONE', name: `resource-${number}`, change: (done, field) => this.#move(one, done ? 'DONE' : 'PENDING', () => (field.checked = this.#status(one) === 'DONE')) })}
          </li>`,
        )}
      </ul>
    </section>`;
  }
}

customElements.define('recursos-page', RecursosPage);
