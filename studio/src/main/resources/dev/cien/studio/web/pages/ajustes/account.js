// One's account: another password, the way out of every browser, and the end of the account.
import { html, nothing } from 'lit';
import { Attempts } from '/shared/attempts.js';
import { announce, api, t } from '/shared/lab.js';

class CienAccount extends Attempts {
  static properties = { teacher: { attribute: false }, leaving: { state: true } };

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

  async #ask(leaving) {
    this.leaving = leaving;
    this.wrong = undefined;
    await this.updateComplete;
    this.querySelector(leaving ? '[data-test="leave"] input' : '[data-test="leaving"]').focus();
  }

  #leave(event) {
    event.preventDefault();
    const form = event.target;
    return this.attempt(async () => {
      await api.post('/api/account/delete', Object.fromEntries(new FormData(form)));
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
      ${this.leaving ? nothing : this.complaint()}
      <form class="stack" data-test="password" @submit=${(e) => this.#change(e)}>
        ${this.#field(t('password.current'), 'current', 'current-password')}
        ${this.#field(t('password.next'), 'password', 'new-password', html`<small>${t('password.rule')}</small>`)}
        <button>${t('password.go')}</button>
      </form>
      <p>${t('everywhere.about')}</p>
      <p><button type="button" @click=${() => this.#everywhere()}>${t('everywhere')}</button></p>
      ${this.leaving
        ? this.#last()
        : html`<p>
            <button type="button" data-test="leaving" @click=${() => this.#ask(true)}>${t('leave')}</button>
          </p>`}
    </section>`;
  }

  #last() {
    return html`<form class="message bad stack" data-test="leave" @submit=${(e) => this.#leave(e)}>
      <h3>${t('leave')}</h3>
      <p>${t('leave.about')} ${this.teacher ? t('leave.teacher') : nothing}</p>
      <p><a href="/diario">${t('leave.journal')}</a></p>
      ${this.#field(t('password.current'), 'password', 'current-password')}
      ${this.complaint()}
      <div class="buttons">
        <button>${t('leave.go')}</button>
        <button type="button" @click=${() => this.#ask(false)}>${t('leave.not')}</button>
      </div>
    </form>`;
  }
}

customElements.define('cien-account', CienAccount);
