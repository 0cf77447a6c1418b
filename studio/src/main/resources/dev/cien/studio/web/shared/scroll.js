// What is wider than its place moves sideways in it: <cien-scroll label="what it is">…</cien-scroll>. Only then
// the keyboard stops there, and a line and the faded edge say that there is more.
import { t } from './texts.js';

class CienScroll extends HTMLElement {
  static observedAttributes = ['label'];

  #sizes = new ResizeObserver(() => this.#measure());
  #children = new MutationObserver(() => this.#watch());

  connectedCallback() {
    this.addEventListener('scroll', () => this.#measure(), { passive: true });
    this.#children.observe(this, { childList: true });
    this.#watch();
  }

  disconnectedCallback() {
    this.#children.disconnect();
    this.#sizes.disconnect();
  }

  attributeChangedCallback() {
    this.#measure();
  }

  #watch() {
    this.#sizes.disconnect();
    for (const one of [this, ...this.children]) {
      this.#sizes.observe(one);
    }
  }

  #measure() {
    const hidden = this.scrollWidth - this.clientWidth;
    if (hidden <= 1) {
      // What has the focus keeps it.
      if (document.activeElement !== this) {
        for (const name of ['tabindex', 'role', 'aria-label', 'data-more', 'data-hint']) {
          this.removeAttribute(name);
        }
      }
      return;
    }
    this.tabIndex = 0;
    this.setAttribute('role', 'region');
    this.setAttribute('aria-label', this.getAttribute('label'));
    this.dataset.hint = t('scroll.hint');
    this.dataset.more = `${this.scrollLeft > 1 ? 'before' : ''} ${this.scrollLeft < hidden - 1 ? 'after' : ''}`.trim();
  }
}

customElements.define('cien-scroll', CienScroll);
