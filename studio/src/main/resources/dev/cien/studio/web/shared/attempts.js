// An element of the page whose work may be refused: by the studio, or because it is away. The sentence
// then stands where the element shows `complaint()`, until the next attempt.
import { html, LitElement, nothing } from 'lit';

export class Attempts extends LitElement {
  static properties = { wrong: { state: true } };

  createRenderRoot() {
    return this;
  }

  async attempt(work) {
    try {
      this.wrong = undefined;
      await work();
    } catch (error) {
      this.wrong = error.message;
    }
  }

  complaint() {
    return this.wrong ? html`<p class="message bad" role="alert">${this.wrong}</p>` : nothing;
  }
}
