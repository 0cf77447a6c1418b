// Activations: one by itself, and a whole stack of layers with the same one.
import { html, LitElement, nothing, svg } from 'lit';
import { api, chart, deepLink, numbers, t } from '/shared/lab.js';
import { rangeField, selectField } from '/shared/fields.js';
import { frac, line, mi, mo, num, row, sup } from '/shared/mathml.js';
import { legend, plot, twin } from '/shared/plot.js';
import { Room } from '/shared/room.js';

const FUNCTIONS = [
  'RELU',
  'LEAKY_RELU',
  'TANH',
  'SIGMOID',
  'ELU',
  'GELU',
  'SILU',
  'SOFTPLUS',
  'LINEAR',
];
const z = mi('z');
const power = (sign) => sup(mi('e'), row(mo(sign), z));
const FORMULAS = {
  RELU: [mi('max'), mo('('), num('0'), mo(','), z, mo(')')],
  LEAKY_RELU: [mi('max'), mo('('), frac(z, num('10')), mo(','), z, mo(')')],
  TANH: [frac(row(power('+'), mo('−'), power('−')), row(power('+'), mo('+'), power('−')))],
  SIGMOID: [frac(num('1'), row(num('1'), mo('+'), power('−')))],
  ELU: [mi('max'), mo('('), num('0'), mo(','), z, mo(')'), mo('+'), mi('min'), mo('('), num('0'), mo(','), power('+'), mo('−'), num('1'), mo(')')],
  GELU: [z, mo('·'), mi('Φ'), mo('('), z, mo(')')],
  SILU: [frac(z, row(num('1'), mo('+'), power('−')))],
  SOFTPLUS: [mi('ln'), mo('('), num('1'), mo('+'), power('+'), mo(')')],
  LINEAR: [z],
};
const GAINS = [
  { value: 'half', gain: 0.5 },
  { value: 'one', gain: 1 },
  { value: 'he', gain: Math.SQRT2 },
  { value: 'large', gain: 3 },
];

class ActivacionesPage extends LitElement {
  static properties = {
    curves: { state: true },
    stack: { state: true },
    message: { state: true },
  };

  room = new Room(this);

  #asked = 0;

  constructor() {
    super();
    const link = deepLink.read();
    this.f = FUNCTIONS.includes(link.f) ? link.f : 'RELU';
    this.z = within(Number(link.z ?? 1), -6, 6, 1);
    this.depth = within(Math.trunc(Number(link.depth ?? 12)), 2, 30, 12);
    this.gain = GAINS.some((one) => one.value === link.gain) ? link.gain : 'one';
    this.bias = within(Number(link.bias ?? 0), -6, 6, 0);
    this.seed = within(Math.trunc(Number(link.seed ?? 1)), 1, 1e9, 1);
  }

  createRenderRoot() {
    return this;
  }

  async connectedCallback() {
    super.connectedCallback();
    try {
      this.curves = (await api.get('/api/steps')).curves;
    } catch (error) {
      this.message = error.message;
    }
    await this.#load();
  }

