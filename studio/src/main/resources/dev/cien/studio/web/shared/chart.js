// A line chart (uPlot) with a legend whose lines differ in dash as well as colour, a sentence for
// listeners, and a table with the same numbers.
import { html, LitElement } from 'lit';
import uPlot from 'uplot';
import { numbers } from './numbers.js';
import { t } from './texts.js';

const DASHES = [[], [7, 4], [2, 3], [10, 3, 2, 3], [14, 5], [4, 2, 1, 2, 1, 2]];
const MOST_ROWS = 200;
const MOST_POWERS = 7;

// Between epochs there is nothing.
const WHOLE = Array.from({ length: 9 }, (_, power) => [1, 2, 5].map((n) => n * 10 ** power)).flat();

// The edge of a band has no line of its own.
const edge = () => ({ stroke: 'transparent', width: 0, spanGaps: true, points: { show: false } });

// The numbers of an axis, with as many digits as the longest of them needs.
export function marks(values, least) {
  const whole = (digits) => values.every((n) => n === null || Math.abs(Number(n.toPrecision(digits)) - n) <= 1e-9 * Math.abs(n));
  let digits = least;
  while (digits < 9 && !whole(digits)) {
    digits++;
  }
  return values.map((n) => (n === null ? '' : numbers.show(n, digits)));
}

// Where lines cross a logarithmic axis: at powers of ten, every so many where there are too many to read; on a short
// axis at their doubles and fivefolds, too. Nowhere while nothing is drawn.
export function powers(low, high) {
  if (!(low > 0 && high < Infinity)) {
    return [];
  }
  const first = Math.floor(Math.log10(low) + 1e-9);
  const last = Math.ceil(Math.log10(high) - 1e-9);
  const apart = Math.ceil((last - first + 1) / MOST_POWERS);
  const factors = last - first <= 2 ? [1, 2, 5] : [1];
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
    .filter((power) => power % apart === 0)
    .flatMap((power) => factors.map((factor) => Number(`${factor}e${power}`)))
    .filter((value) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9));
}

// Where all values are one, the axis stays near it.
const around = (_, low, high) => (low === null ? [null, null] : low === high && low !== 0 ? [low - Math.abs(low) / 10, high + Math.abs(high) / 10] : uPlot.rangeNum(low, high, 0.1, true));

const pale = (colour) => colour.replace('rgb(', 'rgba(').replace(')', ', 0.2)');

// spec: {title, x: {label, values, names}, series: [{label, values, low, high}], log: whether y is logarithmic,
// height, digits, marked: whether each point is}. A value that is missing is null. With `names`, x counts from 0
// and each has a name; with `low` and `high` there is a band around the line.
export const chart = (spec) => html`<cien-chart .spec=${spec}></cien-chart>`;

class CienChart extends LitElement {
  static properties = { spec: { attribute: false }, open: { state: true } };

