// A link to this very state, and which controls those who open it see.
import { html, LitElement } from 'lit';
import { announce, t } from '/shared/lab.js';
import { flag, HIDABLE, isHidden, read } from './link.js';

class PatioSharing extends LitElement {
  static properties = { link: { attribute: false } };

  createRenderRoot() {
    return this;
  }

  async #copy() {
    const field = this.querySelector('input[readonly]');
    try {
      await navigator.clipboard.writeText(field.value);
      announce(t('share.copied'));
    } catch {
      field.focus();
      field.select();
      announce(t('share.select'));
    }
  }

  #use(text) {
    const at = text.indexOf('#');
    const link = (at < 0 ? text : text.slice(at + 1)).trim();
    if (link.includes('=')) {
      location.hash = link;
    } else {
      announce(t('share.none'));
    }
  }

  render() {
    const values = read(this.link ?? '');
    return html`<details class="sheet">
      <summary><h2>${t('share')}</h2></summary>
      <p class="explains">${t('share.text')}</p>
      <label class="field"><span class="field-label">${t('share.link')}</span>
        <input type="text" readonly .value=${`${location.origin}/lab/patio#${this.link}`} /></label>
      <p class="buttons"><button type="button" @click=${() => this.#copy()}>${t('share.copy')}</button></p>
      <label class="field"><span class="field-label">${t('share.open')}</span>
        <input type="text" data-test="paste-link" @change=${(e) => this.#use(e.target.value)} /></label>
      <fieldset class="hidables">
        <legend>${t('share.hide')}</legend>
        ${HIDABLE.map((name) => html`<label>
          <input type="checkbox" data-test="hide-${name}" .checked=${isHidden(values, name)} @change=${(e) => this.dispatchEvent(new CustomEvent('hide', { detail: { [`${name}_hide`]: e.target.checked ? 'true' : undefined } }))} />
          ${t(`control.${name}`)}
        </label>`)}
        <label>
          <input type="checkbox" data-test="hide-text" .checked=${flag(values.hideText)} @change=${(e) => this.dispatchEvent(new CustomEvent('hide', { detail: { hideText: String(e.target.checked) } }))} />
          ${t('share.hideText')}
        </label>
      </fieldset>
    </details>`;
  }
}

customElements.define('patio-sharing', PatioSharing);
