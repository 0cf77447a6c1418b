// The space of pictures and words from above: each picture where it lies, each phrase where it lies, and a
// line between those that belong together.
import { html, LitElement } from 'lit';
import { numbers, t } from '/shared/lab.js';
import { Labels } from './labels.js';
import { drawn } from './picture.js';

const FINE = 2;
const THUMB = 20;
// Narrower than that, pictures are smaller.
const WIDE = 480;
// How near, in pixels, the pointer is to what it points at.
const NEAR = 16;
// The radius of the circle around what was asked for.
const RING = 7;
const INK = '#1b1b1b';
const SOFT = 'rgb(27 27 27 / 30%)';

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
    // the pair that the pointer is at
    over: { state: true },
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
      <div class="space-frame"><canvas role="img" aria-label=${this.description} @pointermove=${this.#point} @pointerdown=${this.#point} @pointerleave=${() => (this.over = undefined)}></canvas></div>
      <p class="plane-description">${this.description}</p>
      <details @toggle=${(e) => (this.open = e.target.open)}>
        <summary>${t('chart.table')}</summary>
        ${this.open ? this.#table() : ''}
      </details>
    </figure>`;
  }

  #table() {
    const show = (place) => `${numbers.fixed(place[this.axis], 2)}; ${numbers.fixed(place[this.axis + 1], 2)}`;
    return html`<cien-scroll label=${t('map')}>
      <table data-test="places">
        <thead><tr><th scope="col">${t('phrase')}</th><th scope="col">${t('place.word')}</th><th scope="col">${t('place.picture')}</th><th scope="col">${t('cosine')}</th></tr></thead>
        <tbody>
          ${this.phrases.map((phrase, i) => html`<tr><th scope="row">${phrase}</th><td>${show(this.words[i])}</td><td>${show(this.places[this.each * i])}</td><td>${numbers.fixed(Number(this.cosines[i][i]), 2)}</td></tr>`)}
        </tbody>
      </table>
    </cien-scroll>`;
  }

  updated() {
    this.#observer.observe(this.querySelector('.space-frame'));
    this.#draw();
  }

  // From coordinates of the space to pixels of a square.
  #scale(width) {
    const all = [...this.words, ...this.places, this.asked];
    const reach = 1.12 * Math.max(...all.flatMap((p) => [Math.abs(p[this.axis]), Math.abs(p[this.axis + 1])]));
    return (p) => [((p[this.axis] / reach + 1) * width) / 2, ((1 - p[this.axis + 1] / reach) * width) / 2];
  }

  #point({ target, offsetX, offsetY }) {
    if (!this.words) {
      return;
    }
    const at = this.#scale(target.clientWidth);
    const away = (place) => Math.hypot(at(place)[0] - offsetX, at(place)[1] - offsetY);
    const pairs = this.words.map((word, i) => Math.min(away(word), ...this.places.slice(this.each * i, this.each * (i + 1)).map(away)));
    const least = Math.min(...pairs);
    this.over = least < NEAR ? pairs.indexOf(least) : undefined;
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
    const at = this.#scale(width);
    const line = (from, to) => {
      context.beginPath();
      context.moveTo(...from);
      context.lineTo(...to);
      context.stroke();
    };
    this.places.forEach((place, i) => {
      const pair = Math.floor(i / this.each);
      context.strokeStyle = pair === this.over ? INK : SOFT;
      context.lineWidth = pair === this.over ? 2 : 1;
      line(at(this.words[pair]), at(place));
    });
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
    context.beginPath();
    context.arc(...at(this.asked), RING, 0, 2 * Math.PI);
    context.lineWidth = 3;
    context.stroke();
    this.#write(context, width, at, thumb / 2);
  }

  // What was asked for first, then what the pointer is at, then the phrases of the pictures next to it.
  // Pictures are left to be seen.
  #write(context, width, at, half) {
    const labels = new Labels(context, width);
    const [x, y] = at(this.asked);
    context.textAlign = 'center';
    context.font = '600 13px system-ui, sans-serif';
    labels.keep([x, y], RING);
    this.places.forEach((place) => labels.keep(at(place), half));
    labels.write(this.text, [x, y - 2 * RING], true);
    if (this.over !== undefined) {
      labels.write(this.phrases[this.over], at(this.words[this.over]), true);
    }
    context.font = '12px system-ui, sans-serif';
    const near = this.found.map((i) => Math.floor(i / this.each));
    for (const pair of new Set([...near, ...this.phrases.keys()])) {
      const place = at(this.words[pair]);
      const isAsked = Math.hypot(place[0] - x, place[1] - y) < 1;
      if (!isAsked && pair !== this.over) {
        labels.write(this.phrases[pair], place);
      }
    }
  }
}

customElements.define('space-map', SpaceMap);