  #plot;
  #shape;
  #observer;
  #dark = matchMedia('(prefers-color-scheme: dark)');
  #repaint = () => {
    this.#destroy();
    this.requestUpdate();
  };

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#dark.addEventListener('change', this.#repaint);
    document.addEventListener('cien-theme', this.#repaint);
    this.#observer = new ResizeObserver(([entry]) => {
      const width = Math.floor(entry.contentRect.width);
      if (width > 0) {
        this.#plot?.setSize({ width, height: this.#height() });
      }
    });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#dark.removeEventListener('change', this.#repaint);
    document.removeEventListener('cien-theme', this.#repaint);
    this.#observer.disconnect();
    this.#destroy();
  }

  render() {
    if (!this.spec) {
      return html``;
    }
    const { title, series } = this.spec;
    return html`<figure class="chart">
      <figcaption>${title}</figcaption>
      <ul class="chart-legend">
        ${series.map((one, i) => {
          const last = one.values.findLast((value) => value !== null);
          return html`<li>
            <svg width="34" height="10" aria-hidden="true">
              <line class="series-${i + 1}" x1="1" x2="33" y1="5" y2="5" stroke-dasharray=${DASHES[i].join(' ')}></line>
            </svg>
            ${one.label} <strong>${last === undefined ? '' : numbers.show(last, this.spec.digits)}</strong>
          </li>`;
        })}
      </ul>
      <div class="chart-plot" role="img" aria-label=${this.#summary()}></div>
      <details @toggle=${(e) => (this.open = e.target.open)}>
        <summary>${t('chart.table')}</summary>
        ${this.open ? this.#table() : ''}
      </details>
    </figure>`;
  }

  updated() {
    const place = this.querySelector('.chart-plot');
    if (!place || !this.spec) {
      return;
    }
    const { x, series, log } = this.spec;
    const drawn = (values) => values.map((v) => (Number.isFinite(v) && !(log && v <= 0) ? v : null));
    const banded = series.filter((one) => one.low);
    const data = [x.values, ...series.map((one) => drawn(one.values)), ...banded.flatMap((one) => [drawn(one.high), drawn(one.low)])];
    const shape = JSON.stringify([x.label, x.names, series.map((one) => [one.label, Boolean(one.low)]), Boolean(log), document.documentElement.lang]);
    if (this.#plot && shape === this.#shape) {
      this.#plot.setData(data);
      return;
    }
    this.#destroy();
    this.#shape = shape;
    this.#plot = new uPlot(this.#options(place), data, place);
    this.#observer.observe(place);
  }

  #destroy() {
    this.#plot?.destroy();
    this.#plot = undefined;
  }

  #height() {
    return this.spec.height ?? 220;
  }

  #options(place) {
    const style = getComputedStyle(this);
    const colour = (name) => style.getPropertyValue(name).trim();
    const ink = resolved(place, 'var(--ink-soft)');
    const axis = {
      stroke: ink,
      font: '12px system-ui, sans-serif',
      grid: { stroke: resolved(place, 'var(--line)'), width: 1 },
      ticks: { stroke: resolved(place, 'var(--line)'), width: 1 },
    };
    const { x, series, marked } = this.spec;
    const edges = series.flatMap((one, i) => (one.low ? [i] : []));
    const named = x.names && { splits: x.values, values: (_, v) => v.map((n) => x.names[n] ?? '') };
    return {
      width: Math.max(200, Math.floor(place.getBoundingClientRect().width)),
      height: this.#height(),
      legend: { show: false },
      cursor: { y: false },
      scales: { x: { time: false, ...(x.names && { range: [-0.3, x.names.length - 0.7] }) }, y: { distr: this.spec.log ? 3 : 1, ...(!this.spec.log && { range: around }), ...this.spec.range } },
      axes: [
        { ...axis, label: this.spec.x.label, labelSize: 20, size: 34, labelFont: '12px system-ui, sans-serif', values: (_, v) => marks(v, 4), ...(x.values.every(Number.isInteger) && { incrs: WHOLE }), ...named },
        { ...axis, size: 62, values: (_, v) => marks(v, 3), ...(this.spec.log && { splits: (_, __, low, high) => powers(low, high), filter: (_, v) => v }) },
      ],
      series: [
        {},
        ...series.map((one, i) => ({
          label: one.label,
          stroke: resolved(place, `var(--series-${i + 1})`) || colour(`--series-${i + 1}`),
          width: 2,
          dash: DASHES[i],
          spanGaps: true,
          points: { show: (plot, at) => marked || plot.data[at].filter(Number.isFinite).length < 2, ...(marked && { size: 8 }) },
        })),
        ...edges.flatMap(() => [edge(), edge()]),
      ],
      bands: edges.map((i, k) => ({
        series: [1 + series.length + 2 * k, 2 + series.length + 2 * k],
        fill: pale(resolved(place, `var(--series-${i + 1})`)),
      })),
    };
  }

  #summary() {
    const { title, x, series } = this.spec;
    const parts = series
      .filter((one) => one.values.length > 0)
      .map((one) => ({ label: one.label, values: one.values.filter((value) => value !== null) }))
      .map(({ label, values }) =>
        t('chart.series', {
          label,
          first: numbers.show(values[0]),
          last: numbers.show(values.at(-1)),
          low: numbers.show(values.reduce((low, value) => (Number.isFinite(value) && value < low ? value : low), Infinity)),
        }),
      );
    return `${title}. ${x.label}: ${this.#at(0)} – ${this.#at(x.values.length - 1)}. ${parts.join(' ')}`;
  }

  // How a place along x is written.
  #at(i) {
    const { names, values } = this.spec.x;
    return names ? names[i] ?? '' : numbers.show(values[i] ?? 0);
  }

  // Every so many points if there are too many to read; the last is always there.
  #table() {
    const { x, series, title } = this.spec;
    const step = Math.max(1, Math.ceil(x.values.length / MOST_ROWS));
    const rows = x.values.map((_, i) => i).filter((i) => i % step === 0 || i === x.values.length - 1);
    return html`<cien-scroll label=${title}>
      <table>
        <thead>
          <tr>
            <th scope="col">${x.label}</th>
            ${series.map((one) => html`<th scope="col">${one.label}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (i) => html`<tr>
              <th scope="row">${this.#at(i)}</th>
              ${series.map((one) => html`<td>${one.values[i] === null ? '' : numbers.show(one.values[i], 6)}${one.low && one.low[i] !== null ? ` (${numbers.show(one.low[i])} – ${numbers.show(one.high[i])})` : ''}</td>`)}
            </tr>`,
          )}
        </tbody>
      </table>
    </cien-scroll>`;
  }
}

// What a colour of the theme is on a canvas, which knows no custom properties.
export function resolved(place, colour) {
  const probe = document.createElement('span');
  probe.style.color = colour;
  place.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

customElements.define('cien-chart', CienChart);
