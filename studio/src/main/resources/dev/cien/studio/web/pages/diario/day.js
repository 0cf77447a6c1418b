// One day of the journal: read it, or change its topic and text. Only its lines of the file change.
import { html, nothing } from 'lit';
import { rich, zone } from '/shared/course.js';
import { draft, saveDay } from '/shared/draft.js';
import { Drafted } from '/shared/drafted.js';
import { announce, api, t } from '/shared/lab.js';
import '/shared/files.js';
import '/shared/sure.js';

class JournalDay extends Drafted {
  static properties = { number: { attribute: false }, day: { state: true }, files: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.updateComplete.then(() => this.#load());
  }

  #load() {
    return this.attempt(async () => {
      this.day = await api.get(`/api/journal/days/${this.number}`);
      await this.resume(this.number, this.day);
    });
  }

  // A form turns line ends into pairs; what was not touched stays as it is.
  #written(form) {
    const { topic, body } = Object.fromEntries(new FormData(form));
    return { topic, body: body.replaceAll('\r\n', '\n') };
  }

  #save(event) {
    event.preventDefault();
    const { topic, body } = this.#written(event.target);
    return this.attempt(async () => {
      const change = {};
      if (topic !== this.day.topic) {
        change.topic = topic;
      }
      if (body !== this.day.body) {
        change.body = body;
      }
      this.day = await saveDay(this.number, this.day, change);
      await this.leave(this.number);
      if (this.number <= 100) {
        await api.post('/api/progress', { kind: 'note', fields: { day: this.number }, zone: zone() });
      }
      announce(t('saved'));
      this.dispatchEvent(new CustomEvent('changed', { bubbles: true }));
    });
  }

  #filed({ detail }) {
    this.files = detail.count;
    return this.attempt(async () => {
      if (detail.added && this.number <= 100) {
        await api.post('/api/progress', { kind: 'note', fields: { day: this.number }, zone: zone() });
      }
    });
  }

  #forget() {
    return this.attempt(async () => {
      await api.delete(`/api/journal/days/${this.number}`, { version: this.day.version });
      await this.#load();
      await this.querySelector('cien-files').load();
      announce(t('deleted'));
      this.dispatchEvent(new CustomEvent('changed', { bubbles: true }));
    });
  }

  render() {
    return html`
      ${this.complaint()}
      ${!this.day ? nothing : this.editing ? this.#form() : this.#text()}
    `;
  }

  #text() {
    return html`<div class="journal-text">${rich(this.day.html)}</div>
      <div class="buttons">
        <button type="button" data-test="edit" @click=${() => (this.editing = true)}>${t('edit')}</button>
        <a class="button-link" href="/dias/${this.number}">${t('lesson')}</a>
        ${this.day.body.trim() !== '' || this.files > 0
          ? html`<cien-sure
              .label=${t('delete')}
              .what=${t('day', { n: this.number })}
              .about=${t('delete.about', { n: this.files ?? 0 })}
              .yes=${t('delete')}
              @sure=${() => this.#forget()}
            ></cien-sure>`
          : nothing}
      </div>
      ${this.number <= 100
        ? html`<cien-files .note=${`day-${this.number}`} .label=${t('files.day', { n: this.number })} @files=${(e) => this.#filed(e)}></cien-files>`
        : nothing}`;
  }

  #form() {
    const { topic, body } = { ...this.day, ...this.kept };
    return html`<form @submit=${(e) => this.#save(e)} @input=${(e) => this.typed(this.number, this.day, this.#written(e.currentTarget))}>
      ${draft.message(this.kept, this.day.body)}
      <label class="field"><span class="field-label">${t('topic')}</span><input name="topic" maxlength="300" data-test="topic" .value=${topic ?? this.day.topic} /></label>
      <label class="field"><span class="field-label">${t('body')}</span><textarea name="body" rows="16" data-test="body" .value=${body}></textarea></label>
      <div class="buttons">
        <button type="submit" class="primary" data-test="save">${t('save')}</button>
        <button type="button" @click=${() => this.leave(this.number)}>${t('cancel')}</button>
      </div>
    </form>`;
  }
}

customElements.define('journal-day', JournalDay);
