// The files of a note: pictures are shown, others can be kept, and there is a place to add more.
// <cien-files .note=${'day-7'}> shows nothing if it is `spare` and there are none. It tells with `files` how many there are, and whether some were added.
import { html, nothing } from 'lit';
import { Attempts } from './attempts.js';
import { api } from './api.js';
import { announce } from './live.js';
import { numbers } from './numbers.js';
import './sure.js';
import { t } from './texts.js';

class CienFiles extends Attempts {
  static properties = { note: { attribute: false }, label: { attribute: false }, spare: { attribute: false }, files: { state: true } };

  willUpdate(changed) {
    if (changed.has('note')) {
      this.load();
    }
  }

  get #address() {
    return `/api/journal/files/${this.note}`;
  }

  load() {
    return this.attempt(async () => {
      this.files = await api.get(this.#address);
      this.#tell(false);
    });
  }

  // One after the other: the server has them in the order in which they were chosen.
  #add(event) {
    const chosen = [...event.target.files];
    // The same file may be chosen again.
    event.target.value = '';
    return this.attempt(async () => {
      for (const file of chosen) {
        this.files = await api.upload(this.#address, file, { name: file.name });
      }
      if (chosen.length > 0) {
        announce(t('files.added', { n: chosen.length }));
        this.#tell(true);
      }
    });
  }

  #remove(file) {
    return this.attempt(async () => {
      this.files = await api.delete(this.#of(file));
      announce(t('files.removed', { name: file.name }));
      this.#tell(false);
      await this.updateComplete;
      this.querySelector('input').focus();
    });
  }

  #tell(added) {
    this.dispatchEvent(new CustomEvent('files', { detail: { count: this.files.length, added } }));
  }

  #of(file) {
    return `${this.#address}/${encodeURIComponent(file.name)}`;
  }

  #size(bytes) {
    return bytes < 1e6
      ? t('files.kilobytes', { n: numbers.show(Math.max(1, Math.round(bytes / 1e3))) })
      : t('files.megabytes', { n: numbers.show(bytes / 1e6, 2) });
  }

  #item(file) {
    return html`<li>
      ${file.picture
        ? html`<a class="file-picture" href=${this.#of(file)} target="_blank" rel="noopener"><img src=${this.#of(file)} alt=${file.name} loading="lazy" /></a>
            <span>${file.name} · ${this.#size(file.size)}</span>`
        : html`<span><a href=${this.#of(file)} download=${file.name}>${file.name}</a> · ${this.#size(file.size)}</span>`}
      <cien-sure .label=${t('files.remove')} .what=${file.name} .yes=${t('files.sure')} @sure=${() => this.#remove(file)}></cien-sure>
    </li>`;
  }

  render() {
    if (this.spare && !(this.files?.length > 0) && !this.wrong) {
      return nothing;
    }
    return html`<div class="files" role="group" aria-label=${this.label ?? t('files')}>
      ${this.complaint()}
      ${this.files?.length > 0 ? html`<ul class="file-list" data-test="files">${this.files.map((file) => this.#item(file))}</ul>` : nothing}
      <label class="file-button quiet">
        <span>${t('files.add')}</span>
        <input type="file" multiple data-test="add-file" @change=${(e) => this.#add(e)} />
      </label>
      <small>${t('files.limits')}</small>
    </div>`;
  }
}

customElements.define('cien-files', CienFiles);
