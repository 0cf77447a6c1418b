// A heat map over a plane: one number a cell, −1 orange, 0 pale, 1 blue. Points lie on it as circles
// (positive) and squares (negative), so that colour is never the only sign.
import { html, LitElement, nothing } from 'lit';
import { colour, letter, paintClasses, sign, trace } from './classes.js';
import { numbers } from './numbers.js';
import { t } from './texts.js';

const LOW = [217, 107, 20];
const MIDDLE = [244, 240, 232];
const HIGH = [28, 107, 176];

// The colour of a value from −1 to 1.
export function shade(value) {
  const v = Number.isFinite(value) ? Math.max(-1, Math.min(1, value)) : 0;
  const end = v < 0 ? LOW : HIGH;
  const part = Math.abs(v);
  return MIDDLE.map((m, i) => Math.round(m + (end[i] - m) * part));
}

// Paints values, row by row from the top, on a canvas of as many pixels.
export function paint(canvas, values, size, discrete = false) {
  canvas.width = size;
  canvas.height = size;
  const context = canvas.getContext('2d');
  const image = context.createImageData(size, size);
  for (let i = 0; i < size * size; i++) {
    const value = discrete ? (values[i] >= 0 ? 1 : -1) : values[i];
    const [r, g, b] = shade(value);
    image.data.set([r, g, b, 255], i * 4);
  }
  context.putImageData(image, 0, 0);
}

// Paints rows of numbers as cells with sides of some pixels; what is hidden is hatched.
export function paintGrid(canvas, rows, most, hidden = () => false) {
  const side = Math.max(6, Math.min(28, Math.floor(560 / rows[0].length)));
  canvas.width = side * rows[0].length;
  canvas.height = side * rows.length;
  const context = canvas.getContext('2d');
  rows.forEach((row, r) =>
    row.forEach((value, c) => {
      const [x, y] = [c * side, r * side];
      const [red, green, blue] = hidden(r, c) ? MIDDLE : shade(Number(value) / most);
      context.fillStyle = `rgb(${red},${green},${blue})`;
      context.fillRect(x, y, side, side);
      if (hidden(r, c)) {
        context.strokeStyle = 'rgb(27 27 27 / 25%)';
        context.beginPath();
        context.moveTo(x, y + side);
        context.lineTo(x + side, y);
        context.stroke();
      }
    }),
  );
}

class CienPlane extends LitElement {
  static properties = {
    // {values, size}: numbers from −1 to 1, row by row from the top
    map: { attribute: false },
    // [{x, y, label, test, picked}]; with classes, labels are their numbers from 0
    points: { attribute: false },
    discrete: { type: Boolean },
    // how many classes, if more than two; then the map has {answers} beside its values: how sure, 0 to 1
    classes: { type: Number },
    // half the width of the plane in its own units
    reach: { type: Number },
    description: { type: String },
  };

  constructor() {
    super();
    this.points = [];
    this.reach = 6;
    this.classes = 0;
  }

  createRenderRoot() {
    return this;
  }

  render() {
    return html`<figure class="plane">
      <div class="plane-frame">
        <canvas class="plane-map" role="img" aria-label=${this.description ?? ''}></canvas>
        <canvas class="plane-points" aria-hidden="true"></canvas>
        <span class="plane-axis x" aria-hidden="true">x₁</span>
        <span class="plane-axis y" aria-hidden="true">x₂</span>
      </div>
      ${this.classes > 2
        ? html`<div class="plane-legend classes">${Array.from({ length: this.classes }, (_, i) => html`<span>${sign(i)} ${letter(i)}</span>`)}</div>`
        : this.#ramp()}
      ${this.description ? html`<p class="plane-description">${this.description}</p>` : nothing}
    </figure>`;
  }

  #ramp() {
    return html`<div class="plane-legend">
        <span>−1 <i class="mark square" aria-hidden="true"></i></span>
        <i class="ramp" aria-hidden="true"></i>
        <span><i class="mark circle" aria-hidden="true"></i> ${numbers.show(1)}</span>
      </div>`;
  }

  updated() {
    if (this.map && this.classes > 2) {
      if (this.map.answers) {
        paintClasses(this.querySelector('.plane-map'), this.map.answers, this.map.values, this.map.size);
      }
    } else if (this.map) {
      paint(this.querySelector('.plane-map'), this.map.values, this.map.size, this.discrete);
    }
    this.#drawPoints(this.querySelector('.plane-points'));
  }

  #drawPoints(canvas) {
    const side = 600;
    canvas.width = side;
    canvas.height = side;
    const context = canvas.getContext('2d');
    const place = (v) => ((v + this.reach) / (2 * this.reach)) * side;
    for (const point of this.points) {
      const [r, g, b] = shade(point.label);
      const x = place(point.x);
      const y = side - place(point.y);
      const kind = this.classes > 2 ? point.label : point.label >= 0 ? 1 : 0;
      trace(context, kind, x, y, 5.6);
      context.fillStyle = this.classes > 2 ? colour(kind) : `rgb(${r},${g},${b})`;
      context.fill();
      context.lineWidth = point.test ? 3 : 1.6;
      context.strokeStyle = point.test ? '#1b1b1b' : '#ffffff';
      context.stroke();
      if (point.picked) {
        context.beginPath();
        context.arc(x, y, 14, 0, 2 * Math.PI);
        context.lineWidth = 3;
        context.strokeStyle = '#1b1b1b';
        context.stroke();
      }
    }
  }
}

customElements.define('cien-plane', CienPlane);

export const planeWords = (share) => t('plane.share', { share: numbers.percent(share) });
