// Attention in a small model that is trained here: each number from letters to the next letter.
import { html, LitElement, nothing } from 'lit';
import { announce, chart, deepLink, numbers, t } from '/shared/lab.js';
import { rangeField, selectField } from '/shared/fields.js';
import { asked, seedField, Training, trainingBar, trainingSpeed, trouble } from '/shared/training.js';
import '/shared/grid.js';
import { output } from './output.js';
import { arithmetic } from './arithmetic.js';

const TASKS = ['repeat', 'reverse'];
const KEYS = ['task', 'seed'];
const EXAMPLES = { repeat: 'solsolso', reverse: 'luna>anul>lu' };

class AtencionPage extends LitElement {
  static properties = { look: { state: true }, written: { state: true } };

  #training = new Training('atencion', this, () => this.#told());
  #asking = 0;
  #seen = '';

  constructor() {
    super();
    const link = deepLink.read();
    const whole = (name, low, high, otherwise) => Math.trunc(within(link[name], low, high, otherwise));
    this.text = (link.text ?? '').slice(0, 24);
    this.layer = whole('layer', 0, 1, 0);
    this.head = whole('head', 0, 1, 0);
    this.query = whole('query', 0, 23, 23);
    this.key = whole('key', 0, 23, 0);
    this.temperature = within(link.temperature, 0, 5, 1);
    this.topK = whole('topK', 1, 28, 28);
    this.topP = within(link.topP, 0.01, 1, 1);
    this.drawn = 1;
  }

  createRenderRoot() {
    return this;
  }

  async connectedCallback() {
    super.connectedCallback();
    await this.#training.open(asked(KEYS));
  }

