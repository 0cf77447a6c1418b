// Two networks in a game on points of the plane, trained in the server.
import { html, LitElement, nothing } from 'lit';
import { announce, chart, deepLink, numbers, t } from '/shared/lab.js';
import { values } from '/shared/bytes.js';
import { rangeField, selectField, toggleField } from '/shared/fields.js';
import { asked, seedField, Training, trainingBar, trainingSpeed, trouble } from '/shared/training.js';
import '/shared/cloud.js';

const DATA = ['ring', 'grid', 'spiral'];
const VARIANTS = ['non-saturating', 'least-squares', 'wgan', 'wgan-gp'];
const RATES = [0.0001, 0.0003, 0.001, 0.003, 0.01];
const KEYS = ['data', 'variant', 'seed', 'rate'];
// Before so many rounds nothing can be said of collapse.
const EARLY = 1000;

class GanPage extends LitElement {
  static properties = { walk: { state: true }, arrows: { state: true } };

  #training = new Training('gan', this, () => this.#told());
  #round = -1;

  constructor() {
    super();
    const link = deepLink.read();
    this.z = [place(link.z1), place(link.z2)];
    this.arrows = link.arrows === 'true';
  }

  createRenderRoot() {
    return this;
  }

  async connectedCallback() {
    super.connectedCallback();
    await this.#training.open(asked(KEYS));
    this.#ask();
  }

