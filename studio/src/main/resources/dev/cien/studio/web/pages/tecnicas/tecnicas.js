// The six techniques, one card each, and the other laboratories.
import { html, LitElement, nothing } from 'lit';
import { t, texts } from '/shared/lab.js';

// Each with the laboratory that shows it live.
const TECHNIQUES = [
  { key: 'cnn', path: '/lab/digito' },
  { key: 'rnn', path: '/lab/memoria' },
  { key: 'gan', path: '/lab/gan' },
  { key: 'transformer', path: '/lab/atencion' },
  { key: 'diffusion', path: '/lab/difusion' },
  { key: 'multimodal', path: '/lab/multimodal' },
];

class TecnicasPage extends LitElement {
  static properties = { pages: { state: true }, message: { state: true } };

  createRenderRoot() {
    return this;
  }

  async connectedCallback() {
    super.connectedCallback();
    try {
      this.pages = await fetch('/pages.json').then((answer) => answer.json());
    } catch {
      this.message = t('away');
    }
  }

  render() {
    return html`<h1>${t('title')}</h1>
      <p class="lead">${t('lead')}</p>
      ${this.message ? html`<p class="message bad" role="alert">${this.message}</p>` : nothing}
      <ul class="cards" data-test="techniques">
        ${TECHNIQUES.map(
          ({ key, path }) => html`<li>
            <a href=${path}><strong>${t(key)}</strong><span>${t(`${key}.text`)}</span><span>${t(`${key}.try`)}</span></a>
          </li>`,
        )}
      </ul>
      <p class="after-cards"><a class="button-link" href="/comparar">${t('compare')}</a></p>
      <h2>${t('others')}</h2>
      <ul class="cards">
        ${(this.pages ?? [])
          .filter((page) => page.path.startsWith('/lab/') && !TECHNIQUES.some((one) => one.path === page.path))
          .map((page) => html`<li><a href=${page.path}><strong>${page.title[texts.language]}</strong><span>${page.about?.[texts.language]}</span></a></li>`)}
      </ul>`;
  }
}

customElements.define('tecnicas-page', TecnicasPage);
