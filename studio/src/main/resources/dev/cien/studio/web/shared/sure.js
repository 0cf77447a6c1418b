// A button for what cannot be undone: it asks once more, where it is, and then tells `sure`.
// <cien-sure .label=${…} .what=${…} .about=${…} .yes=${…}>; `what` names it for those who hear the page.
import { html, LitElement, nothing } from 'lit';
import { t } from './texts.js';

class CienSure extends LitElement {
  static properties = {
    label: { attribute: false },
    what: { attribute: false },
    about: { attribute: false },
    yes: { attribute: false },
    asked: { state: true },
  };

  createRenderRoot() {
    return this;
  }

  async #ask(asked) {
    this.asked = asked;
    await this.updateComplete;
    this.querySelector('button').focus();
  }

  #sure() {
    this.asked = false;
    this.dispatchEvent(new CustomEvent('sure'));
  }

  render() {
    const whole = this.what ? `${this.label}: ${this.what}` : nothing;
    return this.asked
      ? html`<span class="buttons sure" role="group" aria-label=${this.what ? whole : this.label} @keydown=${(e) => e.key === 'Escape' && this.#ask(false)}>
          ${this.about ? html`<span>${this.about}</span>` : nothing}
          <button type="button" data-test="sure" @click=${() => this.#sure()}>${this.yes}</button>
          <button type="button" @click=${() => this.#ask(false)}>${t('sure.not')}</button>
        </span>`
      : html`<button type="button" data-test="ask" aria-label=${whole} @click=${() => this.#ask(true)}>${this.label}</button>`;
  }
}

customElements.define('cien-sure', CienSure);
