// Landscapes of cost, and the update rules racing down them from the same start.
import { html, LitElement, nothing, svg } from 'lit';
import { announce, api, deepLink, numbers, texts } from '/shared/lab.js';
import { resolved } from '/shared/chart.js';
import { keep } from './keep.js';
import { numberField } from '/shared/number-field.js';
import { legend, plot, ticks, twin } from '/shared/plot.js';
import { Room } from '/shared/room.js';
import { paint } from './relief.js';

const FRAMES_A_SECOND = 20;
const PAD = { left: 44, right: 12, top: 10, bottom: 34 };
const INITIALS = {
  SGD: 'S',
  MOMENTUM: 'M',
  NESTEROV: 'N',
  ADAGRAD: 'G',
  RMSPROP: 'R',
  ADAM: 'A',
  ADAMW: 'W',
};
const RACERS = Object.keys(INITIALS);

class LossesLandscape extends LitElement {
  static properties = {
    land: { state: true },
    races: { state: true },
    step: { state: true },
    playing: { state: true },
    message: { state: true },
    arrows: { state: true },
  };

  #asked = 0;

  room = new Room(this);

  constructor() {
    super();
    const link = deepLink.read();
    this.surface = link.surface ?? 'rosenbrock';
    this.seed = Math.trunc(Number(link.seed)) || 1;
    this.steps = Math.min(1000, Math.max(1, Math.trunc(Number(link.steps)) || 200));
    this.linkedStart = (link.start ?? '').split(',').filter(Boolean).map(Number);
    this.chosen = new Set((link.racers ?? RACERS.join(',')).split(','));
    this.rates = {};
    this.step = 0;
    this.arrows = false;
  }

  createRenderRoot() {
    return this;
  }

  #repaint = () => this.requestUpdate();

  async connectedCallback() {
    super.connectedCallback();
    document.addEventListener('cien-theme', this.#repaint);
    dark.addEventListener('change', this.#repaint);
    try {
      this.list = (await api.get('/api/landscape')).surfaces;
      if (!this.list.includes(this.surface)) {
        this.surface = this.list[0];
      }
      await this.#load(this.linkedStart);
    } catch (error) {
      this.message = error.message;
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('cien-theme', this.#repaint);
    dark.removeEventListener('change', this.#repaint);
    this.#stop();
  }

  async #load(start = []) {
    const asked = ++this.#asked;
    this.#stop();
    try {
      const land = await api.get('/api/landscape/relief', {
        surface: this.surface,
        seed: this.seed,
        count: 81,
      });
      if (asked !== this.#asked) {
        return;
      }
      this.land = land;
      this.rates = { ...land.rates };
      const { low, high } = land.frame;
      const fits =
        start.length === low.length && start.every((x, i) => x >= low[i] && x <= high[i]);
      this.start = fits ? start : land.frame.start;
      await this.#race();
    } catch (error) {
      this.message = error.message;
    }
  }

  // A start off the map would be a race that nobody sees.
  #begin(i, number) {
    const [low, high] = [this.land.frame.low[i], this.land.frame.high[i]];
    if (number < low || number > high) {
      this.message = texts.t('race.outside', { low: numbers.show(low), high: numbers.show(high) });
      this.requestUpdate();
      return;
    }
    this.start = this.start.map((old, k) => (k === i ? number : old));
    this.#race();
  }

  async #race() {
    const asked = ++this.#asked;
    this.#stop();
    const racers = RACERS.filter((racer) => this.chosen.has(racer));
    try {
      const answer = await api.post('/api/landscape/race', {
        surface: this.surface,
        seed: this.seed,
        start: this.start,
        steps: this.steps,
        racers: racers.map((racer) => ({ racer, rate: this.rates[racer] })),
      });
      if (asked === this.#asked) {
        this.races = answer.races;
        this.step = this.steps;
        this.message = '';
        keep({
          surface: this.surface,
          seed: this.seed,
          steps: this.steps,
          start: this.start.join(','),
          racers: racers.join(','),
        });
      }
    } catch (error) {
      this.message = error.message;
    }
  }

  #play() {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      this.step = this.steps;
      return;
    }
    this.step = 0;
    this.playing = true;
    // A race takes about six seconds at most, however slowly the browser draws.
    const seconds = Math.min(6, this.steps / FRAMES_A_SECOND);
    const begun = performance.now();
    this.timer = setInterval(() => {
      const share = Math.min(1, (performance.now() - begun) / 1000 / seconds);
      this.step = Math.round(share * this.steps);
      if (this.step === this.steps) {
        this.#stop();
        announce(this.#summary());
      }
    }, 1000 / FRAMES_A_SECOND);
  }

  #stop() {
    clearInterval(this.timer);
    this.playing = false;
  }