  // What the walk shows is as old as the training when it was asked for: asked again when that rests.
  #told() {
    const { playing, step } = this.#training.frame;
    if (!playing && step !== this.#round) {
      this.#round = step;
      this.#ask();
      const { modes } = this.#training.whole.still;
      const { covered } = this.#training.frame.shown;
      announce(t('said', { step: numbers.whole(step), covered, modes }));
    }
  }

  async #ask() {
    if (this.#training.whole) {
      const answer = await this.#training.ask({ z1: this.z[0], z2: this.z[1] });
      this.walk = answer ?? this.walk;
    }
  }

  #move(axis, value) {
    this.z[axis] = value;
    deepLink.write({ ...deepLink.read(), z1: this.z[0], z2: this.z[1] });
    this.#ask();
  }

  render() {
    const { whole } = this.#training;
    return html`<h1>${t('title')}</h1>
      <p class="lead">${t('lead')}</p>
      ${trouble(this.#training)} ${whole ? [this.#controls(), this.#game(), this.#curves(), this.#noise()] : html`<p>${t('loading')}</p>`}`;
  }

  #controls() {
    const { settings } = this.#training.whole;
    const set = (changes) => this.#training.set(changes);
    return html`<section class="sheet" aria-labelledby="set-title">
      <h2 id="set-title">${t('set')}</h2>
      <div class="paso-controls">
        ${selectField({ label: t('data'), name: 'data', value: settings.data, options: DATA.map((value) => ({ value, label: t(`data.${value}`) })), change: (data) => set({ data }) })}
        ${selectField({ label: t('variant'), name: 'variant', value: settings.variant, options: VARIANTS.map((value) => ({ value, label: t(`variant.${value}`) })), change: (variant) => set({ variant }) })}
        ${selectField({ label: t('rate'), name: 'rate', value: Number(settings.rate), options: [...new Set([...RATES, Number(settings.rate)])].map((value) => ({ value, label: numbers.show(value) })), change: (rate) => this.#training.tune('rate', rate) })}
        ${seedField(t('seed'), settings, set)}
        <button type="button" data-test="other-seed" @click=${() => set({ seed: String(Number(settings.seed) + 1) })}>${t('seed.other')}</button>
      </div>
      <p>${t(`about.${settings.variant}`)}</p>
    </section>`;
  }

  #game() {
    const { still } = this.#training.whole;
    const { step, shown } = this.#training.frame;
    const facts = [
      ['round', t('round.of', { step: numbers.whole(step), most: numbers.whole(still.most) })],
      ['covered', t('covered.of', { covered: shown.covered, modes: still.modes })],
      ['overlap', numbers.percent(shown.overlap)],
      ['good', numbers.percent(shown.good)],
    ];
    return html`<section class="sheet stage" aria-labelledby="game-title">
      <h2 id="game-title">${t('game')}</h2>
      ${trainingBar(this.#training)} ${trainingSpeed(this.#training, t('unit'))}
      <div class="curve-grid">
        <div>
          <cien-cloud
            data-test="plane"
            .map=${{ values: values(shown.map), size: shown.cells }}
            .sets=${[
              { xy: still.real, mark: 'circle', tone: 1, label: t('real') },
              { xy: shown.made, mark: 'square', tone: -1, label: t('made') },
            ]}
            .arrows=${this.arrows ? shown.pull : []}
            .reach=${still.reach}
            description=${t('plane', { covered: shown.covered, modes: still.modes, good: numbers.percent(shown.good) })}
          ></cien-cloud>
          ${toggleField({
            label: t('arrows'),
            name: 'arrows',
            value: this.arrows,
            change: (on) => {
              this.arrows = on;
              deepLink.write({ ...deepLink.read(), arrows: on || undefined });
            },
          })}
        </div>
        <div>
          <dl class="lab-facts">
            ${facts.map(([key, value]) => html`<div><dt>${t(key)}</dt><dd data-test=${key}>${value}</dd></div>`)}
          </dl>
          <p class="message" data-test="verdict">${t(`verdict.${verdict(step, shown, still)}`, { missing: still.modes - shown.covered, modes: still.modes })}</p>
          <p>${t('map')}</p>
          <p>${t('sizes', { generator: numbers.whole(still.generator), discriminator: numbers.whole(still.discriminator) })}</p>
        </div>
      </div>
    </section>`;
  }

  #curves() {
    const [steps, maker, critic, covered, overlap, good] = this.#training.frame.shown.track.map((column) => column.map(Number));
    if (steps.length === 0) {
      return nothing;
    }
    const { modes } = this.#training.whole.still;
    return html`<section class="sheet" aria-labelledby="curves-title">
      <h2 id="curves-title">${t('curves')}</h2>
      <div class="curves-grid">
        ${chart({
          title: t('chart.costs'),
          x: { label: t('round'), values: steps },
          series: [
            { label: t('generator'), values: maker },
            { label: t('discriminator'), values: critic },
          ],
          digits: 3,
        })}
        ${chart({
          title: t('chart.coverage'),
          x: { label: t('round'), values: steps },
          series: [
            { label: t('share.covered'), values: covered.map((n) => n / modes) },
            { label: t('overlap'), values: overlap },
            { label: t('good'), values: good },
          ],
          digits: 3,
        })}
      </div>
      <p>${t('curves.text')}</p>
    </section>`;
  }

  #noise() {
    if (!this.walk) {
      return nothing;
    }
    const { still } = this.#training.whole;
    const [x, y] = this.walk.point;
    const show = (n) => numbers.fixed(n, 2);
    const slider = (axis) =>
      rangeField({ label: t(axis === 0 ? 'z1' : 'z2'), name: `z${axis + 1}`, value: this.z[axis], min: -3, max: 3, step: 0.1, show, change: (value) => this.#move(axis, value) });
    return html`<section class="sheet" aria-labelledby="noise-title">
      <h2 id="noise-title">${t('noise')}</h2>
      <p>${t('noise.text')} ${this.#training.frame.playing ? t('noise.later') : nothing}</p>
      <div class="curve-grid">
        <cien-cloud
          .sets=${[
            { xy: still.real, mark: 'circle', tone: 1, label: t('real'), size: 3 },
            { xy: this.walk.point, mark: 'ring', tone: -1, label: t('sample'), size: 9 },
          ]}
          .lines=${this.walk.lines}
          .reach=${still.reach}
          description=${t('walk', { x: show(x), y: show(y), score: show(this.walk.score) })}
        ></cien-cloud>
        <div>${slider(0)} ${slider(1)}</div>
      </div>
    </section>`;
  }
}

// What the samples say of the game.
function verdict(step, shown, still) {
  if (step < EARLY) {
    return 'early';
  }
  if (shown.good < 0.2) {
    return 'lost';
  }
  return shown.covered < still.modes ? 'collapse' : shown.overlap < 0.6 ? 'uneven' : 'balance';
}

const place = (text) => {
  const value = Number(text ?? 0);
  return Number.isFinite(value) ? Math.min(3, Math.max(-3, value)) : 0;
};

customElements.define('gan-page', GanPage);
