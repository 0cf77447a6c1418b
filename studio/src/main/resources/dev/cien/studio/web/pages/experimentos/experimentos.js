// The runs that training has left: their curves over each other, what differs, and all of it as a file.
import { html, LitElement, nothing } from 'lit';
import { api, chart, deepLink, numbers, t, texts } from '/shared/lab.js';
import { dateOf } from '/shared/course.js';
import { selectField, toggleField } from '/shared/fields.js';
import { figureName, loadFigures } from '/shared/figures.js';
import { alike, banded, KINDS } from './bands.js';
import { csv, difference, json, measures, save, series } from './compare.js';
import { bandField, readable } from './sweep-result.js';
import './sweep.js';

const MOST = 30;
// As many as a chart can tell apart.
const MOST_LINES = 6;

class ExperimentosPage extends LitElement {
  static properties = {
    runs: { state: true },
    message: { state: true },
    chosen: { state: true },
    sought: { state: true },
    measure: { state: true },
    onlyDifferent: { state: true },
    log: { state: true },
    together: { state: true },
    band: { state: true },
  };

  constructor() {
    super();
    const link = deepLink.read();
    this.chosen = link.runs ? link.runs.split(',').slice(0, MOST) : [];
    this.sought = link.q ?? '';
    this.measure = link.measure ?? '';
    this.onlyDifferent = link.all !== 'true';
    this.log = link.log === 'true';
    this.together = link.apart !== 'true';
    this.band = KINDS.includes(link.band) ? link.band : KINDS[0];
  }

  createRenderRoot() {
    return this;
  }

  async connectedCallback() {
    super.connectedCallback();
    await this.#load();
  }

