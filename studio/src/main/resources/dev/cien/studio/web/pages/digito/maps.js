// What layers give, as small pictures: dark where little, bright where much.
import { html, LitElement } from 'lit';

class DigitoMap extends LitElement {
  static properties = {
    values: { attribute: false },
    width: { type: Number },
    height: { type: Number },
    highest: { type: Number },
    label: {},
  };

  createRenderRoot() {
    return this;
  }

  render() {
    return html`<canvas role="img" aria-label=${this.label} width=${this.width} height=${this.height}></canvas>`;
  }

  updated() {
    const context = this.querySelector('canvas').getContext('2d');
    const image = context.createImageData(this.width, this.height);
    this.values.forEach((value, i) => {
      const v = Math.max(0, Math.min(1, value / (this.highest || 1)));
      image.data.set([20 + 235 * v, 32 + 200 * v, 48 + 90 * v, 255], 4 * i);
    });
    context.putImageData(image, 0, 0);
  }
}

customElements.define('digito-map', DigitoMap);

// layer: {shape, values}; a layer without places is one row of squares.
export function mapsOf(layer, name) {
  const [maps, height, width] = layer.shape.length === 3 ? layer.shape : [1, 4, layer.shape[0] / 4];
  const area = height * width;
  const highest = Math.max(...layer.values);
  return Array.from(
    { length: maps },
    (_, i) =>
      html`<digito-map
        class=${layer.shape.length === 3 ? 'tile' : 'row'}
        .values=${layer.values.slice(i * area, (i + 1) * area)}
        .width=${width}
        .height=${height}
        .highest=${highest}
        .label=${name(i + 1)}
      ></digito-map>`,
  );
}
