// Diffusion in the plane: points drown, a network learns to find the noise, samples come back.
import { html, LitElement, nothing } from 'lit';
import { announce, chart, deepLink, numbers, t } from '/shared/lab.js';
import { labelledNumber, rangeField, selectField, toggleField } from '/shared/fields.js';
import { asked, seedField, Training, trainingBar, trainingSpeed, trouble } from '/shared/training.js';
import '/shared/cloud.js';

const DATA = ['ring', 'grid', 'spiral'];
const SCHEDULES = ['linear', 'cosine'];
const KEYS = ['data', 'schedule', 'steps', 'seed'];
const PATHS = 14;
const MOST_WAYS = 8;

class DifusionPage extends LitElement {
  static properties = {
    drowned: { state: true },
    way: { state: true },
    ways: { state: true },
    at: { state: true },
    arrows: { state: true },
    busy: { state: true },
  };

  #training = new Training('difusion', this, () => this.#told());
  #asked = 0;
  #seen = -1;
  #schedule = '';

  constructor() {
    super();
    const link = deepLink.read();
    this.t = whole(link.t, 0, 400, 20);
    this.sampler = link.sampler === 'ddim' ? 'ddim' : 'ddpm';
    this.jumps = whole(link.jumps, 1, 400, 10);
    this.chance = whole(link.noise, 1, 1e6, 1);
    this.paths = link.paths !== 'false';
    this.arrows = link.arrows === 'true';
    this.ways = [];
  }

  createRenderRoot() {
    return this;
  }

  async connectedCallback() {
    super.connectedCallback();
    await this.#training.open(asked(KEYS));
  }

