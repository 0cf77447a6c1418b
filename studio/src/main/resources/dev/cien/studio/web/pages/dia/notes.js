// The notes of a day: its section of the journal, which is begun with the first note.
import { html, nothing } from 'lit';
import { rich, zone } from '/shared/course.js';
import { draft, saveDay } from '/shared/draft.js';
import { Drafted } from '/shared/drafted.js';
import { announce, api, t } from '/shared/lab.js';
import '/shared/files.js';
import '/shared/sure.js';

class DayNotes extends Drafted {
  static properties = {
    day: { attribute: false },
    topic: { attribute: false },
    note: { state: true },
    none: { state: true },
    files: { state: true },
  };

  connectedCallback() {
    super.connectedCallback();
    this.updateComplete.then(() => this.load());
  }

  load() {
    return this.attempt(async () => {
      const journal = await api.get('/api/journal');
      this.none = !journal.exists;
      this.note = journal.exists ? await api.get(`/api/journal/days/${this.day}`) : { body: '', topic: '', html: '' };
      await this.resume(this.day, this.note);
    });
  }

  #save(event) {
    event.preventDefault();
    const body = this.querySelector('textarea').value;
    return this.attempt(async () => {
      if (this.none) {
        const begun = await api.post('/api/journal/begin');
        this.none = false;
        this.note = { ...this.note, version: begun.version };
      }
      this.note = await saveDay(this.day, this.note, { body });
      await this.leave(this.day);
      await api.post('/api/progress', { kind: 'note', fields: { day: this.day }, zone: zone() });
      announce(t('saved'));
    });
  }

  // A file is a note, too.
  #filed(event) {
    this.files = event.detail.count;
    return this.attempt(async () => {
      if (event.detail.added) {
        await api.post('/api/progress', { kind: 'note', fields: { day: this.day }, zone: zone() });
      }
    });
  }

  #forget() {
    return this.attempt(async () => {
      await api.delete(`/api/journal/days/${this.day}`, { version: this.note.version ?? '' });
      await this.load();
      await this.querySelector('cien-files').load();
      announce(t('notes.deleted'));
    });
  }

  // What a day of the journal looks like, for one that is still blank.
  #start() {
    if (this.kept) {
      return this.kept.body;
    }
    return this.note.body.trim() === '' ? `---\n## ${this.topic}\n\n` : this.note.body;
  }

  render() {
    if (!this.note) {
      return this.complaint();
    }
    return html`<section class="sheet" data-test="notes">
      <h2>${t('notes')}</h2>
      ${this.complaint()}
      ${this.editing
        ? html`<form @submit=${(e) => this.#save(e)}>
            ${draft.message(this.kept, this.note.body)}
            <label class="field">
              <span class="field-label">${t('notes.label')}</span>
              <textarea rows="12" data-test="note" .value=${this.#start()} @input=${(e) => this.typed(this.day, this.note, { topic: this.kept?.topic, body: e.target.value })}></textarea>
            </label>
            <div class="buttons day-done">
              <button type="submit" class="primary" data-test="save">${t('save')}</button>
              <button type="button" @click=${() => this.leave(this.day)}>${t('cancel')}</button>
            </div>
          </form>`
        : html`${this.note.body.trim() === '' ? html`<p>${t('notes.none')}</p>` : rich(this.note.html)}
            <div class="buttons">
              <button type="button" data-test="edit" @click=${() => (this.editing = true)}>${t('notes.edit')}</button>
              ${this.note.body.trim() !== '' || this.files > 0
                ? html`<cien-sure
                    .label=${t('notes.delete')}
                    .about=${t('notes.delete.about', { n: this.files ?? 0 })}
                    .yes=${t('notes.delete.yes')}
                    @sure=${() => this.#forget()}
                  ></cien-sure>`
                : nothing}
            </div>`}
      <cien-files .note=${`day-${this.day}`} .label=${t('notes.files')} @files=${(e) => this.#filed(e)}></cien-files>
    </section>`;
  }
}

customElements.define('day-notes', DayNotes);
