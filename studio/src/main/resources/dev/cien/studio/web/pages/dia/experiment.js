// An experiment: predictions first, then the run, then both side by side.
import { html, nothing } from 'lit';
import { Attempts } from '/shared/attempts.js';
import { said, zone } from '/shared/course.js';
import { announce, api, chart, numbers, t } from '/shared/lab.js';

class DayExperiment extends Attempts {
  static properties = {
    experiment: { attribute: false },
    best: { attribute: false },
    linked: { attribute: false },
    predictions: { state: true },
    hints: { state: true },
    outcome: { state: true },
    busy: { state: true },
  };

  constructor() {
    super();
    this.predictions = {};
    this.hints = 0;
  }

  #predict(question, value) {
    this.predictions = { ...this.predictions, [question]: value };
  }

  async #run(event) {
    event.preventDefault();
    this.busy = true;
    announce(t('running'));
    await this.attempt(async () => {
      this.outcome = await api.post(`/api/experiments/${this.experiment.id}`, {
        predictions: this.predictions,
        hints: this.hints,
        zone: zone(),
      });
      announce(t('came', { right: this.outcome.right, asked: this.outcome.results.length }));
      this.dispatchEvent(new CustomEvent('predicted', { bubbles: true }));
      await this.updateComplete;
      this.querySelector('.outcome h4')?.focus();
    });
    this.busy = false;
  }

  #again() {
    this.outcome = undefined;
    this.predictions = {};
  }

  render() {
    const one = this.experiment;
    return html`<section class="sheet experiment" data-test=${`experiment-${one.id}`} aria-labelledby=${`title-${one.id}`}>
      <h3 id=${`title-${one.id}`}>${said(one.title)}</h3>
      ${this.best ? html`<p class="best">${t('best', { right: this.best.right, asked: this.best.asked })}</p>` : nothing}
      <p>${said(one.setup)}</p>
      <form @submit=${(e) => this.#run(e)}>
        ${one.questions.map((question) => this.#question(question))}
        ${this.complaint()}
        <div class="buttons">
          ${this.outcome
            ? html`<button type="button" data-test="again" @click=${() => this.#again()}>${t('again')}</button>`
            : html`<button type="submit" class="primary" data-test="run" ?disabled=${this.busy}>${this.busy ? t('running') : t('run')}</button>`}
          ${this.hints < one.hints.length && !this.outcome
            ? html`<button type="button" data-test="hint" @click=${() => (this.hints += 1)}>${t('hint', { n: this.hints + 1, all: one.hints.length })}</button>`
            : nothing}
          ${this.linked ? html`<a class="lab-link" href=${one.lab}>${t('open')}</a>` : nothing}
        </div>
      </form>
      <ol class="hints" aria-live="polite">${one.hints.slice(0, this.hints).map((hint) => html`<li>${said(hint)}</li>`)}</ol>
      ${this.outcome ? this.#outcome() : nothing}
    </section>`;
  }

  #question(question) {
    const name = `${this.experiment.id}-${question.id}`;
    const result = this.outcome?.results.find((one) => one.question === question.id);
    const locked = Boolean(this.outcome) || this.busy;
    const mark = result
      ? html`<p class=${result.right ? 'verdict right' : 'verdict off'}>
          ${result.right ? html`<span aria-hidden="true">✓</span> ${t('right')}` : html`<span aria-hidden="true">✗</span> ${t('off')} ${this.#answer(question, result)}`}
        </p>`
      : nothing;
    if (question.choices.length === 0) {
      return html`<div class="question">
        <label for=${name}>${said(question.ask)}</label>
        <input
          id=${name}
          data-test=${`predict-${question.id}`}
          inputmode="decimal"
          autocomplete="off"
          required
          ?disabled=${locked}
          .value=${this.predictions[question.id] ?? ''}
          @input=${(e) => this.#predict(question.id, e.target.value)}
        />
        ${mark}
      </div>`;
    }
    return html`<fieldset class="question" ?disabled=${locked}>
      <legend>${said(question.ask)}</legend>
      ${question.choices.map(
        (choice) => html`<label class="choice">
          <input
            type="radio"
            name=${name}
            required
            value=${choice.key}
            .checked=${this.predictions[question.id] === choice.key}
            @change=${() => this.#predict(question.id, choice.key)}
          />
          ${said(choice.text)}
        </label>`,
      )}
      ${mark}
    </fieldset>`;
  }

  #answer(question, result) {
    if (question.choices.length === 0) {
      return t('was', { value: numbers.show(Number(result.answers[0])) });
    }
    const texts = question.choices.filter((choice) => result.answers.includes(choice.key)).map((choice) => said(choice.text));
    return t('was', { value: texts.join(' / ') });
  }

  #outcome() {
    const { figures, curves, after, seconds, right, results } = this.outcome;
    return html`<div class="outcome" data-test="outcome">
      <h4 tabindex="-1">${t('came', { right, asked: results.length })}</h4>
      <cien-scroll label=${t('figures')}>
        <table>
          <thead><tr><th scope="col">${t('figure')}</th><th scope="col">${t('value')}</th></tr></thead>
          <tbody>${figures.map((one) => html`<tr><th scope="row">${said(one.name)}</th><td>${numbers.show(one.value)}</td></tr>`)}</tbody>
        </table>
      </cien-scroll>
      ${this.#curves(curves)}
      <p>${said(after)}</p>
      <p class="day-kind">${t('took', { n: numbers.show(seconds, 2) })}</p>
      ${this.experiment.commands.length > 0
        ? html`<details>
            <summary>${t('commands')}</summary>
            ${this.experiment.commands.map((command) => html`<pre tabindex="0"><code>${command}</code></pre>`)}
          </details>`
        : nothing}
    </div>`;
  }

  // Curves of one length belong into one chart; losses that explode are drawn by their powers of ten.
  #curves(curves) {
    const names = Object.keys(curves).slice(0, 5);
    const values = names.map((name) => curves[name]);
    const steps = Math.max(0, ...values.map((one) => one.length));
    if (steps < 3) {
      return nothing;
    }
    const all = values.flat().filter((v) => Number.isFinite(v) && v > 0);
    const log = all.length > 0 && Math.max(...all) / Math.min(...all) > 1000;
    return chart({
      title: t('curve'),
      x: { label: t('step'), values: Array.from({ length: steps }, (_, i) => i) },
      series: names.map((name, i) => ({ label: name.split('.')[0], values: values[i] })),
      log,
      height: 200,
    });
  }
}

customElements.define('day-experiment', DayExperiment);