  // The field of arrows is as old as the training when it was asked for: asked again when that rests.
  #told() {
    const { playing, step } = this.#training.frame;
    const settings = JSON.stringify(this.#training.whole.settings);
    if (settings !== this.#schedule) {
      this.#schedule = settings;
      this.t = Math.min(this.t, this.#training.whole.still.steps);
      this.way = undefined;
      this.ways = [];
      this.#forward();
    } else if (!playing && step !== this.#seen) {
      this.#forward();
      announce(t('said', { step: numbers.whole(step), cost: numbers.show(this.#training.frame.shown.cost, 3) }));
    }
    this.#seen = step;
  }

  async #forward() {
    const asking = ++this.#asked;
    const answer = await this.#training.ask({ what: 'forward', t: this.t });
    if (answer && asking === this.#asked) {
      this.drowned = answer;
    }
  }

  #keep(changes) {
    deepLink.write({ ...deepLink.read(), ...changes });
  }

  #time(value) {
    this.t = value;
    this.#keep({ t: value });
    this.#forward();
  }

  async #back() {
    this.busy = true;
    const { steps } = this.#training.whole.still;
    const jumps = this.sampler === 'ddpm' ? steps : Math.min(this.jumps, steps);
    const answer = await this.#training.ask({ what: 'sample', sampler: this.sampler, jumps, seed: this.chance });
    this.busy = false;
    if (answer) {
      this.way = answer;
      this.at = answer.stops.length - 1;
      this.ways = [...this.ways, { sampler: this.sampler, jumps, step: this.#training.frame.step, ...answer }].slice(-MOST_WAYS);
      this.#keep({ sampler: this.sampler, jumps: this.jumps, noise: this.chance });
      announce(t('arrived', { jumps, distance: numbers.show(answer.distance, 3) }));
    }
  }

  render() {
    return html`<h1>${t('title')}</h1>
      <p class="lead">${t('lead')}</p>
      ${trouble(this.#training)}
      ${this.#training.whole ? [this.#controls(), this.#drown(), this.#learn(), this.#return()] : html`<p>${t('loading')}</p>`}`;
  }

  #controls() {
    const { settings } = this.#training.whole;
    const set = (changes) => this.#training.set(changes);
    return html`<section class="sheet" aria-labelledby="set-title">
      <h2 id="set-title">${t('set')}</h2>
      <div class="paso-controls">
        ${selectField({ label: t('data'), name: 'data', value: settings.data, options: DATA.map((value) => ({ value, label: t(`data.${value}`) })), change: (data) => set({ data }) })}
        ${selectField({ label: t('schedule'), name: 'schedule', value: settings.schedule, options: SCHEDULES.map((value) => ({ value, label: t(`schedule.${value}`) })), change: (schedule) => set({ schedule }) })}
        ${selectField({ label: t('steps'), name: 'steps', value: Number(settings.steps), options: [...new Set([25, 50, 100, 200, 400, Number(settings.steps)])], change: (steps) => set({ steps: String(steps) }) })}
        ${seedField(t('seed'), settings, set)}
      </div>
    </section>`;
  }

  #drown() {
    if (!this.drowned) {
      return nothing;
    }
    const { still } = this.#training.whole;
    const now = this.drowned;
    const show = (n) => numbers.fixed(n, 3);
    const times = still.linear.map((_, i) => i);
    return html`<section class="sheet" aria-labelledby="drown-title">
      <h2 id="drown-title">${t('drown')}</h2>
      <p>${t('drown.text')}</p>
      ${rangeField({ label: t('time'), name: 't', value: this.t, min: 0, max: still.steps, step: 1, show: (n) => t('time.of', { t: n, all: still.steps }), change: (value) => this.#time(value) })}
      <div class="curve-grid">
        <div>
          <cien-cloud
            .sets=${[{ xy: now.drowned, mark: 'circle', tone: 1, label: t('drowned', { t: now.t }) }]}
            .arrows=${this.arrows ? now.field.map(Number) : []}
            .reach=${still.reach}
            description=${t('left', { share: numbers.percent(now.kept), t: now.t })}
          ></cien-cloud>
          ${toggleField({
            label: t('arrows'),
            name: 'arrows',
            value: this.arrows,
            change: (on) => {
              this.arrows = on;
              this.#keep({ arrows: on || undefined });
            },
          })}
        </div>
        <div>
          ${chart({
            title: t('chart.kept'),
            x: { label: t('time'), values: times },
            series: [
              { label: t('schedule.linear'), values: still.linear },
              { label: t('schedule.cosine'), values: still.cosine },
            ],
            digits: 3,
          })}
        </div>
      </div>
      <h3>${t('closed')}</h3>
      <p>${t('closed.text')}</p>
      <cien-scroll label=${t('closed')}>
        <table data-test="closed">
          <caption>${t('closed.caption', { t: now.t })}</caption>
          <thead><tr><th scope="col"></th><th scope="col">${t('mean')}</th><th scope="col">${t('deviation')}</th></tr></thead>
          <tbody>
            <tr><th scope="row">${t('formula')}</th><td>${show(now.mean)}</td><td>${show(now.deviation)}</td></tr>
            <tr><th scope="row">${t('walked')}</th><td>${show(now.walkedMean)}</td><td>${show(now.walkedDeviation)}</td></tr>
          </tbody>
        </table>
      </cien-scroll>
      <p data-test="agree">${now.t === 0 ? t('agree.start') : t(now.probability > 0.01 ? 'agree' : 'agree.not', { p: numbers.show(now.probability, 2) })}</p>
    </section>`;
  }

  #learn() {
    const { still } = this.#training.whole;
    const { step, shown } = this.#training.frame;
    const [steps, costs] = shown.costs.map((column) => column.map(Number));
    const [ends, distances] = shown.distances.map((column) => column.map(Number));
    return html`<section class="sheet stage" aria-labelledby="learn-title">
      <h2 id="learn-title">${t('learn')}</h2>
      <p>${t('learn.text', { parameters: numbers.whole(still.parameters) })}</p>
      ${trainingBar(this.#training)} ${trainingSpeed(this.#training, t('unit'))}
      <dl class="lab-facts">
        <div><dt>${t('step')}</dt><dd data-test="at">${t('step.of', { step: numbers.whole(step), most: numbers.whole(still.most) })}</dd></div>
        <div><dt>${t('cost')}</dt><dd>${step === 0 ? '—' : numbers.show(shown.cost, 3)}</dd></div>
        <div><dt>${t('distance.last')}</dt><dd>${distances.length === 0 ? '—' : numbers.show(distances.at(-1), 3)}</dd></div>
        <div><dt>${t('chance')}</dt><dd>${numbers.show(still.chance, 2)}</dd></div>
      </dl>
      <div class="curves-grid">
        ${steps.length > 0 ? chart({ title: t('chart.cost'), x: { label: t('step'), values: steps }, series: [{ label: t('cost'), values: costs }], digits: 3 }) : nothing}
        ${ends.length > 0
          ? chart({
              title: t('chart.distance'),
              x: { label: t('step'), values: ends },
              series: [
                { label: t('distance'), values: distances },
                { label: t('chance'), values: ends.map(() => still.chance) },
              ],
              log: true,
              digits: 3,
            })
          : nothing}
      </div>
    </section>`;
  }

