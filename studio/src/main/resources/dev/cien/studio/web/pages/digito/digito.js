// Draw a digit: what the network reads, and what each of its layers makes of it.
import { html, LitElement, nothing } from 'lit';
import { dateOf, said } from '/shared/course.js';
import { announce, api, deepLink, numbers, t } from '/shared/lab.js';
import { rangeField, selectField } from '/shared/fields.js';
import { mapsOf } from './maps.js';
import { SIDE } from './sheet.js';

const POLL = 400;
const SHOWN = 3;
const PIXELS = 28;
const LAYERS = ['conv1', 'conv2', 'pool', 'hidden', 'out'];
// MNIST's test digits, by other writers.
const TESTS = 10_000;

class DigitoPage extends LitElement {
  static properties = {
    network: { state: true },
    offers: { state: true },
    run: { state: true },
    opened: { state: true },
    reading: { state: true },
    message: { state: true },
    truth: { state: true },
    row: { state: true },
    column: { state: true },
  };

  #asked = 0;
  #example = 0;

  constructor() {
    super();
    this.row = 14;
    this.column = 14;
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#look();
    this.#offer();
    const { red } = deepLink.read();
    if (red) {
      this.#choose(red);
    }
  }

  async #offer() {
    try {
      this.offers = await api.get('/api/digit/runs');
    } catch (error) {
      this.message = error.message;
    }
  }

  // The network of a run, or the one that was trained here.
  async #choose(run) {
    this.run = run;
    this.opened = undefined;
    this.reading = undefined;
    deepLink.write({ red: run });
    try {
      this.message = '';
      if (run) {
        const opened = await api.get('/api/digit/run', { id: run });
        if (run !== this.run) {
          return;
        }
        this.opened = opened;
        announce(t('run.ready', { run, title: said(opened.title), parameters: numbers.whole(opened.parameters) }));
      }
      this.#read();
    } catch (error) {
      this.message = error.message;
    }
  }

  // Whether there is a network to read with.
  get #ready() {
    return this.run ? Boolean(this.opened) : this.network?.phase === 'ready';
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  // Training goes on in the server; the page only looks how far it is.
  async #look() {
    try {
      const before = this.network?.phase;
      this.network = await api.get('/api/digit');
      if (this.network.phase === 'training') {
        this.timer = setTimeout(() => this.#look(), POLL);
      } else if (before === 'training' && this.network.phase === 'ready') {
        announce(t('trained', { accuracy: numbers.percent(this.network.accuracy) }));
        this.#read();
      }
    } catch (error) {
      this.message = error.message;
    }
  }

  async #train() {
    try {
      this.network = await api.post('/api/digit/train');
      this.message = '';
      this.#look();
    } catch (error) {
      this.message = error.message;
    }
  }

  get #sheet() {
    return this.querySelector('digito-sheet');
  }

  async #read() {
    const sheet = this.#sheet;
    if (!sheet) {
      return;
    }
    const ink = sheet.ink();
    if (!this.#ready || ink.every((value) => value < 0.2)) {
      this.reading = undefined;
      return;
    }
    const asked = ++this.#asked;
    try {
      const reading = await api.post('/api/digit/read', { side: SIDE, ink, run: this.run ?? '' });
      if (asked === this.#asked) {
        this.reading = reading;
        this.message = '';
        const [first] = reading.choices;
        announce(t('read', { digit: first.digit, share: numbers.percent(first.probability) }));
      }
    } catch (error) {
      this.message = error.message;
    }
  }

  async #show() {
    try {
      const example = await api.get('/api/digit/example', { index: this.#example });
      this.#example += 1;
      this.#sheet.show(example.ink, PIXELS);
      this.truth = example.label;
    } catch (error) {
      this.message = error.message;
    }
  }

  render() {
    return html`
      <h1>${t('title')}</h1>
      <p class="lead">${t('lead')}</p>
      ${this.message ? html`<p class="message bad" role="alert">${this.message}</p>` : nothing}
      ${this.offers ? this.#choice() : nothing}
      ${this.run ? this.#ofRun() : this.network ? this.#state() : html`<p>${t('loading')}</p>`}
      <div class="digito-grid">
        <section class="sheet" aria-labelledby="draw-title">
          <h2 id="draw-title">${t('draw')}</h2>
          <digito-sheet
            @drawn=${() => {
              this.truth = undefined;
              this.#read();
            }}
          ></digito-sheet>
          <p>${t('draw.text')}</p>
          <div class="buttons">
            <button type="button" data-test="clear" @click=${() => this.#sheet.clear()}>${t('clear')}</button>
            <button type="button" data-test="example" @click=${() => this.#show()}>${t('example')}</button>
          </div>
        </section>
        <section class="sheet" aria-labelledby="answer-title">
          <h2 id="answer-title">${t('answer')}</h2>
          ${this.reading ? this.#answer() : html`<p>${t('answer.none')}</p>`}
        </section>
      </div>
      ${this.reading ? this.#inside() : nothing}
    `;
  }

  // Which network reads: the one trained here, or one that `cien train` has left.
  #choice() {
    const { runs, others } = this.offers;
    const own = { value: '', label: t('network.own') };
    // One that is asked for by its address, and is not on offer, is said, too.
    const asked = this.run && runs.every((one) => one.id !== this.run) ? [{ value: this.run, label: this.run }] : [];
    return html`<section class="sheet" aria-label=${t('network')}>
      ${selectField({
        label: t('network'),
        name: 'network',
        value: this.run ?? '',
        options: [own, ...asked, ...runs.map((one) => ({ value: one.id, label: this.#named(one) }))],
        change: (run) => this.#choose(run),
        hint: html`<span data-test="others">${runs.length === 0 ? t('network.none') : t('network.runs')} ${others > 0 ? t('network.others', { n: others }) : nothing}</span>`,
      })}
    </section>`;
  }

  #named({ id, recipe, time, accuracy }) {
    const when = dateOf(time, { day: 'numeric', month: 'short', year: 'numeric' });
    const right = accuracy === null ? '' : ` · ${numbers.percent(accuracy)}`;
    return `${recipe}${right} · ${when} · ${id.split('/').at(-1)}`;
  }

  #ofRun() {
    if (!this.opened) {
      return this.message ? nothing : html`<p>${t('loading')}</p>`;
    }
    const { id, title, parameters, accuracy } = this.opened;
    return html`<p class="message" data-test="run">
      ${t('run.ready', { run: id, title: said(title), parameters: numbers.whole(parameters) })}
      ${accuracy === null ? t('run.unmeasured') : t('run.accuracy', { tests: numbers.whole(TESTS), accuracy: numbers.percent(accuracy) })}
    </p>`;
  }

  #state() {
    const { phase, step, steps, loss, accuracy, parameters, samples } = this.network;
    const facts = { parameters: numbers.whole(parameters), samples: numbers.whole(samples) };
    if (phase === 'training') {
      return html`<section class="sheet" aria-label=${t('training')}>
        <label
          >${t('training')}
          <progress data-test="progress" max=${steps || 1} value=${step}></progress
        ></label>
        <p>${t('training.text', { step: numbers.whole(step), steps: numbers.whole(steps), loss: numbers.show(loss, 3) })}</p>
      </section>`;
    }
    if (phase === 'ready') {
      return html`<p class="message" data-test="ready">
        ${t('ready', { ...facts, tests: numbers.whole(TESTS), accuracy: numbers.percent(accuracy) })}
        <button type="button" @click=${() => this.#train()}>${t('train.again')}</button>
      </p>`;
    }
    return html`<section class="sheet" aria-label=${t('train')}>
      <p>${t(phase === 'failed' ? 'failed' : 'none', facts)}</p>
      <button type="button" class="primary" data-test="train" @click=${() => this.#train()}>${t('train')}</button>
    </section>`;
  }

  #answer() {
    return html`
      ${this.truth === undefined ? nothing : html`<p>${t('truth', { digit: this.truth })}</p>`}
      <ol class="digit-choices" data-test="choices">
        ${this.reading.choices.slice(0, SHOWN).map(
          (choice) => html`<li>
            <span>${choice.digit}</span>
            <meter min="0" max="1" value=${choice.probability} aria-label=${t('probability', { digit: choice.digit })}></meter>
            <span>${numbers.percent(choice.probability)}</span>
          </li>`,
        )}
      </ol>
      <details>
        <summary>${t('all')}</summary>
        <table>
          <caption>
            ${t('all')}
          </caption>
          <thead>
            <tr>
              <th scope="col">${t('digit')}</th>
              <th scope="col">${t('share')}</th>
            </tr>
          </thead>
          <tbody>
            ${this.reading.choices.map(
              (choice) => html`<tr>
                <th scope="row">${choice.digit}</th>
                <td>${numbers.percent(choice.probability)}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </details>
    `;
  }

  #inside() {
    const { ink, layers } = this.reading;
    const node = this.row * PIXELS + this.column;
    const pick = (event) => {
      const box = event.currentTarget.getBoundingClientRect();
      this.column = Math.min(PIXELS - 1, Math.max(0, Math.floor(((event.clientX - box.left) / box.width) * PIXELS)));
      this.row = Math.min(PIXELS - 1, Math.max(0, Math.floor(((event.clientY - box.top) / box.height) * PIXELS)));
    };
    return html`
      <section class="sheet" aria-labelledby="pixels-title">
        <h2 id="pixels-title">${t('pixels')}</h2>
        <p>${t('pixels.text')}</p>
        <div class="curve-grid">
          <div class="pixels" @click=${pick}>
            <digito-map .values=${ink} .width=${PIXELS} .height=${PIXELS} .highest=${1} .label=${t('pixels')}></digito-map>
          </div>
          <div>
            ${rangeField({ label: t('row'), name: 'row', value: this.row, min: 0, max: 27, step: 1, show: numbers.show, change: (row) => (this.row = row) })}
            ${rangeField({ label: t('column'), name: 'column', value: this.column, min: 0, max: 27, step: 1, show: numbers.show, change: (column) => (this.column = column) })}
            <p data-test="node">${t('node', { row: this.row, column: this.column, node: node + 1, value: numbers.show(ink[node], 3) })}</p>
          </div>
        </div>
      </section>
      <section class="sheet" aria-labelledby="layers-title">
        <h2 id="layers-title">${t('layers')}</h2>
        <p data-test="layers-text">${t(layers.length === 1 ? 'layers.end' : 'layers.text')}</p>
        ${layers.slice(0, -1).map((layer) => this.#layer(layer))}
        <cien-scroll label=${t('layers.table')}>
          <table data-test="layers">
            <caption>
              ${t('layers.table')}
            </caption>
            <thead>
              <tr>
                <th scope="col">${t('layer')}</th>
                <th scope="col">${t('shape')}</th>
                <th scope="col">${t('active')}</th>
                <th scope="col">${t('mean')}</th>
                <th scope="col">${t('highest')}</th>
              </tr>
            </thead>
            <tbody>
              ${layers.map(({ name, shape, values }) => {
                const active = values.filter((value) => value > 0).length / values.length;
                const mean = values.reduce((a, b) => a + b, 0) / values.length;
                return html`<tr>
                  <th scope="row">${this.#layerName(name)}</th>
                  <td>${shape.join(' × ')}</td>
                  <td>${numbers.percent(active)}</td>
                  <td>${numbers.show(mean, 3)}</td>
                  <td>${numbers.show(Math.max(...values), 3)}</td>
                </tr>`;
              })}
            </tbody>
          </table>
        </cien-scroll>
      </section>
    `;
  }

  // Networks of other recipes have layers that go by the name they have in the program.
  #layerName(name) {
    return LAYERS.includes(name) ? t(`layer.${name}`) : t('layer.named', { name });
  }

  #layer(layer) {
    const name = this.#layerName(layer.name);
    return html`<h3>${name}</h3>
      ${this.run ? nothing : html`<p>${t(`layer.${layer.name}.text`)}</p>`}
      <div class="maps">${mapsOf(layer, (i) => (layer.shape.length === 3 ? t('map', { layer: name, i }) : name))}</div>`;
  }
}

customElements.define('digito-page', DigitoPage);
