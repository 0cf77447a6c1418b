// Points of one's own: drawn on the plane, added by number, pasted, or from a CSV file.
import { html, LitElement, nothing } from 'lit';
import { announce, api, numbers, t } from '/shared/lab.js';
import { letter, sign } from '/shared/classes.js';
import { selectField } from '/shared/fields.js';
import { parse } from '/shared/number-field.js';
import '/shared/plane.js';
import { decoded } from '/shared/decoded.js';
import { CLASSES, classesOf } from './link.js';

const MOST_BYTES = 1_000_000;

class PatioOwnData extends LitElement {
  static properties = {
    settings: { attribute: false },
    own: { attribute: false },
    points: { state: true },
    label: { state: true },
    classes: { state: true },
    answer: { state: true },
    message: { state: true },
    open: { state: true },
  };

  constructor() {
    super();
    this.points = [];
    this.label = 1;
    this.classes = 2;
  }

  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    if (changed.has('own') && JSON.stringify(changed.get('own')) !== JSON.stringify(this.own)) {
      this.points = this.own ?? [];
      this.classes = this.points.length > 0 ? Math.max(2, classesOf(this.settings)) : this.classes;
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

  // Of two classes the labels are −1 and 1, of more 0, 1, …; points of classes that go, go too.
  #several(classes) {
    const index = ({ label }) => (this.classes > 2 ? label : label >= 0 ? 1 : 0);
    this.points = this.points
      .filter((point) => index(point) < classes)
      .map((point) => ({ ...point, label: classes > 2 ? index(point) : 2 * index(point) - 1 }));
    this.answer = undefined;
    this.label = classes > 2 ? 0 : 1;
    this.classes = classes;
  }

  async #read(text, classes = false) {
    this.text = text;
    this.answer = undefined;
    try {
      this.message = '';
      this.answer = await api.post('/api/patio/points', { text, classes });
      this.points = this.answer.points;
      this.classes = Math.max(2, this.answer.labels.length);
      this.label = this.classes > 2 ? 0 : 1;
      announce(t('own.read', { count: this.points.length }));
    } catch (error) {
      this.message = error.message;
      announce(error.message);
    }
  }

  // The same file may be chosen again, once it is mended.
  #chosen(input) {
    const [file] = input.files;
    input.value = '';
    return file && this.#file(file);
  }

  async #file(file) {
    if (file.size > MOST_BYTES) {
      this.message = t('own.large');
      announce(this.message);
      return;
    }
    await this.#read(await decoded(file));
  }

  #use() {
    const problem = this.answer?.regression && this.points === this.answer.points ? 'regression' : this.classes > 2 ? 'multiclass' : 'classification';
    const classes = problem === 'multiclass' ? this.classes : undefined;
    this.dispatchEvent(new CustomEvent('points', { detail: { points: this.points, problem, classes } }));
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
          ${selectField({ label: t('control.classes'), name: 'own-classes', value: this.classes, options: [2, ...CLASSES], change: (v) => this.#several(Number(v)) })}
          <fieldset class="choices"><legend>${t('own.class')}</legend>
            ${(this.classes > 2 ? Array.from({ length: this.classes }, (_, i) => i) : [1, -1]).map((value) => html`<label><input type="radio" name="own-class" data-test="own-class-${value}" .checked=${this.label === value} @change=${() => (this.label = value)} />${this.classes > 2 ? html`${sign(value)} ${letter(value)}` : t(value > 0 ? 'blue' : 'orange')}</label>`)}
          </fieldset>
          <div class="own-plane" data-test="own-plane" @click=${this.#draw}><cien-plane .points=${this.points} classes=${this.classes} description=${t('own.plane', { count: this.points.length })}></cien-plane></div>
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
            <label class="file button-link">${t('own.file')}<input type="file" class="unseen" data-test="own-file" accept=".csv,.txt,.tsv,text/*" @change=${(e) => this.#chosen(e.target)} /></label>
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
        ${answer.labels.length > 2 ? t('own.several', { names: answer.labels.map((name, i) => `${letter(i)}: «${name}»`).join(', ') }) : answer.labels.length === 2 ? t('own.classes', { low: answer.labels[0], high: answer.labels[1] }) : t('own.quantities')}
        ${answer.regression ? html`<button type="button" data-test="own-as-classes" @click=${() => this.#read(this.text, true)}>${t('own.asClasses')}</button>` : nothing}
        ${answer.scaled ? t('own.scaled', { xLow: numbers.show(answer.xLow), xHigh: numbers.show(answer.xHigh), yLow: numbers.show(answer.yLow), yHigh: numbers.show(answer.yHigh) }) : nothing}</p>
      ${answer.refused.length > 0
        ? html`<p>${t('own.refused', { count: answer.refusedCount })}</p><ul class="refused">${answer.refused.map((row) => html`<li>${t('own.line', { line: row.line, text: row.text })}</li>`)}</ul>`
        : nothing}`;
  }
}

customElements.define('patio-own-data', PatioOwnData);
