// The projects of the journal: rows to fill, and more of them.
import { html, nothing } from 'lit';
import { Attempts } from '/shared/attempts.js';
import { date, zone } from '/shared/course.js';
import { announce, api, t } from '/shared/lab.js';
import '/shared/files.js';
import '/shared/sure.js';

const FREE = { title: '', state: '', filled: false };
const FINISHED = /✅|✓|^\s*(hech|termin|complet|acabad|done|finish)/i;

class ProyectosPage extends Attempts {
  static properties = { journal: { state: true }, progress: { state: true } };

  async connectedCallback() {
    super.connectedCallback();
    await this.attempt(async () => {
      [this.journal, this.progress] = await Promise.all([api.get('/api/journal'), api.get('/api/progress', { zone: zone() })]);
    });
  }

  #save(event, number) {
    event.preventDefault();
    const form = event.target;
    const { title, state } = Object.fromEntries(new FormData(form));
    return this.attempt(async () => {
      if (!this.journal.exists) {
        this.journal = await api.post('/api/journal/begin');
      }
      const before = this.journal.projects[number];
      this.journal = await api.put(`/api/journal/projects/${number}`, { title, state: state ?? '', version: this.journal.version });
      if (before?.filled && before.title !== title.trim()) {
        await this.#log(before.title, false);
      }
      if (title.trim() !== '') {
        await this.#log(title.trim(), !this.#stated() || FINISHED.test(state));
      }
      if (number === this.journal.projects.length - 1) {
        form.reset();
      }
      announce(t('saved'));
    });
  }

  // That a project is not finished is news only of one that was.
  async #log(project, done) {
    if (!done && !(await api.get('/api/progress', { zone: zone() })).projects[project]) {
      return;
    }
    await api.post('/api/progress', { kind: 'project', fields: { project, done }, zone: zone() });
  }

  // The journal has had a table of finished projects, and one that says how far each of them is.
  #stated() {
    return (this.journal.projects ?? []).some((one) => one.state !== '');
  }

  #forget(number) {
    return this.attempt(async () => {
      const { title } = this.journal.projects[number];
      this.journal = await api.delete(`/api/journal/projects/${number}`, { version: this.journal.version });
      await this.#log(title, false);
      await this.updateComplete;
      await this.querySelector(`cien-files[data-row="${number}"]`).load();
      announce(t('deleted'));
    });
  }

  render() {
    const rows = this.journal?.projects ?? [];
    return html`
      <h1>${t('title')}</h1>
      <p class="lead">${t('lead')}</p>
      ${this.complaint()}
      ${this.journal
        ? html`<section class="sheet">
            ${rows.map((one, number) => html`${this.#row(number, one)} ${this.#more(number, one)}`)}
            ${this.journal.exists ? html`<h2>${t('more')}</h2>${this.#row(rows.length, FREE)}` : this.#row(0, FREE)}
          </section>`
        : nothing}
      ${this.progress && this.#runs().length > 0
        ? html`<section class="sheet">
            <h2>${t('runs')}</h2>
            <p>${t('runs.text')}</p>
            <ul>${this.#runs().map((one) => html`<li>${one.recipe} · ${date(one.date)}</li>`)}</ul>
          </section>`
        : nothing}
    `;
  }

  #runs() {
    return this.progress.entries.filter((one) => one.kind === 'run').slice(0, 20);
  }

  // What else a project has: its files, and a way to delete it.
  #more(number, { filled }) {
    const named = t('project', { n: number + 1 });
    return html`<div class="project-more">
      <cien-files data-row=${number} .spare=${!filled} .note=${`project-${number + 1}`} .label=${t('files.project', { n: number + 1 })}></cien-files>
      ${filled
        ? html`<cien-sure .label=${t('delete')} .what=${named} .about=${t('delete.about')} .yes=${t('delete')} @sure=${() => this.#forget(number)}></cien-sure>`
        : nothing}
    </div>`;
  }

  #row(number, { title, state, filled }) {
    return html`<form class="project-row" @submit=${(e) => this.#save(e, number)}>
      <label class="field">
        <span class="field-label">${t('project', { n: number + 1 })}</span>
        <input name="title" maxlength="200" data-test=${`project-${number}`} .value=${filled ? title : ''} />
      </label>
      ${state === '' && !this.#stated() ? nothing : html`<label class="field"><span class="field-label">${t('state')}</span><input name="state" maxlength="100" .value=${state} /></label>`}
      <button type="submit" data-test=${`save-${number}`}>${t('save')}</button>
    </form>`;
  }
}

customElements.define('proyectos-page', ProyectosPage);
