// The first page: where to begin.
import { html, LitElement, nothing } from 'lit';
import { t, texts } from '/shared/texts.js';
import './today.js';

class InicioPage extends LitElement {
  static properties = { pages: { state: true } };

  createRenderRoot() {
    return this;
  }

  async connectedCallback() {
    super.connectedCallback();
    this.pages = await fetch('/pages.json').then((answer) => answer.json());
  }

  render() {
    const shown = (this.pages ?? []).filter((page) => page.group === 'course' || page.group === 'lab');
    return html`
      <section class="hero">
        <h1>${t('title')}</h1>
        <p class="lead">${t('lead')}</p>
      </section>
      <inicio-today></inicio-today>
      ${shown.length === 0
        ? nothing
        : html`<ul class="cards">
            ${shown.map(
              (page) => html`<li>
                <a href=${page.path}><strong>${page.title[texts.language]}</strong><span>${page.about?.[texts.language]}</span></a>
              </li>`,
            )}
          </ul>`}
    `;
  }
}

customElements.define('inicio-page', InicioPage);
