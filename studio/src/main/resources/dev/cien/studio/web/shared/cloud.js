// Points in the plane over a map: sets of points told apart by their marks as well as their colours,
// arrows and lines.
import { html, LitElement, nothing } from 'lit';
import { paint, shade } from './plane.js';

const SIDE = 640;
const INK = '#1b1b1b';

class CienCloud extends LitElement {
  static properties = {
    // {values, size}: numbers from −1 to 1, row by row from the top
    map: { attribute: false },
    // [{xy, mark: 'circle' | 'square' | 'ring', tone: −1 … 1, label, size}]; x and y in turn
    sets: { attribute: false },
    // x, y, dx, dy in turn
    arrows: { attribute: false },
    // [[x, y, x, y, …]]
    lines: { attribute: false },
    reach: { type: Number },
    description: { type: String },
  };

  constructor() {
    super();
    this.sets = [];
    this.arrows = [];
    this.lines = [];
    this.reach = 2.2;
  }

  createRenderRoot() {
    return this;
  }

  render() {
    return html`<figure class="plane">
      <div class="plane-frame">
        <canvas class="plane-map" role="img" aria-label=${this.description ?? ''}></canvas>
        <canvas class="plane-points" aria-hidden="true"></canvas>
      </div>
      <ul class="chart-legend">
        ${this.sets.map((set) =>
          set.label ? html`<li><i class="cloud-mark ${set.mark} ${set.tone < 0 ? 'low' : 'high'}" aria-hidden="true"></i> ${set.label}</li>` : nothing,
        )}
      </ul>
      <p class="plane-description">${this.description}</p>
    </figure>`;
  }

  updated() {
    if (this.map) {
      paint(this.querySelector('.plane-map'), this.map.values, this.map.size);
    }
    const canvas = this.querySelector('.plane-points');
    canvas.width = SIDE;
    canvas.height = SIDE;
    const context = canvas.getContext('2d');
    const x = (v) => ((v + this.reach) / (2 * this.reach)) * SIDE;
    const y = (v) => SIDE - x(v);
    context.lineJoin = 'round';
    for (const line of this.lines) {
      context.beginPath();
      for (let i = 0; i < line.length; i += 2) {
        context.lineTo(x(line[i]), y(line[i + 1]));
      }
      context.strokeStyle = 'rgb(27 27 27 / 55%)';
      context.lineWidth = 1.6;
      context.stroke();
    }
    for (const set of this.sets) {
      this.#points(context, set, x, y);
    }
    for (let i = 0; i < this.arrows.length; i += 4) {
      arrow(context, x(this.arrows[i]), y(this.arrows[i + 1]), x(this.arrows[i] + this.arrows[i + 2]), y(this.arrows[i + 1] + this.arrows[i + 3]));
    }
  }

  #points(context, { xy, mark, tone, size = 4.5 }, x, y) {
    const [r, g, b] = shade(tone);
    context.fillStyle = `rgb(${r},${g},${b})`;
    context.strokeStyle = mark === 'ring' ? INK : '#ffffff';
    context.lineWidth = mark === 'ring' ? 4 : 1.2;
    for (let i = 0; i < xy.length; i += 2) {
      context.beginPath();
      if (mark === 'square') {
        context.rect(x(xy[i]) - size, y(xy[i + 1]) - size, 2 * size, 2 * size);
      } else {
        context.arc(x(xy[i]), y(xy[i + 1]), size, 0, 2 * Math.PI);
      }
      context.fill();
      context.stroke();
    }
  }
}

function arrow(context, x0, y0, x1, y1) {
  const angle = Math.atan2(y1 - y0, x1 - x0);
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  if (Math.hypot(x1 - x0, y1 - y0) > 6) {
    for (const side of [-1, 1]) {
      context.moveTo(x1, y1);
      context.lineTo(x1 + 8 * Math.cos(angle + side * 2.6), y1 + 8 * Math.sin(angle + side * 2.6));
    }
  }
  context.strokeStyle = INK;
  context.lineWidth = 1.8;
  context.stroke();
}

customElements.define('cien-cloud', CienCloud);
