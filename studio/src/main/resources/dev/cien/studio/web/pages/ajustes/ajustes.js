// Language and theme.
import { html, LitElement, nothing } from 'lit';
import { announce, api, t, texts } from '/shared/lab.js';
import { me } from '/shared/me.js';
import './account.js';

const THEMES = ['auto', 'light', 'dark'];

class AjustesPage extends LitElement {
  static properties = { who: { state: true } };

  createRenderRoot() {
    return this;
  }

  async connectedCallback() {
    super.connectedCallback();
    this.who = await me();
  }

  #theme() {
    return localStorage.getItem('cien.theme') ?? 'auto';
  }

  async #keep(name, value) {
    try {
      await api.put('/api/settings', { name, value });
      announce(t('kept'));
    } catch (error) {
      announce(error.message);
    }
  }

  #chooseTheme(theme) {
    localStorage.setItem('cien.theme', theme);
    if (theme === 'auto') {
      delete document.documentElement.dataset.theme;
    } else {
      document.documentElement.dataset.theme = theme;
    }
    document.dispatchEvent(new CustomEvent('cien-theme'));
    this.requestUpdate();
    this.#keep('theme', theme);
  }

  #group(legend, name, values, chosen, label, choose) {
    return html`<fieldset class="choices">
      <legend>${legend}</legend>
      ${values.map(
        (value) => html`<label>
          <input type="radio" name=${name} value=${value} .checked=${value === chosen} @change=${() => choose(value)} />
          ${label(value)}
        </label>`,
      )}
    </fieldset>`;
  }

  render() {
    return html`<h1>${t('title')}</h1>
      <section class="sheet">
        ${this.#group(t('language'), 'lang', ['es', 'en'], texts.language, (l) => (l === 'es' ? 'Español' : 'English'), () =>
          document.querySelector('.language').click(),
        )}
        ${this.#group(t('theme'), 'theme', THEMES, this.#theme(), (theme) => t(`theme.${theme}`), (theme) => this.#chooseTheme(theme))}
        ${this.who ? html`<p>${t(this.who.accounts ? 'where.class' : 'where')}</p>` : nothing}
      </section>
      ${this.who?.name ? html`<cien-account .teacher=${this.who.teacher}></cien-account>` : nothing}`;
  }
}

customElements.define('ajustes-page', AjustesPage);
