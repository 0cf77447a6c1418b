// A matrix as coloured cells: one picks a cell by a click; sliders beside it do the same by keyboard.
// Its numbers are in a table, when that is opened.
import { html, LitElement } from 'lit';
import { paintGrid } from './plane.js';
import { numbers } from './numbers.js';
import { t } from './texts.js';

class CienGrid extends LitElement {
  static properties = {
    // rows of numbers
    values: { attribute: false },
    // what is painted in the darkest blue; −most is the darkest orange
    most: { type: Number },
    rows: { attribute: false },
    columns: { attribute: false },
    row: { type: Number },
    column: { type: Number },
    // not there: shown as nothing, such as what a mask hides
    hidden: { attribute: false },
    label: { type: String },
    open: { state: true },
  };

  createRenderRoot() {
    return this;
  }

  render() {
    return html`<figure class="grid-figure">
      <figcaption>${this.label}</figcaption>
      <div class="grid-frame">
        <canvas role="img" aria-label=${this.label} @click=${(e) => this.#pick(e)}></canvas>
      </div>
      <details @toggle=${(e) => (this.open = e.target.open)}>
        <summary>${t('chart.table')}</summary>
        ${this.open ? this.#table() : ''}
      </details>
    </figure>`;
  }

  #table() {
    return html`<cien-scroll label=${this.label}>
      <table>
        <caption>${this.label}</caption>
        <thead>
          <tr><td></td>${this.columns.map((name) => html`<th scope="col">${name}</th>`)}</tr>
        </thead>
        <tbody>
          ${this.values.map((row, r) => html`<tr><th scope="row">${this.rows[r]}</th>${row.map((value, c) => html`<td>${this.hidden?.(r, c) ? '' : numbers.show(Number(value), 3)}</td>`)}</tr>`)}
        </tbody>
      </table>
    </cien-scroll>`;
  }

  #pick(event) {
    const box = event.currentTarget.getBoundingClientRect();
    const row = Math.min(this.values.length - 1, Math.floor(((event.clientY - box.top) / box.height) * this.values.length));
    const column = Math.min(this.values[0].length - 1, Math.floor(((event.clientX - box.left) / box.width) * this.values[0].length));
    this.dispatchEvent(new CustomEvent('picked', { detail: { row, column } }));
  }

  updated() {
    const canvas = this.querySelector('canvas');
    paintGrid(canvas, this.values, this.most, this.hidden);
    // The chosen cell, or the chosen row or column.
    const context = canvas.getContext('2d');
    const w = canvas.width / this.values[0].length;
    const h = canvas.height / this.values.length;
    context.strokeStyle = '#1b1b1b';
    context.lineWidth = 3;
    if (this.row >= 0) {
      context.strokeRect(1.5, this.row * h + 1.5, canvas.width - 3, h - 3);
    }
    if (this.column >= 0) {
      context.strokeRect(this.column * w + 1.5, 1.5, w - 3, canvas.height - 3);
    }
  }
}

customElements.define('cien-grid', CienGrid);