  #return() {
    const { still } = this.#training.whole;
    return html`<section class="sheet" aria-labelledby="back-title">
      <h2 id="back-title">${t('back')}</h2>
      <p>${t('back.text')}</p>
      <div class="paso-controls">
        ${selectField({
          label: t('sampler'),
          name: 'sampler',
          value: this.sampler,
          options: [
            { value: 'ddpm', label: t('sampler.ddpm', { steps: still.steps }) },
            { value: 'ddim', label: t('sampler.ddim') },
          ],
          change: (sampler) => {
            this.sampler = sampler;
            this.requestUpdate();
          },
        })}
        ${rangeField({
          label: t('jumps'),
          name: 'jumps',
          value: this.sampler === 'ddpm' ? still.steps : Math.min(this.jumps, still.steps),
          min: 1,
          max: still.steps,
          step: 1,
          show: numbers.show,
          disabled: this.sampler === 'ddpm',
          change: (jumps) => {
            this.jumps = jumps;
            this.requestUpdate();
          },
        })}
        ${labelledNumber({
          label: t('noise'),
          name: 'noise',
          value: this.chance,
          show: (n) => String(n),
          change: (n) => {
            this.chance = Math.min(1e6, Math.max(1, Math.trunc(n)));
            this.requestUpdate();
          },
        })}
        <button type="button" class="primary" data-test="back" ?disabled=${this.busy} @click=${() => this.#back()}>${t('go')}</button>
      </div>
      ${this.#training.frame.step === 0 ? html`<p class="message warn">${t('untrained')}</p>` : nothing}
      ${this.way ? this.#arrived(still) : nothing}
    </section>`;
  }

  #arrived(still) {
    const { stops, after } = this.way;
    const at = Math.min(this.at, stops.length - 1);
    return html`${rangeField({ label: t('stop'), name: 'stop', value: at, min: 0, max: stops.length - 1, step: 1, show: (i) => t('stop.of', { i: after[i], all: after.at(-1) }), change: (i) => (this.at = i) })}
      <div class="curve-grid">
        <div>
          <cien-cloud
            .sets=${[
              { xy: still.clean, mark: 'circle', tone: 1, label: t('unseen'), size: 3 },
              { xy: stops[at], mark: 'square', tone: -1, label: t('samples') },
            ]}
            .lines=${this.paths ? trails(stops.slice(0, at + 1)) : []}
            .reach=${still.reach}
            description=${t('stop.said', { i: after[at], all: after.at(-1), distance: numbers.show(this.way.distance, 3), covered: this.way.covered, modes: this.way.modes })}
          ></cien-cloud>
          ${toggleField({
            label: t('paths'),
            name: 'paths',
            value: this.paths,
            change: (on) => {
              this.paths = on;
              this.#keep({ paths: on ? undefined : 'false' });
              this.requestUpdate();
            },
          })}
        </div>
        <cien-scroll label=${t('ways')}>
          <table data-test="ways">
            <caption>${t('ways')}</caption>
            <thead><tr><th scope="col">${t('sampler')}</th><th scope="col">${t('jumps')}</th><th scope="col">${t('trained')}</th><th scope="col">${t('distance')}</th><th scope="col">${t('covered')}</th><th scope="col">${t('millis')}</th></tr></thead>
            <tbody>
              ${this.ways.map(
                (way) => html`<tr><th scope="row">${way.sampler.toUpperCase()}</th><td>${way.jumps}</td><td>${numbers.whole(way.step)}</td><td>${numbers.show(way.distance, 3)}</td><td>${way.covered} / ${way.modes}</td><td>${numbers.whole(way.millis)}</td></tr>`,
              )}
            </tbody>
          </table>
        </cien-scroll>
      </div>
      <p>${t('ways.text', { chance: numbers.show(still.chance, 2) })}</p>`;
  }
}

// The ways of the first few samples through the stops.
const trails = (stops) =>
  Array.from({ length: PATHS }, (_, i) => stops.flatMap((xy) => [xy[2 * i], xy[2 * i + 1]]));

const whole = (text, low, high, otherwise) => {
  const value = Math.trunc(Number(text ?? otherwise));
  return Number.isFinite(value) ? Math.min(high, Math.max(low, value)) : otherwise;
};

customElements.define('difusion-page', DifusionPage);
