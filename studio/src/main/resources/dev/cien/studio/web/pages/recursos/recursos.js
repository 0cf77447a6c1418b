// All resources: those of the course with their state, and those of the journal with their mark.
import { html, nothing } from 'lit';
import { Attempts } from '/shared/attempts.js';
import { zone } from '/shared/course.js';
import { selectField, toggleField } from '/shared/fields.js';
import { announce, api, t } from '/shared/lab.js';

class RecursosPage extends Attempts {
  static properties = { days: { state: true }, progress: { state: true }, journal: { state: true } };

  async connectedCallback() {
    super.connectedCallback();
    await this.attempt(async () => {
      [this.days, this.progress, this.journal] = await Promise.all([
        api.get('/api/course'),
        api.get('/api/progress', { zone: zone() }),
        api.get('/api/journal'),
      ]);
    });
  }

  #status(link, status) {
    return this.attempt(async () => {
      await api.post('/api/progress', { kind: 'resource', fields: { resource: link, status }, zone: zone() });
      this.progress = await api.get('/api/progress', { zone: zone() });
      announce(t(`status.${status}`));
    });
  }

  #mark(number, resource, done) {
    return this.attempt(async () => {
      this.journal = await api.put(`/api/journal/resources/${number}`, { done, version: this.journal.version });
      await api.post('/api/progress', {
        kind: 'resource',
        fields: { resource: resource.link || resource.title, status: done ? 'DONE' : 'PENDING' },
        zone: zone(),
      });
      announce(t(done ? 'status.DONE' : 'status.PENDING'));
    });
  }

  render() {
    return html`
      <h1>${t('title')}</h1>
      <p class="lead">${t('lead')}</p>
      ${this.complaint()}
      ${this.days ? this.#course() : nothing} ${this.journal ? this.#own() : nothing}
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
                    value: this.progress.resources[one.link] ?? 'PENDING',
                    options: ['PENDING', 'STARTED', 'DONE'].map((value) => ({ value, label: t(`status.${value}`) })),
                    change: (status) => this.#status(one.link, status),
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
    const done = this.journal.resources.filter((one) => one.done).length;
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
            ${toggleField({ label: html`${t('status.DONE')}<span class="unseen">: ${one.title}</span>`, value: one.done, name: `resource-${number}`, change: (done) => this.#mark(number, one, done) })}
          </li>`,
        )}
      </ul>
    </section>`;
  }
}

customElements.define('recursos-page', RecursosPage);
