// Losses and their landscapes: how wrong is wrong, and how one goes down from there.
import { html, LitElement } from 'lit';
import { texts } from '/shared/lab.js';
import './curve.js';
import './samples.js';
import './centre.js';
import './contest.js';
import './landscape.js';

const PARTS = ['curve', 'samples', 'centre', 'contest', 'landscape'];

class PerdidasPage extends LitElement {
  createRenderRoot() {
    return this;
  }

  render() {
    const { t } = texts;
    return html`
      <h1>${t('title')}</h1>
      <p class="lead">${t('lead')}</p>
      <nav class="parts" aria-label=${t('parts')}>
        ${PARTS.map(
          (part) =>
            html`<button type="button" @click=${() => this.#go(part)}>${t(`${part}.title`)}</button>`,
        )}
      </nav>
      <losses-curve id="curve" class="sheet" role="region" aria-labelledby="curve-title"></losses-curve>
      <losses-samples id="samples" class="sheet" role="region" aria-labelledby="samples-title"></losses-samples>
      <losses-centre id="centre" class="sheet" role="region" aria-labelledby="centre-title"></losses-centre>
      <losses-contest id="contest" class="sheet" role="region" aria-labelledby="contest-title"></losses-contest>
      <losses-landscape
        id="landscape"
        class="sheet"
        role="region"
        aria-labelledby="landscape-title"
      ></losses-landscape>
    `;
  }

  #go(part) {
    const heading = this.querySelector(`#${part} h2`);
    heading.tabIndex = -1;
    heading.focus();
    heading.scrollIntoView();
  }
}

customElements.define('perdidas-page', PerdidasPage);
