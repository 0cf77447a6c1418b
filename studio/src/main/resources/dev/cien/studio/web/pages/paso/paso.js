// Step by step: a network small enough to see every number, one phase at a time.
import { html, LitElement, nothing } from 'lit';
import { announce, api, chart, deepLink, numbers, texts } from '/shared/lab.js';
import { controls, lossFor } from './controls.js';
import { curve, explanation, formulaLines, keyOf, nameOf, picker } from './anatomy.js';
import { edgeTable, neuronTable, sampleTable } from './tables.js';
import { fitted, fromQuery, keeping, parameterOf, sizes, toQuery, Undo, withParameter } from './state.js';
import { focusOf, phases, reached, stepOf } from './phases.js';
import { networkView } from './network-view.js';
import { numberField } from '/shared/number-field.js';

const STEPS = ['forward', 'error', 'backward', 'update'];

class PasoPage extends LitElement {
  static properties = {
    state: { state: true },
    trace: { state: true },
    selected: { state: true },
    message: { state: true },
    width: { state: true },
    turns: { state: true },
  };

  #undo = new Undo();
  #history = [];
  #asked = 0;
  #seed = 1;

  constructor() {
    super();
    this.lessons = [];
    this.curves = {};
    this.width = 640;
    this.turns = 100;
    this.selected = { kind: 'node', layer: 0, index: 0 };
    this.keys = (event) => this.#key(event);
  }

  createRenderRoot() {
    return this;
  }

  async connectedCallback() {
    super.connectedCallback();
    window.addEventListener('keydown', this.keys);
    try {
      const answer = await api.get('/api/steps');
      this.lessons = answer.lessons;
      this.curves = answer.curves;
      const link = deepLink.read();
      const linked = fromQuery(link);
      if (linked) {
        const lesson = this.lessons.some((one) => one.key === link.lesson) ? link.lesson : undefined;
        await this.#show({ ...linked, lesson });
        return;
      }
    } catch (error) {
      this.message = error.message;
    }
    const wanted = deepLink.read().lesson;
    const lesson = this.lessons.find((one) => one.key === wanted) ?? this.lessons[0];
    if (lesson) {
      await this.#show(begin(lesson));
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.keys);
    this.sizes?.disconnect();
  }

  updated() {
    const stage = this.querySelector('.stage-scroll');
    if (stage && !this.sizes) {
      this.sizes = new ResizeObserver(([entry]) => {
        this.width = Math.floor(entry.contentRect.width);
      });
      this.sizes.observe(stage);
    }
  }

