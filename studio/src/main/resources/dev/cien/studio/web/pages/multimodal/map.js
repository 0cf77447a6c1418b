// The space of pictures and words from above: each picture where it lies, each phrase where it lies, and a
// line between those that belong together.
import { html, LitElement } from 'lit';
import { numbers, t } from '/shared/lab.js';
import { drawn } from './picture.js';

const FINE = 2;
const THUMB = 20;
// Narrower than that, only the phrase that was asked for is written out.
const WIDE = 480;
const INK = '#1b1b1b';
const SOFT = 'rgb(27 27 27 / 30%)';
const PAPER = '#f4f0e8';

class SpaceMap extends LitElement {
  static properties = {
    // where phrases and pictures lie, [[x, y, …], …]
    words: { attribute: false },
    places: { attribute: false },
    phrases: { attribute: false },
    pictures: { attribute: false },
    // how well a phrase fits the first picture of each pair
    cosines: { attribute: false },
    // where what was asked for lies, and the pictures next to it
    asked: { attribute: false },
    text: { type: String },
    found: { attribute: false },
    each: { type: Number },
    // the first of the two coordinates that are shown
    axis: { type: Number },
    description: { type: String },
    open: { state: true },
  };

  #observer = new ResizeObserver(() => this.#draw());

  createRenderRoot() {
    return this;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#observer.disconnect();
  }

  render() {
    return html`<figure class="plane">
      <div class="space-frame"><canvas role="img" aria-label=${this.description}></canvas></div>
      <p class="plane-description">${this.description}</p>
      <details @toggle=${(e) => (this.open = e.target.open)}>
        <summary>${t('chart.table')}</summary>
        ${this.open ? this.#table() : ''}
      </details>
    </figure>`;
  }

  #table() {
    const show = (place) => `${numbers.fixed(place[this.axis], 2)}; ${numbers.fixed(place[this.axis + 1], 2)}`;
    return html`<div class="table-scroll" tabindex="0" role="region" aria-label=${t('map')}>
      <table data-test="places">
        <thead><tr><th scope="col">${t('phrase')}</th><th scope="col">${t('place.word')}</th><th scope="col">${t('place.picture')}</th><th scope="col">${t('cosine')}</th></tr></thead>
        <tbody>
          ${this.phrases.map((phrase, i) => html`<tr><th scope="row">${phrase}</th><td>${show(this.words[i])}</td><td>${show(this.places[this.each * i])}</td><td>${numbers.fixed(Number(this.cosines[i][i]), 2)}</td></tr>`)}
        </tbody>
      </table>
    </div>`;
  }

  updated() {
    this.#observer.observe(this.querySelector('.space-frame'));
    this.#draw();
  }

  #draw() {
    const canvas = this.querySelector('canvas');
    const width = canvas.clientWidth;
    if (!this.words || width === 0) {
      return;
    }
    canvas.width = FINE * width;
    canvas.height = FINE * width;
    const context = canvas.getContext('2d');
    context.scale(FINE, FINE);
    context.imageSmoothingEnabled = false;
    context.font = '12px system-ui, sans-serif';
    context.textAlign = 'center';
    const all = [...this.words, ...this.places, this.asked];
    const reach = 1.12 * Math.max(...all.flatMap((p) => [Math.abs(p[this.axis]), Math.abs(p[this.axis + 1])]));
    const at = (p) => [((p[this.axis] / reach + 1) * width) / 2, ((1 - p[this.axis + 1] / reach) * width) / 2];
    const line = (from, to) => {
      context.beginPath();
      context.moveTo(...from);
      context.lineTo(...to);
      context.stroke();
    };
    context.strokeStyle = SOFT;
    context.lineWidth = 1;
    this.places.forEach((place, i) => line(at(this.words[Math.floor(i / this.each)]), at(place)));
    const thumb = width < WIDE ? THUMB * 0.7 : THUMB;
    this.places.forEach((place, i) => {
      const [x, y] = at(place);
      context.drawImage(drawn(this.pictures[i]), x - thumb / 2, y - thumb / 2, thumb, thumb);
    });
    context.strokeStyle = INK;
    context.lineWidth = 2;
    for (const i of this.found) {
      const [x, y] = at(this.places[i]);
      context.strokeRect(x - thumb / 2 - 1, y - thumb / 2 - 1, thumb + 2, thumb + 2);
    }
    if (width >= WIDE) {
      this.words.forEach((place, i) => label(context, this.phrases[i], ...at(place), width));
    }
    const [x, y] = at(this.asked);
    context.beginPath();
    context.arc(x, y, 7, 0, 2 * Math.PI);
    context.lineWidth = 3;
    context.stroke();
    context.font = '600 13px system-ui, sans-serif';
    label(context, this.text, x, y - 12, width);
  }
}

function label(context, text, x, y, width) {
  const half = context.measureText(text).width / 2 + 3;
  const middle = Math.min(width - half, Math.max(half, x));
  context.lineWidth = 4;
  context.strokeStyle = PAPER;
  context.strokeText(text, middle, y + 4);
  context.fillStyle = INK;
  context.fillText(text, middle, y + 4);
  context.strokeStyle = INK;
}

customElements.define('space-map', SpaceMap);
