// The trained network as a program: Java, NumPy, PyTorch.
import { html, LitElement, nothing } from 'lit';
import { announce, numbers, t } from '/shared/lab.js';

const LANGUAGES = ['java', 'numpy', 'pytorch'];

class PatioCode extends LitElement {
  static properties = {
    session: { attribute: false },
    epoch: { attribute: false },
    language: { state: true },
    written: { state: true },
  };

  createRenderRoot() {
    return this;
  }

  async #write(language) {
    this.language = language;
    try {
      this.written = await this.session.ask('code', { language });
      announce(t('code.written'));
    } catch (error) {
      announce(error.message);
    }
  }

  render() {
    return html`<details class="sheet">
      <summary><h2>${t('code')}</h2></summary>
      <p>${t('code.text')}</p>
      <p class="buttons">
        ${LANGUAGES.map((one) => html`<button type="button" data-test="code-${one}" aria-pressed=${String(one === this.language)} @click=${() => this.#write(one)}>${t(`code.${one}`)}</button>`)}
      </p>
      ${this.written
        ? html`<p>${t('code.epoch', { epoch: numbers.whole(this.written.epoch) })} ${this.language === 'java' ? t('code.tested') : t('code.untested')}</p>
            <pre tabindex="0" role="region" aria-label=${t('code')} data-test="code">${this.written.code}</pre>`
        : nothing}
    </details>`;
  }
}

customElements.define('patio-code', PatioCode);
