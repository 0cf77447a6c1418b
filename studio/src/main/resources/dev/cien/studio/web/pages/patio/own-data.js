// Points of one's own: drawn on the plane, added by number, pasted, or from a CSV file.
import { html, LitElement, nothing } from 'lit';
import { announce, api, numbers, t } from '/shared/lab.js';
import { parse } from '/shared/number-field.js';

const MOST_BYTES = 1_000_000;

class PatioOwnData extends LitElement {
  static properties = {
    settings: { attribute: false },
    own: { attribute: false },
    points: { state: true },
    label: { state: true },
    answer: { state: true },
    message: { state: true },
    open: { state: true },
  };

  constructor() {
    super();
    this.points = [];
    this.label = 1;
  }

  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    if (changed.has('own') && JSON.stringify(changed.get('own')) !== JSON.stringify(this.own)) {
      this.points = this.own ?? [];
    }
  }

  #add(x, y) {
    const short = (v) => Math.round(v * 100) / 100;
    this.points = [...this.points, { x: short(x), y: short(y), label: this.label }];
    announce(t('own.added', { count: this.points.length }));
  }

  #draw(event) {
    const box = event.currentTarget.getBoundingClientRect();
    this.#add(((event.clientX - box.left) / box.width) * 12 - 6, 6 - ((event.clientY - box.top) / box.height) * 12);
  }

  async #read(text) {
    this.answer = undefined;
    try {
      this.message = '';
      this.answer = await api.post('/api/patio/points', { text });
      this.points = this.answer.points;
      announce(t('own.read', { count: this.points.length }));
    } catch (error) {
      this.message = error.message;
      announce(error.message);
    }
  }

  async #file(file) {
    if (file.size > MOST_BYTES) {
      this.message = t('own.large');
      announce(this.message);
      return;
    }
    await this.#read(await file.text());
  }

  #use() {
    const problem = this.answer?.regression && this.points === this.answer.points ? 'regression' : 'classification';
    this.dispatchEvent(new CustomEvent('points', { detail: { points: this.points, problem } }));
  }

  #byNumber() {
    const [x, y] = ['x', 'y'].map((name) => parse(this.querySelector(`[data-test=own-${name}]`).value));
    if (x === undefined || y === undefined || Math.abs(x) > 6 || Math.abs(y) > 6) {
      this.message = t('own.range');
      announce(this.message);
      return;
    }
    this.message = '';
    this.#add(x, y);
  }

  render() {
    return html`<details class="sheet own" @toggle=${(e) => (this.open = e.target.open)}>
      <summary><h2>${t('own')}</h2></summary>
      ${this.open ? this.#editor() : nothing}
    </details>`;
  }

  #editor() {
    return html`<div class="own-parts">
        <div>
          <h3>${t('own.draw')}</h3>
          <fieldset class="choices"><legend>${t('own.class')}</legend>
            ${[1, -1].map((value) => html`<label><input type="radio" name="own-class" data-test="own-class-${value}" .checked=${this.label === value} @change=${() => (this.label = value)} />${t(value > 0 ? 'blue' : 'orange')}</label>`)}
          </fieldset>
          <div class="own-plane" data-test="own-plane" @click=${this.#draw}><cien-plane .points=${this.points} description=${t('own.plane', { count: this.points.length })}></cien-plane></div>
          <div class="own-number">
            ${['x', 'y'].map((name) => html`<label class="field"><span class="field-label">${t(`feature.${name}`)}</span><input type="text" inputmode="decimal" class="number-field" data-test="own-${name}" /></label>`)}
            <button type="button" data-test="own-add" @click=${() => this.#byNumber()}>${t('own.add')}</button>
          </div>
        </div>
        <div>
          <h3>${t('own.paste')}</h3>
          <p>${t('own.format')}</p>
          <label class="field"><span class="field-label">${t('own.text')}</span>
            <textarea rows="8" data-test="own-text" spellcheck="false"></textarea></label>
          <p class="buttons">
            <button type="button" data-test="own-read" @click=${() => this.#read(this.querySelector('textarea').value)}>${t('own.take')}</button>
            <label class="file button-link">${t('own.file')}<input type="file" class="unseen" data-test="own-file" accept=".csv,.txt,.tsv,text/*" @change=${(e) => e.target.files[0] && this.#file(e.target.files[0])} /></label>
          </p>
          ${this.message ? html`<p class="message bad">${this.message}</p>` : nothing}
          ${this.answer ? this.#told(this.answer) : nothing}
        </div>
      </div>
      <p class="buttons">
        <button type="button" class="primary" data-test="own-use" ?disabled=${this.points.length < 4} @click=${() => this.#use()}>${t('own.use', { count: numbers.whole(this.points.length) })}</button>
        <button type="button" ?disabled=${this.points.length === 0} @click=${() => { this.points = this.points.slice(0, -1); this.answer = undefined; }}>${t('own.undo')}</button>
        <button type="button" ?disabled=${this.points.length === 0} @click=${() => { this.points = []; this.answer = undefined; }}>${t('own.clear')}</button>
      </p>`;
  }

  #told(answer) {
    return html`<p data-test="own-told">${t('own.read', { count: answer.points.length })}
        ${answer.labels.length === 2 ? t('own.classes', { low: answer.labels[0], high: answer.labels[1] }) : t('own.quantities')}
        ${answer.scaled ? t('own.scaled', { xLow: numbers.show(answer.xLow), xHigh: numbers.show(answer.xHigh), yLow: numbers.show(answer.yLow), yHigh: numbers.show(answer.yHigh) }) : nothing}</p>
      ${answer.refused.length > 0
        ? html`<p>${t('own.refused', { count: answer.refusedCount })}</p><ul class="refused">${answer.refused.map((row) => html`<li>${t('own.line', { line: row.line, text: row.text })}</li>`)}</ul>`
        : nothing}`;
  }
}

customElements.define('patio-own-data', PatioOwnData);
