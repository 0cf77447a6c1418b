// Three recurrent cells side by side on a task that needs a long memory.
import { html, LitElement, nothing } from 'lit';
import { announce, chart, deepLink, numbers, t } from '/shared/lab.js';
import { rangeField, selectField, toggleField } from '/shared/fields.js';
import { asked, seedField, Training, trainingBar, trainingSpeed, trouble } from '/shared/training.js';
import '/shared/grid.js';

const TASKS = ['copy', 'adding'];
const RULES = ['adam', 'sgd'];
const CELLS = ['rnn', 'lstm', 'gru'];
const KEYS = ['task', 'lag', 'rule', 'clip', 'keep', 'seed'];

class MemoriaPage extends LitElement {
  static properties = { look: { state: true } };

  #training = new Training('memoria', this, () => this.#told());
  #asking = 0;
  #seen = '';

  constructor() {
    super();
    const link = deepLink.read();
    this.cell = CELLS.includes(link.cell) ? link.cell : 'lstm';
    this.gate = link.gate ?? 'forget';
    this.sample = Math.min(199, Math.max(0, Math.trunc(Number(link.sample ?? 0)) || 0));
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
    const now = `${this.#training.whole.made} ${playing ? Math.floor(Date.now() / 1000) : step}`;
    if (now !== this.#seen) {
      this.#seen = now;
      this.#ask();
      if (!playing && step > 0) {
        const [rnn, lstm, gru] = shown.scores.map(numbers.percent);
        announce(t('said', { step: numbers.whole(step), rnn, lstm, gru }));
      }
    }
  }

