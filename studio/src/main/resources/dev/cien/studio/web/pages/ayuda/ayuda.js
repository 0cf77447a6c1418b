// How the studio works, in one page.
import { html, LitElement } from 'lit';
import { t } from '/shared/texts.js';

const PARTS = ['local', 'keys', 'links', 'numbers', 'stop'];

class AyudaPage extends LitElement {
  createRenderRoot() {
    return this;
  }

  render() {
    return html`<h1>${t('title')}</h1>
      ${PARTS.map(
        (part) => html`<section class="sheet">
          <h2>${t(`${part}.title`)}</h2>
          <p>${t(`${part}.text`)}</p>
        </section>`,
      )}`;
  }
}

customElements.define('ayuda-page', AyudaPage);