  #told() {
    const { playing, step, shown } = this.#training.frame;
    const { task } = this.#training.whole.settings;
    this.text ||= EXAMPLES[task];
    // What is shown is as old as the training when it was asked for: asked again every second.
    const now = `${this.#training.whole.made} ${playing ? Math.floor(Date.now() / 1000) : step}`;
    if (now !== this.#seen) {
      this.#seen = now;
      this.#ask();
      if (!playing && step > 0) {
        announce(t('said', { step: numbers.whole(step), accuracy: numbers.percent(shown.accuracy) }));
      }
    }
  }

  get #question() {
    const { text, layer, head, temperature, topK, topP } = this;
    return { text, layer, head, position: this.query, temperature, topK, topP };
  }

  async #ask() {
    const asking = ++this.#asking;
    const answer = await this.#training.ask({ what: 'look', ...this.#question });
    if (answer && asking === this.#asking) {
      this.look = answer;
      this.query = Math.min(this.query, answer.tokens.length - 1);
      this.key = Math.min(this.key, this.query);
    }
  }

  // The letter that looks; what was asked last may be shorter than what is asked now.
  get #at() {
    return Math.min(this.query, this.look.tokens.length - 1);
  }

  get #to() {
    return Math.min(this.key, this.#at);
  }

  #set(changes) {
    Object.assign(this, changes);
    const { text, layer, head, query, key, temperature, topK, topP } = this;
    deepLink.write({ ...deepLink.read(), text, layer, head, query, key, temperature, topK, topP });
    this.requestUpdate();
    this.#ask();
  }

  async #write() {
    const answer = await this.#training.ask({ what: 'write', ...this.#question, seed: this.drawn });
    if (answer) {
      this.drawn += 1;
      this.written = answer.text;
      announce(t('written', { text: this.text, more: answer.text }));
    }
  }

  render() {
    return html`<h1>${t('title')}</h1>
      <p class="lead">${t('lead')}</p>
      ${trouble(this.#training)}
      ${this.#training.whole ? [this.#learn(), this.#read(), this.look ? [this.#parts(), this.#matrix(), this.#output()] : nothing] : html`<p>${t('loading')}</p>`}`;
  }

  #learn() {
    const { settings, still } = this.#training.whole;
    const { step, shown } = this.#training.frame;
    const [steps, costs, accuracies] = shown.track.map((column) => column.map(Number));
    const restart = (changes) => {
      this.text = EXAMPLES[changes.task ?? settings.task];
      this.query = this.text.length - 1;
      this.written = undefined;
      this.#training.set(changes);
    };
    return html`<section class="sheet stage" aria-labelledby="learn-title">
      <h2 id="learn-title">${t('learn')}</h2>
      <div class="paso-controls">
        ${selectField({ label: t('task'), name: 'task', value: settings.task, options: TASKS.map((value) => ({ value, label: t(`task.${value}`) })), change: (task) => restart({ task }) })}
        ${seedField(t('seed'), settings, restart)}
      </div>
      <p>${t(`about.${settings.task}`, { example: still.example })}</p>
      ${trainingBar(this.#training)} ${trainingSpeed(this.#training, t('unit'))}
      <dl class="lab-facts">
        <div><dt>${t('step')}</dt><dd data-test="at">${t('step.of', { step: numbers.whole(step), most: numbers.whole(still.most) })}</dd></div>
        <div><dt>${t('accuracy')}</dt><dd data-test="accuracy">${step === 0 ? '—' : numbers.percent(shown.accuracy)}</dd></div>
        <div><dt>${t('chance')}</dt><dd>${numbers.percent(still.chance)}</dd></div>
        <div><dt>${t('size')}</dt><dd>${numbers.whole(still.parameters)}</dd></div>
      </dl>
      ${steps.length > 0
        ? html`<div class="curves-grid" role="group" aria-label=${t('chart')}>
            ${[['cost', costs], ['accuracy', accuracies]].map(([name, values]) => chart({ title: t(name), x: { label: t('step'), values: steps }, series: [{ label: t(name), values }], digits: 3, height: 180 }))}
          </div>`
        : nothing}
    </section>`;
  }

  #read() {
    const { still } = this.#training.whole;
    return html`<section class="sheet" aria-labelledby="read-title">
      <h2 id="read-title">${t('read')}</h2>
      <p>${t('read.text', { length: still.length })}</p>
      <div class="paso-controls">
        <label class="field">
          <span class="field-label">${t('text')}</span>
          <input type="text" class="atencion-text" data-test="text" autocomplete="off" spellcheck="false" maxlength=${still.length} .value=${this.text} @change=${(e) => this.#set({ text: e.target.value, query: Math.max(0, e.target.value.length - 1) })} />
        </label>
        ${selectField({ label: t('layer'), name: 'layer', value: this.layer, options: range(still.layers).map((i) => ({ value: i, label: String(i + 1) })), change: (layer) => this.#set({ layer: Number(layer) }) })}
        ${selectField({ label: t('head'), name: 'head', value: this.head, options: range(still.heads).map((i) => ({ value: i, label: String(i + 1) })), change: (head) => this.#set({ head: Number(head) }) })}
      </div>
      ${this.look
        ? html`<p id="letters-label">${t('letters')}</p>
            <ul class="letters" aria-labelledby="letters-label">
              ${this.look.tokens.map(
                (letter, i) => html`<li>
                  <button type="button" aria-pressed=${String(i === this.#at)} aria-label=${t('letter', { i: i + 1, letter })} @click=${() => this.#set({ query: i, key: Math.min(this.key, i) })}>${letter}</button>
                </li>`,
              )}
            </ul>`
        : nothing}
    </section>`;
  }

  #parts() {
    const { query, key, value, tokens } = this.look;
    const columns = query[0].map((_, i) => i + 1);
    const rows = tokens.map((letter, i) => `${i + 1} ${letter}`);
    const grid = (name, values) => html`<cien-grid .values=${values} .most=${most(values)} .rows=${rows} .columns=${columns} .row=${name === 'query' ? this.#at : this.#to} label=${t(name)} @picked=${({ detail }) => this.#set(name === 'query' ? { query: detail.row, key: Math.min(this.key, detail.row) } : { key: Math.min(detail.row, this.#at) })}></cien-grid>`;
    return html`<section class="sheet" aria-labelledby="parts-title">
      <h2 id="parts-title">${t('parts')}</h2>
      <p>${t('parts.text', { d: columns.length })}</p>
      <div class="curves-grid">${grid('query', query)} ${grid('key', key)} ${grid('value', value)}</div>
    </section>`;
  }

  #matrix() {
    const { scores, weights, tokens } = this.look;
    const rows = tokens.map((letter, i) => `${i + 1} ${letter}`);
    const hidden = (r, c) => c > r;
    const picked = ({ detail }) => this.#set({ query: detail.row, key: Math.min(detail.column, detail.row) });
    return html`<section class="sheet" aria-labelledby="matrix-title">
      <h2 id="matrix-title">${t('matrix')}</h2>
      <p>${t('matrix.text')}</p>
      <div class="paso-controls">
        ${rangeField({ label: t('who'), name: 'query', value: this.#at, min: 0, max: tokens.length - 1, step: 1, show: (i) => `${i + 1} ${tokens[i] ?? ''}`, change: (i) => this.#set({ query: i, key: Math.min(this.key, i) }) })}
        ${rangeField({ label: t('whom'), name: 'key', value: this.#to, min: 0, max: this.#at, step: 1, show: (i) => `${i + 1} ${tokens[i] ?? ''}`, change: (i) => this.#set({ key: i }) })}
      </div>
      <div class="curves-grid">
        <cien-grid .values=${scores} .most=${most(scores)} .rows=${rows} .columns=${rows} .row=${this.#at} .column=${this.#to} label=${t('scores')} @picked=${picked}></cien-grid>
        <cien-grid .values=${weights} .most=${1} .rows=${rows} .columns=${rows} .row=${this.#at} .column=${this.#to} .hidden=${hidden} label=${t('weights')} @picked=${picked}></cien-grid>
      </div>
      ${arithmetic(this.look, this.#at, this.#to)}
    </section>`;
  }

  #output() {
    return output({
      look: this.look,
      query: this.#at,
      text: this.text,
      written: this.written,
      sampling: { temperature: this.temperature, topK: this.topK, topP: this.topP },
      set: (changes) => this.#set(changes),
      write: () => this.#write(),
    });
  }
}

const range = (n) => Array.from({ length: n }, (_, i) => i);
const most = (rows) => Math.max(1e-9, ...rows.flat().map((value) => Math.abs(Number(value))));
const within = (text, low, high, otherwise) => {
  const value = Number(text ?? otherwise);
  return Number.isFinite(value) ? Math.min(high, Math.max(low, value)) : otherwise;
};

customElements.define('atencion-page', AtencionPage);
