// The network: each node a button with its live map, edges behind them. Colour, width and dash of an edge
// tell its weight: blue and whole is positive, orange and dashed is negative, dotted is switched off by L1.
import { html, LitElement, nothing, svg } from 'lit';
import { numbers } from '/shared/numbers.js';
import { paint } from '/shared/plane.js';
import { t } from '/shared/texts.js';
import { letter } from '/shared/classes.js';
import { classesOf, FEATURES, isHidden, MOST_LAYERS, MOST_NODES, flag, shapeOf } from './link.js';

const NODE = 40;
const ROW = 54;
const LABEL = 62;
const TOP = 64;
const COLUMN = 67;

class PatioNetwork extends LitElement {
  static properties = {
    frame: { attribute: false },
    settings: { attribute: false },
    selected: { attribute: false },
    pinned: { type: Boolean },
    discrete: { type: Boolean },
    width: { state: true },
  };

  constructor() {
    super();
    this.width = 640;
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.watch = new ResizeObserver(([entry]) => {
      this.width = Math.floor(entry.contentRect.width);
    });
    this.watch.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.watch.disconnect();
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }

  // The features that are inputs, in the order of the nodes.
  #inputs() {
    return FEATURES.filter((name) => flag(this.settings[name]) && !isHidden(this.settings, name));
  }

  #layout() {
    const shape = shapeOf(this.settings);
    const features = FEATURES.filter((name) => !isHidden(this.settings, name));
    const columns = shape.length + 2;
    const width = Math.max(this.width, LABEL + columns * COLUMN);
    const space = (width - LABEL - NODE - 12) / (columns - 1);
    const x = (column) => LABEL + column * space;
    const inputs = this.#inputs();
    const places = [inputs.map((name) => ({ x: x(0), y: TOP + features.indexOf(name) * ROW }))];
    shape.forEach((count, i) => {
      places.push(Array.from({ length: count }, (_, j) => ({ x: x(i + 1), y: TOP + j * ROW })));
    });
    const classes = classesOf(this.settings);
    const outputs = classes > 2 ? classes : 1;
    places.push(Array.from({ length: outputs }, (_, j) => ({ x: x(columns - 1), y: TOP + j * ROW })));
    const rows = Math.max(features.length, outputs, ...shape);
    return { shape, features, inputs, places, width, height: TOP + rows * ROW + 4 };
  }

  #edges({ places }) {
    const { weights, dead } = this.frame;
    const edges = [];
    for (let layer = 1; layer < places.length; layer++) {
      places[layer].forEach((to, node) => {
        places[layer - 1].forEach((from, i) => {
          edges.push(this.#edge({ layer, node, from: i }, from, to, weights[layer][node][i], dead[layer][node][i]));
        });
      });
    }
    return edges;
  }

  #edge(at, from, to, weight, dead) {
    const x1 = from.x + NODE;
    const y1 = from.y + NODE / 2;
    const y2 = to.y + NODE / 2;
    const bend = (to.x - x1) / 2;
    const path = `M${x1},${y1}C${x1 + bend},${y1} ${to.x - bend},${y2} ${to.x},${y2}`;
    const value = Number(weight);
    const size = Number.isFinite(value) ? Math.min(10, 1 + (9 * Math.min(5, Math.abs(value))) / 5) : 1;
    const chosen = this.selected?.layer === at.layer && this.selected?.node === at.node;
    const one = chosen && this.selected.from === at.from;
    const kind = dead ? 'off' : value < 0 ? 'negative' : 'positive';
    return svg`<g class="edge ${kind} ${chosen ? 'chosen' : ''} ${one ? 'one' : ''}" @pointerenter=${(e) => e.pointerType === 'mouse' && this.#emit('peek', at)} @click=${() => this.#emit('pick', at)}>
      <path class="line" d=${path} stroke-width=${size}></path>
      <path class="hit" d=${path}></path>
    </g>`;
  }

  #node(layer, index, place, name) {
    const chosen = this.selected?.layer === layer && this.selected?.node === index;
    const at = { layer, node: index };
    return html`<button
      type="button"
      class="node ${chosen ? 'chosen' : ''}"
      data-node="${layer}-${index}"
      aria-pressed=${String(chosen && this.pinned)}
      aria-label=${name}
      .at=${place}
      @pointerenter=${(e) => e.pointerType === 'mouse' && this.#emit('peek', at)}
      @focus=${() => this.#emit('peek', at)}
      @click=${() => this.#emit('pick', at)}
    >
      <canvas aria-hidden="true"></canvas>
    </button>`;
  }

  render() {
    if (!this.frame || !this.settings) {
      return nothing;
    }
    const layout = this.#layout();
    const { shape, features, inputs, places, width, height } = layout;
    const last = places.length - 1;
    return html`
      ${isHidden(this.settings, 'numHiddenLayers') ? nothing : this.#size(shape)}
      <cien-scroll class="network-scroll" label=${t('network')}>
        <div class="network" .size=${{ width, height }}>
          <svg width=${width} height=${height} aria-hidden="true">${this.#edges(layout)}</svg>
          ${features.map((name, row) => this.#feature(name, inputs.indexOf(name), row))}
          ${shape.map((count, i) => [
            this.#layerControls(count, i, places[i + 1][0].x),
            places[i + 1].map((place, j) => this.#node(i + 1, j, place, t('node.hidden', { layer: i + 1, node: j + 1, bias: numbers.show(this.frame.biases[i + 1][j]) }))),
          ])}
          ${places[last].map((place, j) => this.#node(last, j, place, places[last].length > 1 ? t('node.class', { class: letter(j), bias: numbers.show(this.frame.biases[last][j]) }) : t('node.output', { bias: numbers.show(this.frame.biases[last][0]) })))}
          ${places[last].length > 1 ? places[last].map((place, j) => html`<span class="column-title" .at=${{ x: place.x - 22, y: place.y + 8 }}>${letter(j)}</span>`) : nothing}
          <span class="column-title" .at=${{ x: places[last][0].x - 10, y: 12 }}>${t('output')}</span>
        </div>
      </cien-scroll>
      <p class="hint">${t('network.hint')}</p>
      <p class="sign-legend">
        <span><svg width="40" height="12" aria-hidden="true"><line class="positive-line" x1="0" x2="40" y1="6" y2="6"></line></svg>${t('positive')}</span>
        <span><svg width="40" height="12" aria-hidden="true"><line class="negative-line" x1="0" x2="40" y1="6" y2="6"></line></svg>${t('negative')}</span>
      </p>
    `;
  }

  #size(shape) {
    return html`<div class="depth">
      <button type="button" data-test="fewer-layers" aria-label=${t('layers.fewer')} ?disabled=${shape.length === 0} @click=${() => this.#emit('shape', shape.slice(0, -1))}>−</button>
      <output>${t('layers', { count: shape.length })}</output>
      <button type="button" data-test="more-layers" aria-label=${t('layers.more')} ?disabled=${shape.length >= MOST_LAYERS} @click=${() => this.#emit('shape', [...shape, 2])}>+</button>
    </div>`;
  }

  #layerControls(count, i, x) {
    const shape = shapeOf(this.settings);
    const resized = (next) => this.#emit('shape', shape.with(i, next));
    if (isHidden(this.settings, 'numHiddenLayers')) {
      return nothing;
    }
    return html`<div class="layer-size" role="group" aria-label=${t('layer', { layer: i + 1 })} .at=${{ x: x - 18, y: 8 }}>
      <button type="button" aria-label=${t('nodes.fewer', { layer: i + 1 })} ?disabled=${count <= 1} @click=${() => resized(count - 1)}>−</button>
      <output>${count}</output>
      <button type="button" aria-label=${t('nodes.more', { layer: i + 1 })} ?disabled=${count >= MOST_NODES} @click=${() => resized(count + 1)}>+</button>
    </div>`;
  }

  #feature(name, index, row) {
    const on = index >= 0;
    const label = t(`feature.${name}`);
    return html`<label class="feature ${on ? 'on' : ''}" .at=${{ x: 0, y: TOP + row * ROW }}>
      <input type="checkbox" data-test="feature-${name}" .checked=${on} @change=${(e) => this.#emit('feature', { name, on: e.target.checked, box: e.target })} />
      <span>${label}</span>
      ${on ? html`<canvas class="input-map" data-input=${index} aria-hidden="true" .at=${{ x: LABEL, y: 0 }}></canvas>` : nothing}
    </label>`;
  }

  updated() {
    if (!this.frame || !this.settings) {
      return;
    }
    // Positions are set here: the security policy allows no style attributes.
    for (const element of this.querySelectorAll('.node, .feature, .layer-size, .column-title, .input-map')) {
      element.style.left = `${element.at.x}px`;
      element.style.top = `${element.at.y}px`;
    }
    const network = this.querySelector('.network');
    network.style.width = `${network.size.width}px`;
    network.style.height = `${network.size.height}px`;
    for (const button of this.querySelectorAll('.node')) {
      const [layer, node] = button.dataset.node.split('-').map(Number);
      const map = layer === this.frame.nodes.length ? this.frame.output : this.frame.nodes[layer][node];
      if (map) {
        paint(button.firstElementChild, map.values, map.size, this.discrete);
      }
    }
    for (const canvas of this.querySelectorAll('.input-map')) {
      const map = this.frame.nodes[0][Number(canvas.dataset.input)];
      if (map) {
        paint(canvas, map.values, map.size, this.discrete);
      }
    }
  }
}

customElements.define('patio-network', PatioNetwork);