  async #load() {
    try {
      await loadFigures();
      const { places, runs } = await api.get('/api/runs');
      this.places = places;
      this.runs = runs;
      this.message = '';
    } catch (error) {
      this.message = error.message;
    }
  }

  #set(changes) {
    Object.assign(this, changes);
    deepLink.write({
      ...deepLink.read(),
      runs: this.chosen.join(','),
      q: this.sought,
      measure: this.measure,
      all: this.onlyDifferent ? undefined : 'true',
      log: this.log || undefined,
      apart: this.together ? undefined : 'true',
      band: this.band === KINDS[0] ? undefined : this.band,
    });
  }

  #choose(id, on) {
    this.#set({ chosen: on ? [...this.chosen, id].slice(-MOST) : this.chosen.filter((one) => one !== id) });
  }

  render() {
    return html`<h1>${t('title')}</h1>
      <p class="lead">${t('lead')}</p>
      <runs-sweep></runs-sweep>
      ${this.message ? html`<p class="message bad" role="alert">${this.message}</p>` : nothing}
      ${this.runs ? [this.#list(), this.#chosen()] : html`<p>${t('loading')}</p>`}`;
  }

  #list() {
    if (this.runs.length === 0) {
      return html`<p class="message" data-test="none">${t('none', { places: this.places.join(', ') })}</p>
        <p><button type="button" @click=${() => this.#load()}>${t('again')}</button></p>`;
    }
    const wanted = this.sought.toLowerCase();
    const shown = this.runs.filter((run) => run.id.toLowerCase().includes(wanted));
    return html`<section class="sheet" aria-labelledby="list-title">
      <h2 id="list-title">${t('list')}</h2>
      <div class="paso-controls">
        <label class="field"><span class="field-label">${t('seek')}</span><input type="search" data-test="seek" .value=${this.sought} @input=${(e) => this.#set({ sought: e.target.value })} /></label>
        <button type="button" @click=${() => this.#load()}>${t('again')}</button>
      </div>
      <p>${t('choose', { most: MOST })}</p>
      <cien-scroll label=${t('list')}>
        <table data-test="runs">
          <thead><tr><th scope="col">${t('run')}</th><th scope="col">${t('when')}</th><th scope="col">${t('recipe')}</th><th scope="col">${t('epochs')}</th><th scope="col">${t('figures')}</th></tr></thead>
          <tbody>
            ${shown.map(
              (run) => html`<tr>
                <th scope="row"><label><input type="checkbox" data-run=${run.id} .checked=${this.chosen.includes(run.id)} @change=${(e) => this.#choose(run.id, e.target.checked)} /> ${run.id.slice(run.id.indexOf('/') + 1)}</label></th>
                <td>${dateOf(run.time, { dateStyle: 'short', timeStyle: 'short' })}</td>
                <td>${run.config.recipe ?? ''}</td>
                <td>${numbers.whole(run.epochs.length)}</td>
                <td>${run.trouble ? html`<em>${run.trouble[texts.language]}</em>` : figures(run) || t('unmeasured')}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </cien-scroll>
    </section>`;
  }

  // A line for each group of runs, with a band where it has several.
  #lines(runs, groups, measure) {
    const { epochs, series: each } = series(runs, measure);
    const shown = groups.slice(0, MOST_LINES);
    return {
      epochs,
      left: groups.length - shown.length,
      series: shown.map((group) => {
        const rows = group.map((run) => each[runs.indexOf(run)].values.map((value) => value ?? NaN));
        const [{ label }] = group.map((run) => each[runs.indexOf(run)]);
        return banded(group.length > 1 ? t('together.of', { run: label, n: group.length }) : label, rows, this.band);
      }),
    };
  }

  #chosen() {
    const runs = this.chosen.map((id) => this.runs.find((run) => run.id === id)).filter(Boolean);
    if (runs.length === 0) {
      return nothing;
    }
    const names = measures(runs);
    const measure = names.includes(this.measure) ? this.measure : names.find((name) => name === 'validation/loss') ?? names[0];
    const groups = alike(runs);
    const repeated = groups.length < runs.length;
    const lines = measure ? this.#lines(runs, repeated && this.together ? groups : runs.map((run) => [run]), measure) : undefined;
    const rows = difference(runs, this.onlyDifferent);
    return html`<section class="sheet" aria-labelledby="curves-title">
        <h2 id="curves-title">${t('curves')}</h2>
        ${lines
          ? html`<div class="paso-controls">
                ${selectField({ label: t('measure'), name: 'measure', value: measure, options: names.map((value) => ({ value, label: readable(value) })), change: (value) => this.#set({ measure: value }) })}
                ${toggleField({ label: t('log'), name: 'log', value: this.log, change: (log) => this.#set({ log }) })}
                ${repeated
                  ? [
                      toggleField({ label: t('together'), name: 'together', value: this.together, change: (together) => this.#set({ together }) }),
                      this.together ? bandField(this.band, (changes) => this.#set(changes)) : nothing,
                    ]
                  : nothing}
              </div>
              ${repeated && this.together ? html`<p data-test="together-text">${t('together.text')}</p>` : nothing}
              ${lines.left > 0 ? html`<p class="message warn">${t('lines.left', { most: MOST_LINES, left: lines.left })}</p>` : nothing}
              ${chart({ title: readable(measure), x: { label: t('epoch'), values: lines.epochs }, series: lines.series, log: this.log })}`
          : html`<p>${t('no.curves')}</p>`}
        <p class="parts">
          <button type="button" data-test="csv" @click=${() => save('cien.csv', 'text/csv', csv(runs))}>${t('csv')}</button>
          <button type="button" data-test="json" @click=${() => save('cien.json', 'application/json', json(runs))}>${t('json')}</button>
        </p>
      </section>
      <section class="sheet" aria-labelledby="diff-title">
        <h2 id="diff-title">${t('diff')}</h2>
        ${toggleField({ label: t('diff.only'), name: 'different', value: this.onlyDifferent, change: (on) => this.#set({ onlyDifferent: on }) })}
        ${rows.length === 0
          ? html`<p>${t(runs.length < 2 ? 'diff.two' : 'diff.none')}</p>`
          : html`<cien-scroll label=${t('diff')}>
              <table data-test="diff">
                <thead><tr><th scope="col">${t('setting')}</th>${runs.map((run) => html`<th scope="col">${run.id.slice(run.id.indexOf('/') + 1)}</th>`)}</tr></thead>
                <tbody>
                  ${rows.map(({ name, values, different }) => html`<tr class=${different ? 'different' : ''}><th scope="row">${different ? '≠ ' : ''}${name}</th>${values.map((value) => html`<td>${value ?? '—'}</td>`)}</tr>`)}
                </tbody>
              </table>
            </cien-scroll>`}
      </section>`;
  }
}

const figures = (run) =>
  Object.entries(run.figures)
    .slice(0, 3)
    .map(([name, value]) => `${figureName(name)} ${numbers.show(value, 3)}`)
    .join(' · ');

customElements.define('experimentos-page', ExperimentosPage);