  // Asks the server for all numbers of this state, and shows them.
  async #show(state) {
    const asked = ++this.#asked;
    try {
      const answer = await api.post('/api/steps/trace', {
        network: state.network,
        samples: state.samples,
        at: state.at,
        rate: state.rate,
      });
      if (asked !== this.#asked) {
        return false;
      }
      this.trace = answer.trace;
      this.judged = answer.judged;
      this.state = state;
      this.message = '';
      this.#settle();
      return true;
    } catch (error) {
      this.message = error.message;
      return false;
    }
  }

  // After a change of phase or numbers: the element in focus, the address, what is read aloud.
  #settle() {
    const list = phases(this.state.network);
    if (this.state.phase >= list.length) {
      this.state = { ...this.state, phase: list.length - 1 };
    }
    const phase = list[this.state.phase];
    this.selected = this.#existing(focusOf(phase, this.selected));
    deepLink.write(toQuery(this.state));
  }

  #existing(element) {
    const counts = sizes(this.state.network);
    const fits =
      element.layer < counts.length &&
      element.index < counts[element.layer] &&
      (element.kind === 'node' || element.from < counts[element.layer - 1]);
    return fits ? element : { kind: 'node', layer: 0, index: 0 };
  }

  async #change(state) {
    const before = this.state;
    if (await this.#show(state)) {
      this.#undo.push(before);
      this.requestUpdate();
    }
  }

  #phaseTo(phase) {
    this.state = { ...this.state, phase };
    this.#settle();
    announce(this.#told());
  }

  async next() {
    const list = phases(this.state.network);
    if (this.state.phase < list.length - 1) {
      this.#phaseTo(this.state.phase + 1);
      return;
    }
    const { network, samples, at, turn } = this.state;
    const layers = this.trace.layers.map((layer) => layer.next);
    this.#remember([this.trace.loss]);
    await this.#change({
      ...this.state,
      network: { ...network, layers },
      at: (at + 1) % samples.length,
      turn: turn + 1,
      phase: 0,
    });
    announce(this.#told());
  }

  back() {
    if (this.state.phase > 0) {
      this.#phaseTo(this.state.phase - 1);
    } else if (this.state.turn > 0) {
      this.undo();
    }
  }

  async undo() {
    const before = this.#undo.pop();
    if (before) {
      this.#history = this.#history.filter((point) => point.turn < before.turn);
      await this.#show(before);
      announce(texts.t('undone', { turn: this.state.turn }));
      this.requestUpdate();
    }
  }

  async run() {
    const { network, samples, at, rate, turn } = this.state;
    try {
      const ran = await api.post('/api/steps/run', { network, samples, at, rate, turns: this.turns });
      this.#remember(ran.losses);
      await this.#change({
        ...this.state,
        network: ran.network,
        at: ran.next,
        turn: turn + this.turns,
        phase: 0,
      });
      announce(
        texts.t('ran', { turns: numbers.show(this.turns), cost: numbers.show(this.judged.cost) }),
      );
    } catch (error) {
      this.message = error.message;
    }
  }

  #remember(losses) {
    const { turn } = this.state;
    this.#history = [
      ...this.#history.filter((point) => point.turn < turn),
      ...losses.map((loss, i) => ({ turn: turn + i, loss })),
    ];
  }

  #key(event) {
    const inside = event.target.closest?.(
      'input, select, textarea, button, a, summary, [contenteditable], [role=slider]',
    );
    if (!this.state || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const typing = event.target.closest?.('input, select, textarea');
    if (event.key === 'ArrowRight' && !typing) {
      event.preventDefault();
      this.next();
    } else if (event.key === 'ArrowLeft' && !typing) {
      event.preventDefault();
      this.back();
    } else if (event.key === ' ' && !inside) {
      event.preventDefault();
      this.next();
    } else if (event.key.toLowerCase() === 'u' && !typing) {
      this.undo();
    }
  }

  #actions() {
    const now = this.state;
    const fresh = async (counts, network, keep) => {
      this.#seed += 1;
      const drawn = await api.post('/api/steps/network', {
        sizes: counts,
        activation: network.activation,
        head: network.head,
        criterion: network.criterion,
        seed: this.#seed,
      });
      return keep ? keeping(drawn, now.network) : drawn;
    };
    const reshape = async (counts, changes = {}, keep = true) => {
      const network = { ...now.network, ...changes };
      const drawn = await fresh(counts, network, keep);
      const samples = fitted(now.samples, counts[0], counts.at(-1), network.head);
      await this.#change({ ...now, network: drawn, samples, phase: 0, lesson: undefined });
    };
    const guarded =
      (action) =>
      async (...args) => {
        try {
          await action(...args);
        } catch (error) {
          this.message = error.message;
        }
      };
    const counts = sizes(now.network);
    return {
      lesson: guarded(async (key) => {
        const lesson = this.lessons.find((one) => one.key === key);
        if (lesson) {
          this.#history = [];
          await this.#change(begin(lesson));
        }
      }),
      head: guarded(async (head) => {
        const criterion = lossFor(head, undefined);
        const outputs = head === 'SOFTMAX' ? Math.max(2, counts.at(-1)) : counts.at(-1);
        await reshape([...counts.slice(0, -1), outputs], { head, criterion });
      }),
      loss: (criterion) => this.#change({ ...now, network: { ...now.network, criterion } }),
      activation: (activation) => this.#change({ ...now, network: { ...now.network, activation } }),
      resize: guarded((layer, count) => reshape(counts.map((c, l) => (l === layer ? count : c)))),
      // A hidden layer without a curve would add nothing.
      addLayer: guarded(() =>
        reshape(
          [...counts.slice(0, -1), 2, counts.at(-1)],
          counts.length === 2 && now.network.activation === 'LINEAR' ? { activation: 'TANH' } : {},
        ),
      ),
      removeLayer: guarded(() => reshape([...counts.slice(0, -2), counts.at(-1)])),
      redraw: guarded(() => reshape(counts, {}, false)),
    };
  }

  #editField(element, value, label) {
    return numberField({
      value,
      label,
      show: numbers.show,
      change: (number) =>
        this.#change({
          ...this.state,
          network: withParameter(this.state.network, element, number),
          lesson: undefined,
        }),
    });
  }

  #sampleField(part, index, value) {
    const { samples, at } = this.state;
    return numberField({
      value,
      label: texts.t(`field.${part}`, { index: index + 1 }),
      show: numbers.show,
      change: (number) => {
        const changed = structuredClone(samples);
        changed[at][part][index] = number;
        this.#change({ ...this.state, samples: changed, lesson: undefined });
      },
    });
  }

  // What a listener needs to follow: the phase, and its most important number.
  #told() {
    const { t } = texts;
    const list = phases(this.state.network);
    const phase = list[this.state.phase];
    const here = this.trace.layers[Math.max(0, phase.layer - 1)];
    const listed = (values) => values.map((value) => numbers.show(value)).join('; ');
    const values = {
      input: () => listed(this.state.samples[this.state.at].inputs),
      weigh: () => listed(here.sums),
      activate: () => listed(here.outputs),
      output: () => listed(here.outputs),
      error: () => numbers.show(this.trace.loss),
      back: () => listed(here.bySum),
      update: () => numbers.show(this.trace.lossAfter),
    }[phase.kind]();
    return t(`told.${phase.kind}`, {
      step: this.state.phase + 1,
      of: list.length,
      layer: phase.layer,
      values,
    });
  }

  render() {
    const { t } = texts;
    return html`
      <h1>${t('title')}</h1>
      <p class="lead">${t('lead')}</p>
      ${this.message ? html`<p class="message bad" role="alert">${this.message}</p>` : nothing}
      ${this.state && this.trace ? this.#body() : html`<p>${t('loading')}</p>`}
    `;
  }

  #body() {
    const { t } = texts;
    const list = phases(this.state.network);
    const phase = list[this.state.phase];
    const known = reached(list, this.state.phase);
    const view = {
      state: this.state,
      network: this.state.network,
      sample: this.state.samples[this.state.at],
      trace: this.trace,
      selected: this.selected,
      curves: this.curves,
      phase,
      known,
      t,
      show: numbers.show,
      precise: (value) => numbers.show(value, 8),
      width: this.width,
      summary: this.#told(),
      select: (element) => {
        this.selected = element;
      },
      field: (element, value, label) => this.#editField(element, value, label),
    };
    return html`
      <section class="sheet" aria-label=${t('choose')}>${controls({
        state: this.state,
        lessons: this.lessons,
        lesson: this.state.lesson,
        t,
        actions: this.#actions(),
        rateField: html`<label class="rate"
          >${t('rate')}
          ${numberField({
            value: this.state.rate,
            label: t('rate'),
            show: numbers.show,
            change: (rate) => this.#change({ ...this.state, rate }),
          })}</label
        >`,
      })}
      ${this.state.lesson ? html`<p class="lesson-text">${t(`lesson.${this.state.lesson}.text`)}</p>` : nothing}</section>
      <div class="paso-grid">
        <section class="stage sheet" aria-labelledby="stage-title">
          <h2 id="stage-title">${t(`phase.${phase.kind}`, { layer: phase.layer })}</h2>
          ${this.#strip(phase, list)}
          <p class="phase-text">${t(`explain.${phase.kind}`)}</p>
          <cien-scroll class="stage-scroll" label=${t('network')}>
            ${networkView(view)}
          </cien-scroll>
          <p class="legend">${t('legend')}</p>
          ${phase.kind === 'update' || known.error ? this.#loss(known) : nothing}
          ${this.#buttons()}
        </section>
        <section class="detail sheet" aria-labelledby="detail-title">
          <h2 id="detail-title">${nameOf(this.state.network, this.selected, t)}</h2>
          ${picker(view)}
          <p>${explanation(this.state, this.selected, t)}</p>
          ${this.#own(view)}
          <cien-scroll class="formulas" label=${t('formula')} data-test="formula">
            ${formulaLines(view)}
          </cien-scroll>
          ${curve(view)}
        </section>
      </div>
      <section class="sheet" aria-labelledby="samples-title">
        <h2 id="samples-title">${t('samples')}</h2>
        <p>${t('samples.text')}</p>
        <cien-scroll label=${t('samples')}>
          ${sampleTable({
            state: this.state,
            judged: this.judged,
            show: numbers.show,
            t,
            field: (part, index, value) => this.#sampleField(part, index, value),
            choose: (at) => this.#change({ ...this.state, at, phase: 0 }),
          })}
        </cien-scroll>
      </section>
      <section class="sheet" aria-labelledby="falls-title">
        <h2 id="falls-title">${t('falls')}</h2>
        ${this.#history.length > 0
          ? chart({
              title: t('falls'),
              x: { label: t('turn'), values: this.#history.map((point) => point.turn) },
              series: [{ label: t('table.loss'), values: this.#history.map((p) => p.loss) }],
            })
          : html`<p>${t('falls.empty')}</p>`}
      </section>
      <section class="sheet" aria-labelledby="numbers-title">
        <h2 id="numbers-title">${t('all')}</h2>
        <p>${t('all.text')}</p>
        <cien-scroll label=${t('table.neurons')}>
          ${neuronTable({ ...view })}
        </cien-scroll>
        <cien-scroll label=${t('table.edges')}>
          ${edgeTable({ ...view })}
        </cien-scroll>
        <p data-test="apart">
          ${t('apart', { apart: numbers.show(this.trace.apart) })}
          ${this.trace.apart > 1e-6 ? t('corner') : nothing}
        </p>
      </section>
    `;
  }

  #strip(phase, list) {
    const { t } = texts;
    const now = stepOf(phase);
    return html`<ol class="strip">
        ${STEPS.map(
          (step) =>
            html`<li aria-current=${step === now ? 'step' : 'false'}>${t(`step.${step}`)}</li>`,
        )}
      </ol>
      <p class="where" data-test="where">
        ${t('where', {
          turn: this.state.turn + 1,
          phase: this.state.phase + 1,
          of: list.length,
          sample: this.state.at + 1,
          samples: this.state.samples.length,
        })}
      </p>`;
  }

  #loss(known) {
    const { t } = texts;
    return html`<p class="loss-line" data-test="loss">
      L = ${numbers.show(this.trace.loss)}${known.update
        ? html` → <strong>${numbers.show(this.trace.lossAfter)}</strong> ${t('loss.after')}`
        : nothing}
    </p>`;
  }

  #own(view) {
    const { t } = texts;
    const { layer, index, kind } = this.selected;
    if (kind === 'node' && layer === 0) {
      return html`<label class="own">${t('field.inputs', { index: index + 1 })}
        ${this.#sampleField('inputs', index, view.sample.inputs[index])}</label
      >`;
    }
    const value = parameterOf(this.state.network, this.selected);
    const label = t(kind === 'edge' ? 'field.weight' : 'field.bias');
    return html`<label class="own" data-key=${keyOf(this.selected)}
      >${label} ${this.#editField(this.selected, value, label)}</label
    >`;
  }

  #buttons() {
    const { t } = texts;
    return html`<div class="step-bar">
      <button
        type="button"
        data-test="back"
        ?disabled=${this.state.phase === 0 && this.#undo.size === 0}
        @click=${() => this.back()}
      >
        <span aria-hidden="true">←</span> ${t('back')}
      </button>
      <button type="button" class="primary" data-test="next" @click=${() => this.next()}>
        ${t('next')} <span aria-hidden="true">→</span>
      </button>
      <button
        type="button"
        data-test="undo"
        ?disabled=${this.#undo.size === 0}
        @click=${() => this.undo()}
      >
        ${t('undo')} (${this.#undo.size})
      </button>
    </div>
    <div class="run">
        <button type="button" data-test="run" @click=${() => this.run()}>${t('run')}</button>
        <label
          >${t('turns')}
          <input
            type="number"
            data-test="turns"
            min="1"
            max="5000"
            .value=${String(this.turns)}
            @change=${(e) => {
              this.turns = Math.min(5000, Math.max(1, Math.trunc(Number(e.target.value)) || 1));
            }}
        /></label>
    </div>`;
  }
}

function begin(lesson) {
  return {
    lesson: lesson.key,
    network: lesson.network,
    samples: lesson.samples,
    rate: lesson.rate,
    at: 0,
    turn: 0,
    phase: 0,
  };
}

customElements.define('paso-page', PasoPage);