  async #load() {
    const asked = ++this.#asked;
    try {
      const stack = await api.get('/api/steps/stack', {
        f: this.f,
        depth: this.depth,
        gain: GAINS.find((one) => one.value === this.gain).gain,
        bias: this.bias,
        seed: this.seed,
      });
      if (asked === this.#asked) {
        this.stack = stack.layers;
        this.message = '';
        const { f, z: at, depth, gain, bias, seed } = this;
        deepLink.write({ f, z: at, depth, gain, bias, seed });
      }
    } catch (error) {
      this.message = error.message;
    }
  }

  #set(changes) {
    Object.assign(this, changes);
    this.requestUpdate();
    this.#load();
  }

  render() {
    return html`
      <h1>${t('title')}</h1>
      <p class="lead">${t('lead')}</p>
      ${this.message ? html`<p class="message bad" role="alert">${this.message}</p>` : nothing}
      ${this.curves ? this.#one() : html`<p>${t('loading')}</p>`} ${this.stack ? this.#many() : nothing}
    `;
  }

  #one() {
    const { show } = numbers;
    const curve = this.curves[this.f];
    // The server's points lie a tenth apart, and the slider stops on them.
    const index = Math.round(((this.z + 6) / 12) * (curve.z.length - 1));
    const a = curve.a[index];
    const slope = curve.slope[index];
    const low = Math.min(...curve.a, ...curve.slope, -0.5);
    const high = Math.max(...curve.slope, Math.min(4, Math.max(...curve.a)), 1.2);
    const summary = t('summary', { f: t(`f.${this.f}`), z: show(curve.z[index]), a: show(a), slope: show(slope) });
    const series = [
      { x: curve.z, y: curve.a, label: 'a = f(z)' },
      { x: curve.z, y: curve.slope, label: 'f′(z)' },
    ];
    return html`<section class="sheet" aria-labelledby="one-title">
      <h2 id="one-title">${t('one')}</h2>
      <div class="paso-controls">
        ${selectField({
          label: t('function'),
          name: 'function',
          value: this.f,
          options: FUNCTIONS.map((f) => ({ value: f, label: t(`f.${f}`) })),
          change: (f) => this.#set({ f }),
        })}
        ${rangeField({
          label: 'z',
          name: 'z',
          value: this.z,
          min: -6,
          max: 6,
          step: 0.1,
          show,
          change: (value) => this.#set({ z: value }),
        })}
      </div>
      <div class="curve-grid">
        <figure>
          ${plot({
            width: Math.min(560, this.room.width - 56),
            height: 300,
            x: [-6, 6],
            y: [Math.max(low, -4), high],
            labels: { x: 'z', y: 'a' },
            series,
            summary,
            show,
            extra: (scale) =>
              svg`<circle class="point" cx=${scale.x(curve.z[index])} cy=${scale.y(Math.min(a, high))} r="6"></circle>`,
          })}
          ${legend(series)}
          <figcaption data-test="summary">${summary}</figcaption>
        </figure>
        <cien-scroll class="formulas" label=${t('formula')}>
          ${line(mi('f'), mo('('), z, mo(')'), mo('='), ...FORMULAS[this.f])}
          <p>${t(`about.${this.f}`)}</p>
        </cien-scroll>
      </div>
      ${twin({
        title: t('twin.title', { f: t(`f.${this.f}`) }),
        summary: t('chart.table'),
        head: ['z', 'f(z)', 'f′(z)'],
        rows: curve.z
          .map((at, i) => [show(at), show(curve.a[i]), show(curve.slope[i])])
          .filter((_, i) => i % 10 === 0),
      })}
    </section>`;
  }

  #many() {
    const { show, percent } = numbers;
    const layers = this.stack.map((_, i) => i + 1);
    const first = Number(this.stack[0].slope);
    const last = Number(this.stack.at(-1).slope);
    return html`<section class="sheet" aria-labelledby="many-title">
      <h2 id="many-title">${t('many')}</h2>
      <p>${t('many.text')}</p>
      <div class="paso-controls">
        ${rangeField({
          label: t('depth'),
          name: 'depth',
          value: this.depth,
          min: 2,
          max: 30,
          step: 1,
          show,
          change: (depth) => this.#set({ depth }),
        })}
        ${selectField({
          label: t('gain'),
          name: 'gain',
          value: this.gain,
          options: GAINS.map((one) => ({ value: one.value, label: t(`gain.${one.value}`) })),
          change: (gain) => this.#set({ gain }),
        })}
        ${rangeField({
          label: t('bias'),
          name: 'bias',
          value: this.bias,
          min: -6,
          max: 6,
          step: 0.5,
          show,
          change: (bias) => this.#set({ bias }),
        })}
        <button type="button" @click=${() => this.#set({ seed: this.seed + 1 })}>${t('again')}</button>
      </div>
      <p class="verdict" data-test="verdict"><strong>${t(`verdict.${verdict(this.stack)}`)}</strong>
        ${t('verdict.numbers', { first: show(first), last: show(last), dead: percent(this.stack.at(-1).dead) })}</p>
      ${chart({
        title: t('chart'),
        x: { label: t('layer'), values: layers },
        series: [
          { label: t('slope'), values: this.stack.map((one) => Number(one.slope)) },
          { label: t('spread'), values: this.stack.map((one) => Number(one.spread)) },
        ],
        log: true,
      })}
      <cien-scroll label=${t('table')}>
        <table data-test="stack">
          <caption>
            ${t('table')}
          </caption>
          <thead>
            <tr>
              <th scope="col">${t('layer')}</th>
              <th scope="col">${t('spread')}</th>
              <th scope="col">${t('slope')}</th>
              <th scope="col">${t('dead')}</th>
              <th scope="col">${t('saturated')}</th>
            </tr>
          </thead>
          <tbody>
            ${this.stack.map(
              (one, i) => html`<tr>
                <th scope="row">${i + 1}</th>
                <td>${show(one.spread)}</td>
                <td>${show(one.slope)}</td>
                <td>${percent(one.dead)}</td>
                <td>${percent(one.saturated)}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </cien-scroll>
    </section>`;
  }
}

// What the numbers of a stack say; a factor of a thousand between its ends is no accident.
function verdict(layers) {
  const ratio = Number(layers[0].slope) / Number(layers.at(-1).slope);
  if (layers.some((one) => one.dead > 0.5)) {
    return 'dead';
  }
  if (ratio < 1e-3) {
    return 'vanishes';
  }
  return ratio > 1e3 ? 'explodes' : 'flows';
}

const within = (value, low, high, otherwise) =>
  Number.isFinite(value) ? Math.min(high, Math.max(low, value)) : otherwise;

customElements.define('activaciones-page', ActivacionesPage);
