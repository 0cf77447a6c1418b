// The terms of the course in both languages.
import { html, LitElement, nothing } from 'lit';
import { announce, api, deepLink, numbers, t, texts } from '/shared/lab.js';

const OTHER = { es: 'en', en: 'es' };
const PLACES = { experimentos: '/experimentos', tecnicas: '/lab' };

class GlosarioPage extends LitElement {
  static properties = { terms: { state: true }, message: { state: true }, sought: { state: true } };

  constructor() {
    super();
    this.sought = deepLink.read().q ?? '';
  }

  createRenderRoot() {
    return this;
  }

  async connectedCallback() {
    super.connectedCallback();
    try {
      const [terms, pages] = await Promise.all([api.get('/api/glossary'), fetch('/pages.json').then((answer) => answer.json())]);
      this.pages = pages;
      this.terms = terms;
    } catch (error) {
      this.message = error.message;
    }
  }

  #seek(text) {
    this.sought = text;
    deepLink.write({ q: text });
    announce(t('found', { count: this.#found.length, all: this.terms.length }));
  }

  // Accents, capitals and the language do not matter.
  get #found() {
    const wanted = plain(this.sought.trim());
    const { language } = texts;
    return this.terms
      .filter(({ name, says }) => [name.es, name.en, says[language]].some((text) => plain(text).includes(wanted)))
      .sort((a, b) => a.name[language].localeCompare(b.name[language], language));
  }

  render() {
    return html`<h1>${t('title')}</h1>
      <p class="lead">${t('lead')}</p>
      ${this.message ? html`<p class="message bad" role="alert">${this.message}</p>` : nothing}
      ${this.terms ? this.#list() : html`<p>${t('loading')}</p>`}`;
  }

  #list() {
    const { language } = texts;
    const found = this.#found;
    return html`<section class="sheet" aria-label=${t('seek')}>
        <label class="field">
          <span class="field-label">${t('seek')}</span>
          <input type="search" data-test="seek" autocomplete="off" .value=${this.sought} @input=${(e) => this.#seek(e.target.value)} />
        </label>
        <p data-test="found">${t('found', { count: numbers.whole(found.length), all: numbers.whole(this.terms.length) })}</p>
      </section>
      <dl class="terms">
        ${found.map(
          ({ name, says, days, labs }) => html`<div>
            <dt>${name[language]} <span lang=${OTHER[language]}>${name[OTHER[language]]}</span></dt>
            <dd>${says[language]}</dd>
            <dd class="links">
              ${days.map((day) => html`<a href="/dias/${day}">${t('day', { day })}</a>`)}
              ${labs.map((lab) => this.#lab(lab))}
            </dd>
          </div>`,
        )}
      </dl>`;
  }

  #lab(lab) {
    const path = PLACES[lab] ?? `/lab/${lab}`;
    const page = this.pages.find((one) => one.path === path);
    return page ? html`<a href=${path}>${page.title[texts.language]}</a>` : nothing;
  }
}

const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

customElements.define('glosario-page', GlosarioPage);
