// A picture of three planes of bytes, and, if wanted, a veil that leaves clear where a word looks.
import { html, LitElement, nothing } from 'lit';

export const SIDE = 32;
const FINE = 8;

const kept = new Map();

// The picture on a canvas of its own size.
export function drawn(pixels) {
  if (!kept.has(pixels)) {
    const bytes = Uint8Array.from(atob(pixels), (c) => c.charCodeAt(0));
    const canvas = document.createElement('canvas');
    canvas.width = SIDE;
    canvas.height = SIDE;
    const context = canvas.getContext('2d');
    const image = context.createImageData(SIDE, SIDE);
    const plane = SIDE * SIDE;
    for (let i = 0; i < plane; i++) {
      image.data.set([bytes[i], bytes[plane + i], bytes[2 * plane + i], 255], 4 * i);
    }
    context.putImageData(image, 0, 0);
    kept.set(pixels, canvas);
  }
  return kept.get(pixels);
}

class PixelPicture extends LitElement {
  static properties = {
    // Base64 of red, green and blue, row by row
    pixels: { attribute: false },
    // a number for each place, row by row: as many places across as down
    heat: { attribute: false },
    label: { type: String },
  };

  createRenderRoot() {
    return this;
  }

  render() {
    // Without a label it stands in something that says what it is.
    return html`<canvas role=${this.label ? 'img' : 'presentation'} aria-label=${this.label || nothing} aria-hidden=${this.label ? nothing : 'true'} width=${SIDE * FINE} height=${SIDE * FINE}></canvas>`;
  }

  updated() {
    const canvas = this.querySelector('canvas');
    const context = canvas.getContext('2d');
    context.imageSmoothingEnabled = false;
    context.drawImage(drawn(this.pixels), 0, 0, canvas.width, canvas.height);
    if (this.heat) {
      const places = Math.round(Math.sqrt(this.heat.length));
      const side = canvas.width / places;
      const most = Math.max(...this.heat);
      context.fillStyle = '#f4f0e8';
      this.heat.forEach((value, i) => {
        context.globalAlpha = 0.85 * (1 - value / most);
        context.fillRect((i % places) * side, Math.floor(i / places) * side, side, side);
      });
      context.globalAlpha = 1;
    }
  }
}

customElements.define('pixel-picture', PixelPicture);
