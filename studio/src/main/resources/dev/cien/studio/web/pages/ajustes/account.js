// One's account: another password, and the way out of every browser.
import { html } from 'lit';
import { Attempts } from '/shared/attempts.js';
import { announce, api, t } from '/shared/lab.js';

class CienAccount extends Attempts {
  #change(event) {
    event.preventDefault();
    const form = event.target;
    return this.attempt(async () => {
      await api.put('/api/account/password', Object.fromEntries(new FormData(form)));
      form.reset();
      announce(t('password.changed'));
    });
  }

  #everywhere() {
    return this.attempt(async () => {
      await api.delete('/api/login/all');
      location.assign('/entrar');
    });
  }

  #field(label, name, autocomplete, hint) {
    return html`<label class="field">
      <span class="field-label">${label}</span>
      <input type="password" name=${name} autocomplete=${autocomplete} required />
      ${hint}
    </label>`;
  }

  render() {
    return html`<section class="sheet">
      <h2>${t('account')}</h2>
      ${this.complaint()}
      <form class="buttons" data-test="password" @submit=${(e) => this.#change(e)}>
        ${this.#field(t('password.current'), 'current', 'current-password')}
        ${this.#field(t('password.next'), 'password', 'new-password', html`<small>${t('password.rule')}</small>`)}
        <button>${t('password.go')}</button>
      </form>
      <p>${t('everywhere.about')}</p>
      <p><button type="button" @click=${() => this.#everywhere()}>${t('everywhere')}</button></p>
    </section>`;
  }
}

customElements.define('cien-account', CienAccount);