  #summary() {
    const { t } = texts;
    const lowest = Math.min(...this.races.map((race) => race.lowest));
    const drop = this.races[0].costs[0] - lowest;
    const winners = this.races.filter((race) => race.lowest <= lowest + 1e-6 * drop);
    return t('race.summary', {
      surface: t(`surface.${this.surface}`),
      racer: winners.map((race) => t(`racer.${race.racer}`)).join(', '),
      cost: numbers.show(lowest),
    });
  }

  updated() {
    const canvas = this.querySelector('canvas');
    if (canvas && this.land && this.painted !== `${this.surface}${this.seed}${canvas.width}${theme()}`) {
      this.painted = `${this.surface}${this.seed}${canvas.width}${theme()}`;
      const colour = (name) =>
        resolved(canvas.parentElement, `var(${name})`).match(/[\d.]+/g).slice(0, 3).map(Number);
      paint(canvas, this.land.relief.heights, {
        low: colour('--relief-low'),
        high: colour('--relief-high'),
        lines: colour('--relief-line'),
      });
    }
  }

  render() {
    const { t } = texts;
    return html`
      <h2 id="landscape-title">${t('landscape.title')}</h2>
      <p>${t('landscape.text')}</p>
      ${this.message ? html`<p class="message bad" role="alert">${this.message}</p>` : nothing}
      ${this.list
        ? html`<div class="paso-controls">
            <label
              >${t('landscape.surface')}
              <select
                data-test="surface"
                @change=${(e) => {
                  this.surface = e.target.value;
                  this.races = undefined;
                  this.land = undefined;
                  this.#load();
                }}
              >
                ${this.list.map(
                  (key) =>
                    html`<option value=${key} ?selected=${key === this.surface}>${t(`surface.${key}`)}</option>`,
                )}
              </select></label
            >
            ${this.surface.startsWith('network')
              ? html`<button
                  type="button"
                  @click=${() => {
                    this.seed += 1;
                    this.#load(this.start);
                  }}
                >
                  ${t('landscape.directions')}
                </button>`
              : nothing}
          </div>`
        : nothing}
      <p>${t(`surface.${this.surface}.text`)}</p>
      ${this.land && this.races ? this.#body() : html`<p>${t('loading')}</p>`}
    `;
  }

  #body() {
    const flat = this.land.frame.low.length === 2;
    return html`
      ${this.#inputs()}
      <div class="land-grid">
        <figure>
          ${flat ? this.#map() : this.#curve()} ${legend(this.races.map(label))}
          <figcaption data-test="race-summary">${this.#summary()}</figcaption>
        </figure>
        ${this.#costs()}
      </div>
      ${this.#player()} ${this.#table()} ${flat ? this.#heights() : nothing}
    `;
  }

  #inputs() {
    const { t } = texts;
    const names = this.land.names;
    return html`
      <fieldset class="racers">
        <legend>${t('race.rules')}</legend>
        ${RACERS.map(
          (racer) => html`<div class="racer">
            <label
              ><input
                type="checkbox"
                .checked=${this.chosen.has(racer)}
                @change=${(e) => {
                  if (e.target.checked) {
                    this.chosen.add(racer);
                  } else if (this.chosen.size > 1) {
                    this.chosen.delete(racer);
                  } else {
                    e.target.checked = true;
                  }
                  this.#race();
                }}
              />
              ${t(`racer.${racer}`)}</label
            >
            <label class="racer-rate"
              >η
              ${numberField({
                value: this.rates[racer],
                label: t('race.rate', { racer: t(`racer.${racer}`) }),
                show: numbers.show,
                change: (rate) => {
                  this.rates = { ...this.rates, [racer]: rate };
                  this.#race();
                },
              })}</label
            >
          </div>`,
        )}
      </fieldset>
      <div class="paso-controls">
        ${this.start.map(
          (value, i) => html`<label
            >${t('race.start', { name: names[i] })}
            ${numberField({
              value,
              label: t('race.start', { name: names[i] }),
              show: numbers.show,
              change: (number) => this.#begin(i, number),
            })}</label
          >`,
        )}
        <label
          >${t('race.steps')}
          <input
            type="number"
            min="1"
            max="1000"
            .value=${String(this.steps)}
            @change=${(e) => {
              this.steps = Math.min(1000, Math.max(1, Math.trunc(Number(e.target.value)) || 1));
              this.#race();
            }}
        /></label>
        ${this.land.frame.low.length === 2
          ? html`<label class="check"
              ><input
                type="checkbox"
                .checked=${this.arrows}
                @change=${(e) => {
                  this.arrows = e.target.checked;
                }}
              />
              ${t('landscape.arrows')}</label
            >`
          : nothing}
      </div>
    `;
  }

  #player() {
    const { t } = texts;
    return html`<div class="step-bar">
      <button
        type="button"
        class="primary"
        data-test="play"
        @click=${() => (this.playing ? this.#stop() : this.#play())}
      >
        ${t(this.playing ? 'race.pause' : 'race.play')}
      </button>
      <label class="scrub"
        >${t('race.step')}
        <input
          type="range"
          data-test="scrub"
          min="0"
          max=${this.steps}
          .value=${String(this.step)}
          @input=${(e) => {
            this.#stop();
            this.step = Number(e.target.value);
          }}
        />
        <output>${numbers.show(this.step)}</output></label
      >
    </div>`;
  }

  #map() {
    const { frame, relief, names } = this.land;
    const size = Math.min(520, this.room.width);
    const width = size - PAD.left - PAD.right;
    const height = Math.round(width * 0.8);
    const x = (value) => PAD.left + ((value - frame.low[0]) / (frame.high[0] - frame.low[0])) * width;
    const y = (value) =>
      PAD.top + (1 - (value - frame.low[1]) / (frame.high[1] - frame.low[1])) * height;
    const place = (event) => {
      const box = event.currentTarget.getBoundingClientRect();
      const u = (event.clientX - box.left) / box.width;
      const v = 1 - (event.clientY - box.top) / box.height;
      this.start = [0, 1].map((i) => {
        const value = frame.low[i] + [u, v][i] * (frame.high[i] - frame.low[i]);
        return Number(Math.min(frame.high[i], Math.max(frame.low[i], value)).toPrecision(3));
      });
      this.#race();
    };
    const shown = (race) => race.path.slice(0, this.step + 1);
    return html`<div class="map">
      <canvas width=${width} height=${height} @click=${place} aria-hidden="true"></canvas>
      <svg
        width=${size}
        height=${height + PAD.top + PAD.bottom}
        viewBox="0 0 ${size} ${height + PAD.top + PAD.bottom}"
        role="img"
        aria-label=${this.#summary()}
      >
        ${ticks(frame.low[0], frame.high[0]).map(
          (v) => svg`<text class="tick" x=${x(v)} y=${height + PAD.top + 15}>${numbers.show(v)}</text>`,
        )}
        ${ticks(frame.low[1], frame.high[1]).map(
          (v) => svg`<text class="tick end" x=${PAD.left - 5} y=${y(v) + 4}>${numbers.show(v)}</text>`,
        )}
        <text class="axis-label" x=${PAD.left + width / 2} y=${height + PAD.top + 30}>${names[0]}</text>
        <text class="axis-label" x=${-(PAD.top + height / 2)} y="11" transform="rotate(-90)">${names[1]}</text>
        ${this.arrows ? relief.arrows.map((arrow) => this.#arrow(arrow, x, y)) : nothing}
        ${this.races.map((race, i) => {
          const path = shown(race);
          const last = path.at(-1);
          const inside = last.every((v, k) => v >= frame.low[k] && v <= frame.high[k]);
          return svg`<g class="race">
            <polyline class="halo" points=${points(path, x, y)}></polyline>
            <polyline class="series series-${i + 1}" points=${points(path, x, y)}></polyline>
            ${inside
              ? svg`<circle class="runner series-${i + 1}" cx=${x(last[0])} cy=${y(last[1])} r="8"></circle>
                <text class="runner-label" x=${x(last[0])} y=${y(last[1]) + 4}>${INITIALS[race.racer]}</text>`
              : nothing}
          </g>`;
        })}
        <circle class="start" cx=${x(this.start[0])} cy=${y(this.start[1])} r="6"></circle>
      </svg>
    </div>`;
  }

  // Downhill, which is against the gradient; its length is squeezed so that all can be seen.
  #arrow([px, py, gx, gy], x, y) {
    const { frame } = this.land;
    const dx = -gx / (frame.high[0] - frame.low[0]);
    const dy = gy / (frame.high[1] - frame.low[1]);
    const size = Math.hypot(dx, dy);
    const length = 4 + 11 * Math.min(1, Math.log1p(size) / 4);
    const ux = size ? (dx / size) * length : 0;
    const uy = size ? (dy / size) * length : 0;
    const tip = [x(px) + ux, y(py) + uy];
    return svg`<g class="arrow">
      <line x1=${x(px) - ux} y1=${y(py) - uy} x2=${tip[0]} y2=${tip[1]}></line>
      <circle cx=${tip[0]} cy=${tip[1]} r="2.2"></circle>
    </g>`;
  }

  #curve() {
    const { relief, names } = this.land;
    const heights = relief.heights[0];
    const low = Math.min(...heights);
    const high = Math.max(...heights);
    return plot({
      width: Math.min(560, this.room.width),
      height: 320,
      x: [relief.x[0], relief.x.at(-1)],
      y: [low - 0.08 * (high - low), high],
      labels: { x: names[0], y: 'L' },
      series: [{ x: relief.x, y: heights, label: 'L' }],
      summary: this.#summary(),
      show: numbers.show,
      extra: (scale) =>
        this.races.map((race, i) => {
          const at = Math.min(this.step, race.path.length - 1);
          return svg`<circle class="runner series-${i + 1}" cx=${scale.x(race.path[at][0])} cy=${scale.y(race.costs[at])} r="8"></circle>
            <text class="runner-label" x=${scale.x(race.path[at][0])} y=${scale.y(race.costs[at]) + 4}>${INITIALS[race.racer]}</text>`;
        }),
    });
  }

  // Cost against steps; above 0 throughout on a scale of tens, which shows the last stretch.
  #costs() {
    const { t } = texts;
    const { show } = numbers;
    const all = this.races.flatMap((race) => race.costs);
    const log = Math.min(...all) > 0;
    const f = (cost) => (log ? Math.log10(Math.max(cost, 1e-6)) : cost);
    const series = this.races.map((race) => ({
      x: race.costs.map((_, i) => i).slice(0, this.step + 1),
      y: race.costs.map(f),
      label: t(`racer.${race.racer}`),
    }));
    const values = all.map(f);
    const low = Math.min(...values);
    const high = Math.max(...values);
    return html`<figure>
      ${plot({
        width: Math.min(460, this.room.width),
        height: 300,
        x: [0, this.steps],
        y: [low, high + 0.05 * (high - low) + 1e-9],
        labels: { x: t('race.step'), y: log ? t('race.log') : 'L' },
        series,
        summary: t('race.costs'),
        show,
        showY: log ? (v) => (Number.isInteger(v) ? show(10 ** v) : '') : show,
      })}
      <figcaption>${t('race.costs')}</figcaption>
    </figure>`;
  }

  #table() {
    const { t } = texts;
    const { show } = numbers;
    return html`<cien-scroll label=${t('race.table')}>
      <table data-test="races">
        <caption>
          ${t('race.caption', { steps: show(this.steps) })}
        </caption>
        <thead>
          <tr>
            <th scope="col">${t('race.rule')}</th>
            <th scope="col">η</th>
            <th scope="col">${t('race.ends')}</th>
            <th scope="col">${t('race.last')}</th>
            <th scope="col">${t('race.lowest')}</th>
            <th scope="col">${t('race.below')}</th>
          </tr>
        </thead>
        <tbody>
          ${this.races.map(
            (race) => html`<tr>
              <th scope="row">${INITIALS[race.racer]} · ${t(`racer.${race.racer}`)}</th>
              <td>${show(race.rate)}</td>
              <td>${race.lost ? t('race.lost') : race.path.at(-1).map((value) => show(value)).join('; ')}</td>
              <td>${race.lost ? '∞' : show(race.costs.at(-1))}</td>
              <td>${show(race.lowest)}</td>
              <td>${race.below < 0 ? t('race.never') : show(race.below)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </cien-scroll>`;
  }

  #heights() {
    const { t } = texts;
    const { show } = numbers;
    const { relief, names } = this.land;
    const some = (list) => list.filter((_, i) => i % 10 === 0);
    const rows = relief.y.map((y, i) => [show(y), ...some(relief.heights[i]).map((h) => show(h))]);
    return twin({
      title: t('landscape.heights', { x: names[0], y: names[1] }),
      summary: t('twin'),
      head: [`${names[1]} \\ ${names[0]}`, ...some(relief.x).map((x) => show(x))],
      rows: some(rows).reverse(),
    });
  }
}

const label = (race) => ({ label: texts.t(`racer.${race.racer}`) });
const points = (path, x, y) =>
  path
    .filter((p) => p.every((v) => Math.abs(v) < 1e4))
    .map((p) => `${x(p[0]).toFixed(1)},${y(p[1]).toFixed(1)}`)
    .join(' ');
const dark = matchMedia('(prefers-color-scheme: dark)');
const theme = () => `${document.documentElement.dataset.theme ?? ''}${dark.matches}`;

customElements.define('losses-landscape', LossesLandscape);
