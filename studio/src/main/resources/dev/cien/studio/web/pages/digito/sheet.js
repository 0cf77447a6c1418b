// The sheet to draw on: by pointer, or by keyboard, where the arrows move the pen and space puts it
// down and lifts it.
import { html, LitElement } from 'lit';
import { announce, t } from '/shared/lab.js';

export const SIDE = 112;
const PEN = 4.4;
const STRIDE = 4;

class DigitoSheet extends LitElement {
  #pen = { x: SIDE / 2, y: SIDE / 4, down: false };
  #drawing = false;

  createRenderRoot() {
    return this;
  }

  firstUpdated() {
    this.clear(false);
  }

  get #context() {
    return this.querySelector('canvas').getContext('2d', { willReadFrequently: true });
  }

  clear(tell = true) {
    const context = this.#context;
    context.fillStyle = '#fff';
    context.fillRect(0, 0, SIDE, SIDE);
    this.#pen = { x: SIDE / 2, y: SIDE / 4, down: false };
    if (tell) {
      this.#changed();
    }
  }

  // Puts a picture of another size on the sheet, ink from 0 to 1.
  show(ink, side) {
    const image = new ImageData(side, side);
    ink.forEach((value, i) => image.data.set([255 - 255 * value, 255 - 255 * value, 255 - 255 * value, 255], 4 * i));
    const small = new OffscreenCanvas(side, side);
    small.getContext('2d').putImageData(image, 0, 0);
    this.#context.drawImage(small, 0, 0, SIDE, SIDE);
    this.#changed();
  }

  ink() {
    const { data } = this.#context.getImageData(0, 0, SIDE, SIDE);
    return Array.from({ length: SIDE * SIDE }, (_, i) => Math.round(1000 * (1 - data[4 * i] / 255)) / 1000);
  }

  #changed() {
    this.dispatchEvent(new CustomEvent('drawn'));
  }

  #line(from, to) {
    const context = this.#context;
    context.strokeStyle = '#000';
    context.lineWidth = 2 * PEN;
    context.lineCap = 'round';
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x + 0.01, to.y);
    context.stroke();
  }

  #at(event) {
    const box = event.currentTarget.getBoundingClientRect();
    return {
      x: ((event.clientX - box.left) / box.width) * SIDE,
      y: ((event.clientY - box.top) / box.height) * SIDE,
    };
  }

  #begin(event) {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    this.#drawing = true;
    const place = this.#at(event);
    this.#pen = { ...place, down: false };
    this.#line(place, place);
  }

  #move(event) {
    if (this.#drawing) {
      const place = this.#at(event);
      this.#line(this.#pen, place);
      this.#pen = { ...place, down: false };
    }
  }

  #end() {
    if (this.#drawing) {
      this.#drawing = false;
      this.#changed();
    }
  }

  #key(event) {
    const [dx, dy] =
      { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? [];
    if (event.key === ' ') {
      event.preventDefault();
      this.#pen.down = !this.#pen.down;
      announce(t(this.#pen.down ? 'pen.down' : 'pen.up'));
      if (this.#pen.down) {
        this.#line(this.#pen, this.#pen);
      }
      this.#changed();
    } else if (dx !== undefined) {
      event.preventDefault();
      const clamp = (v) => Math.min(SIDE - PEN, Math.max(PEN, v));
      const next = { ...this.#pen, x: clamp(this.#pen.x + dx * STRIDE), y: clamp(this.#pen.y + dy * STRIDE) };
      if (this.#pen.down) {
        this.#line(this.#pen, next);
        this.#changed();
      }
      this.#pen = next;
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      this.clear();
    }
  }

  render() {
    return html`<canvas
      width=${SIDE}
      height=${SIDE}
      tabindex="0"
      role="application"
      aria-label=${t('sheet')}
      data-test="sheet"
      @pointerdown=${this.#begin}
      @pointermove=${this.#move}
      @pointerup=${this.#end}
      @pointercancel=${this.#end}
      @keydown=${this.#key}
    ></canvas>`;
  }
}

customElements.define('digito-sheet', DigitoSheet);
