// Language and theme.
import { html, LitElement } from 'lit';
import { announce, api, t, texts } from '/shared/lab.js';

const THEMES = ['auto', 'light', 'dark'];

class AjustesPage extends LitElement {
  createRenderRoot() {
    return this;
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
        <p>${t('where')}</p>
      </section>`;
  }
}

customElements.define('ajustes-page', AjustesPage);
