// The way in: with a name and a password, or with a code for a first or another password.
import { html, nothing } from 'lit';
import { Attempts } from '/shared/attempts.js';
import { api, t } from '/shared/lab.js';
import { me } from '/shared/me.js';

class EntrarPage extends Attempts {
  static properties = { who: { state: true }, busy: { state: true } };

  async connectedCallback() {
    super.connectedCallback();
    this.who = await me();
    // A link from elsewhere comes without the login; here it is there again.
    if (this.who.name) {
      this.#enter();
    }
  }

  // Only to a page of this studio.
  #enter() {
    const asked = new URLSearchParams(location.search).get('to') ?? '/inicio';
    const to = new URL(URL.canParse(asked, location.origin) ? asked : '/inicio', location.origin);
    const ours = to.origin === location.origin && to.pathname !== '/entrar';
    location.replace(ours ? to.pathname + to.search + location.hash : '/inicio');
  }

  async #send(event, address) {
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(event.target));
    this.busy = true;
    this.asked = address;
    await this.attempt(async () => {
      await api.post(address, fields);
      this.#enter();
    });
    this.busy = false;
  }

  #field(label, name, type, autocomplete, hint) {
    return html`<label class="field">
      <span class="field-label">${label}</span>
      <input type=${type} name=${name} autocomplete=${autocomplete} autocapitalize="off" spellcheck="false" required />
      ${hint ? html`<small>${hint}</small>` : nothing}
    </label>`;
  }

  // In the form that was refused: on a phone the top of the page is out of sight.
  #refused(address) {
    return this.asked === address ? this.complaint() : nothing;
  }

  render() {
    if (!this.who || this.who.name) {
      return html`<h1>${t('title')}</h1>`;
    }
    if (!this.who.accounts) {
      return html`<h1>${t('title')}</h1><p>${t('none')}</p><p><a href="/inicio">${t('home')}</a></p>`;
    }
    return html`<h1>${t('title')}</h1>
      ${location.protocol === 'https:' ? nothing : html`<p class="message warn" data-test="plain">${t('plain')}</p>`}
      <div class="entrance">
        <section class="sheet">
          <h2>${t('login')}</h2>
          <form data-test="login" @submit=${(e) => this.#send(e, '/api/login')}>
            ${this.#field(t('name'), 'name', 'text', 'username')}
            ${this.#field(t('password'), 'password', 'password', 'current-password')}
            ${this.#refused('/api/login')}
            <button class="primary" ?disabled=${this.busy}>${t('login.go')}</button>
            <p><small>${t('forgotten')}</small></p>
          </form>
        </section>
        <section class="sheet">
          <h2>${t('join')}</h2>
          <p>${t('join.about')}</p>
          <form data-test="join" @submit=${(e) => this.#send(e, '/api/account')}>
            ${this.#field(t('code'), 'code', 'text', 'off', t('code.hint'))}
            ${this.#field(t('name'), 'name', 'text', 'username')}
            ${this.#field(t('newPassword'), 'password', 'password', 'new-password', t('rule'))}
            ${this.#refused('/api/account')}
            <button class="primary" ?disabled=${this.busy}>${t('join.go')}</button>
          </form>
        </section>
      </div>`;
  }
}

customElements.define('entrar-page', EntrarPage);