  async #ask() {
    const asking = ++this.#asking;
    const answer = await this.#training.ask({ sample: this.sample });
    if (answer && asking === this.#asking) {
      this.look = answer;
    }
  }

  #set(changes) {
    Object.assign(this, changes);
    const { cell, gate, sample } = this;
    deepLink.write({ ...deepLink.read(), cell, gate, sample });
    this.requestUpdate();
  }

  render() {
    return html`<h1>${t('title')}</h1>
      <p class="lead">${t('lead')}</p>
      ${trouble(this.#training)}
      ${this.#training.whole ? [this.#controls(), this.#race(), this.look ? [this.#lags(), this.#gates()] : nothing] : html`<p>${t('loading')}</p>`}`;
  }

  #controls() {
    const { settings } = this.#training.whole;
    const set = (changes) => this.#training.set(changes);
    return html`<section class="sheet" aria-labelledby="set-title">
      <h2 id="set-title">${t('set')}</h2>
      <div class="paso-controls">
        ${selectField({ label: t('task'), name: 'task', value: settings.task, options: TASKS.map((value) => ({ value, label: t(`task.${value}`) })), change: (task) => set({ task }) })}
        ${rangeField({ label: t('lag'), name: 'lag', value: Number(settings.lag), min: 4, max: 80, step: 1, show: numbers.show, change: (lag) => set({ lag: String(lag) }) })}
        ${selectField({ label: t('rule'), name: 'rule', value: settings.rule, options: RULES.map((value) => ({ value, label: t(`rule.${value}`) })), change: (rule) => set({ rule }) })}
        ${rangeField({ label: t('keep'), name: 'keep', value: Number(settings.keep), min: -3, max: 5, step: 1, show: numbers.show, change: (keep) => set({ keep: String(keep) }) })}
        ${seedField(t('seed'), settings, set)}
        ${toggleField({ label: t('clip'), name: 'clip', value: Number(settings.clip) > 0, change: (on) => set({ clip: on ? '1' : '0' }) })}
      </div>
      <p>${t(`about.${settings.task}`, { lag: settings.lag })}</p>
      <p>${t('keep.text')}</p>
    </section>`;
  }

  #race() {
    const { still } = this.#training.whole;
    const { step, shown } = this.#training.frame;
    // Before the first step nothing was measured, which is not the same as 0.
    const known = (text) => (step === 0 ? '—' : text);
    const [steps, ...rest] = shown.track.map((column) => column.map(Number));
    const series = (which) => still.cells.map((cell, i) => ({ label: cell.toUpperCase(), values: rest[3 * i + which] }));
    return html`<section class="sheet stage" aria-labelledby="race-title">
      <h2 id="race-title">${t('race')}</h2>
      ${trainingBar(this.#training)} ${trainingSpeed(this.#training, t('unit'))}
      <p data-test="at">${t('step.of', { step: numbers.whole(step), most: numbers.whole(still.most) })}</p>
      <cien-scroll label=${t('now')}>
        <table data-test="cells">
          <caption>${t('now')}</caption>
          <thead><tr><th scope="col">${t('cell')}</th><th scope="col">${t('parameters')}</th><th scope="col">${t('score')}</th><th scope="col">${t('cost')}</th><th scope="col">${t('norm')}</th></tr></thead>
          <tbody>
            ${still.cells.map(
              (cell, i) => html`<tr><th scope="row">${cell.toUpperCase()}</th><td>${numbers.whole(still.parameters[i])}</td><td>${known(numbers.percent(shown.scores[i]))}</td><td>${known(numbers.show(shown.costs[i], 3))}</td><td>${known(numbers.show(shown.norms[i], 3))}</td></tr>`,
            )}
          </tbody>
        </table>
      </cien-scroll>
      <p>${t('chance', { share: numbers.percent(still.chance) })}</p>
      ${steps.length > 0
        ? html`<div class="curves-grid">
            ${chart({ title: t('chart.score'), x: { label: t('step'), values: steps }, series: series(2), digits: 3 })}
            ${chart({ title: t('chart.cost'), x: { label: t('step'), values: steps }, series: series(0), digits: 3 })}
            ${chart({ title: t('chart.norm'), x: { label: t('step'), values: steps }, series: series(1), log: true, digits: 3 })}
          </div>`
        : nothing}
    </section>`;
  }

  #lags() {
    const { gradients } = this.look;
    const last = gradients.rnn.length;
    const back = gradients.rnn.map((_, i) => i);
    const ratio = (cell) => Number(gradients[cell][0]) / Number(gradients[cell].at(-1));
    return html`<section class="sheet" aria-labelledby="lags-title">
      <h2 id="lags-title">${t('lags')}</h2>
      <p>${t('lags.text')}</p>
      ${chart({
        title: t('chart.lags'),
        x: { label: t('back'), values: back },
        series: CELLS.map((cell) => ({ label: cell.toUpperCase(), values: gradients[cell].map(Number).toReversed() })),
        log: true,
        digits: 3,
      })}
      <p data-test="ratio">${t('ratio', { steps: last - 1, ...Object.fromEntries(CELLS.map((cell) => [cell, numbers.show(ratio(cell), 2)])) })}</p>
    </section>`;
  }

  #gates() {
    const all = this.look.gates[this.cell];
    const gate = this.gate in all ? this.gate : Object.keys(all)[0];
    const values = all[gate];
    const says = this.look.says;
    const means = Object.entries(all).map(([name, rows]) => [name, rows.map((row) => row.reduce((a, b) => a + Number(b), 0) / row.length)]);
    // Time runs to the right.
    const turned = values[0].map((_, unit) => values.map((row) => row[unit]));
    return html`<section class="sheet" aria-labelledby="gates-title">
      <h2 id="gates-title">${t('gates')}</h2>
      <p>${t(`gates.${this.cell}`)}</p>
      <div class="paso-controls">
        ${selectField({ label: t('cell'), name: 'cell', value: this.cell, options: CELLS.map((value) => ({ value, label: value.toUpperCase() })), change: (cell) => this.#set({ cell }) })}
        ${selectField({ label: t('gate'), name: 'gate', value: gate, options: Object.keys(all).map((value) => ({ value, label: t(`gate.${value}`) })), change: (one) => this.#set({ gate: one }) })}
        ${rangeField({
          label: t('sample'),
          name: 'sample',
          value: this.sample,
          min: 0,
          max: 199,
          step: 1,
          show: (n) => String(n + 1),
          change: (sample) => {
            this.#set({ sample });
            this.#ask();
          },
        })}
      </div>
      <cien-grid .values=${turned} .most=${Math.max(1, ...turned.flat().map((v) => Math.abs(Number(v))))} .rows=${turned.map((_, i) => i + 1)} .columns=${says.map((say, i) => `${i + 1}: ${say}`)} label=${t('grid', { gate: t(`gate.${gate}`) })}></cien-grid>
      <p class="says">${t('says')} <code>${says.join(' ')}</code></p>
      ${chart({
        title: t('chart.gates'),
        x: { label: t('time'), values: says.map((_, i) => i + 1) },
        series: means.map(([name, row]) => ({ label: t(`gate.${name}`), values: row })),
        digits: 3,
      })}
    </section>`;
  }
}

customElements.define('memoria-page', MemoriaPage);
