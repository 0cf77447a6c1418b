// A sweep: one recipe, one setting, some values and seeds. Asked for here, trained in the server one after the
// other, and looked at when it has run.
import { html, LitElement, nothing } from 'lit';
import { announce, api, deepLink, numbers, t, texts } from '/shared/lab.js';
import { dateOf } from '/shared/course.js';
import { selectField, toggleField } from '/shared/fields.js';
import { loadFigures } from '/shared/figures.js';
import { KINDS } from './bands.js';
import { result } from './sweep-result.js';

const AGAIN_MS = 1000;
const FIRST = 'xor';

class RunsSweep extends LitElement {
  static properties = {
    offers: { state: true },
    sweeps: { state: true },
    whole: { state: true },
    message: { state: true },
    away: { state: true },
    form: { state: true },
    view: { state: true },
  };

  #timer;
  #asking = false;

  constructor() {
    super();
    const link = deepLink.read();
    this.form = { recipe: link.recipe ?? FIRST, key: link.key ?? '', values: link.values ?? '', seeds: Number(link.seeds) || 3 };
    this.view = { id: link.sweep ?? '', figure: link.figure ?? '', curve: link.curve ?? '', band: KINDS.includes(link.band) ? link.band : KINDS[0] };
  }

  createRenderRoot() {
    return this;
  }

  async connectedCallback() {
    super.connectedCallback();
    await this.#safely(async () => {
      await loadFigures();
      this.offers = await api.get('/api/sweeps/offers');
      this.form = this.#fitting(this.form);
    });
    await this.#look();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  // Does something; what goes wrong is said until the same is done again.
  async #safely(action, said = 'message') {
    try {
      await action();
      this[said] = '';
    } catch (error) {
      this[said] = error.message;
    }
  }

  // Where everything stands; again every second while something is left to train.
  async #look() {
    clearTimeout(this.#timer);
    let left = false;
    await this.#safely(async () => {
      this.sweeps = await api.get('/api/sweeps');
      left = this.sweeps.some((one) => one.state === 'waiting');
      const shown = this.sweeps.find((one) => one.id === this.view.id);
      const known = this.whole?.shown;
      if (shown && !(known?.id === shown.id && known.ended === shown.ended && known.state === shown.state)) {
        this.whole = await api.get(`/api/sweeps/${encodeURIComponent(shown.id)}`);
        if (known?.id === shown.id && shown.state === 'done') {
          announce(t('sweep.done', { recipe: shown.asked.recipe, n: shown.size }));
        }
      } else if (!shown) {
        this.whole = undefined;
      }
    }, 'away');
    if (this.isConnected && (left || this.away)) {
      this.#timer = setTimeout(() => this.#look(), AGAIN_MS);
    }
  }

  get #recipe() {
    return this.offers.recipes.find((one) => one.name === this.form.recipe);
  }

  // A form whose recipe and setting exist, with values to begin with.
  #fitting(form) {
    const recipe = this.offers.recipes.find((one) => one.name === form.recipe) ?? this.offers.recipes.find((one) => one.name === FIRST);
    const setting = recipe.settings.find((one) => one.key === form.key) ?? recipe.settings.find((one) => one.key === 'rate') ?? recipe.settings[0];
    const kept = recipe.name === form.recipe && setting.key === form.key && form.values;
    return { recipe: recipe.name, key: setting.key, values: kept || example(setting), seeds: Math.min(this.offers.mostSeeds, Math.max(1, form.seeds)) };
  }

  #set(changes) {
    this.form = this.#fitting({ ...this.form, ...changes });
    const { recipe, key, values, seeds } = this.form;
    deepLink.write({ ...deepLink.read(), recipe, key, values, seeds });
  }

  #show(changes) {
    this.view = { ...this.view, ...changes };
    const { id, figure, curve, band } = this.view;
    deepLink.write({ ...deepLink.read(), sweep: id, figure, curve, band: band === KINDS[0] ? undefined : band });
  }

  // Pressed twice, it is asked for once.
  async #begin() {
    if (this.#asking) {
      return;
    }
    this.#asking = true;
    const { recipe, key, values, seeds } = this.form;
    let made;
    await this.#safely(async () => {
      made = await api.post('/api/sweeps', { recipe, key, values: parsed(values, this.#setting), seeds: Array.from({ length: seeds }, (_, i) => i + 1) });
    });
    this.#asking = false;
    if (made) {
      this.#show({ id: made.id, figure: '', curve: '' });
      await this.#look();
    }
  }

  get #setting() {
    return this.#recipe.settings.find((one) => one.key === this.form.key);
  }

  async #act(action) {
    await this.#safely(action);
    await this.#look();
  }

  render() {
    return html`<section class="sheet" aria-labelledby="sweep-title">
        <h2 id="sweep-title">${t('sweep')}</h2>
        <p>${t('sweep.text')}</p>
        ${this.message ? html`<p class="message bad" role="alert">${this.message}</p>` : nothing}
        ${this.away && this.away !== this.message ? html`<p class="message warn" role="status">${this.away}</p>` : nothing}
        ${this.offers ? [this.#ask(), this.#list()] : html`<p>${t('loading')}</p>`}
      </section>
      ${this.whole && this.offers
        ? result(
            {
              whole: this.whole,
              offer: this.offers.recipes.find((one) => one.name === this.whole.shown.asked.recipe),
              ...this.view,
            },
            (changes) => this.#show(changes),
          )
        : nothing}`;
  }

  #ask() {
    const { recipe, key, values, seeds } = this.form;
    const setting = this.#setting;
    const count = parsed(values, setting).length * seeds;
    return html`<div class="paso-controls">
        ${selectField({ label: t('recipe'), name: 'sweep-recipe', value: recipe, options: this.offers.recipes.map((one) => ({ value: one.name, label: `${one.name}: ${one.title[texts.language]}` })), change: (to) => this.#set({ recipe: to, key: '', values: '' }) })}
        ${selectField({ label: t('setting'), name: 'sweep-key', value: key, options: this.#recipe.settings.map((one) => ({ value: one.key, label: `${one.key}: ${one.meaning[texts.language]}` })), change: (to) => this.#set({ key: to, values: '' }) })}
        ${selectField({ label: t('sweep.seeds'), name: 'sweep-seeds', value: seeds, options: Array.from({ length: this.offers.mostSeeds }, (_, i) => i + 1), change: (to) => this.#set({ seeds: Number(to) }) })}
      </div>
      ${setting.words.length > 0 ? this.#words(setting) : this.#numbers(setting)}
      <p>${t('sweep.rest', { seconds: this.offers.mostSeconds })}</p>
      <p class="parts"><button type="button" class="primary" data-test="sweep-begin" @click=${() => this.#begin()}>${t('sweep.begin', { n: numbers.whole(count) })}</button></p>`;
  }

  #words({ words }) {
    const chosen = this.form.values.split(/\s+/).filter(Boolean);
    return html`<fieldset class="shape">
      <legend>${t('sweep.values', { most: this.offers.mostValues })}</legend>
      <div class="paso-controls">
        ${words.map((word) => toggleField({ label: word, name: `value-${word}`, value: chosen.includes(word), change: (on) => this.#set({ values: words.filter((one) => (one === word ? on : chosen.includes(one))).join(' ') || ' ' }) }))}
      </div>
    </fieldset>`;
  }

  #numbers({ quick, whole, most }) {
    return html`<div class="paso-controls">
      <label class="field">
        <span class="field-label">${t('sweep.values', { most: this.offers.mostValues })}</span>
        <input type="text" data-test="sweep-values" autocomplete="off" spellcheck="false" maxlength="120" .value=${this.form.values} @change=${(e) => this.#set({ values: e.target.value || ' ' })} />
        <small>${whole ? t('sweep.hint.whole', { quick: numbers.typed(quick), most: numbers.whole(most) }) : t('sweep.hint', { quick: numbers.typed(quick) })}</small>
      </label>
    </div>`;
  }

  #list() {
    if (!this.sweeps) {
      return html`<p>${t('loading')}</p>`;
    }
    if (this.sweeps.length === 0) {
      return html`<p data-test="sweep-none">${t('sweep.none')}</p>`;
    }
    return html`<cien-scroll label=${t('sweep.mine')}>
      <table data-test="sweeps">
        <caption>${t('sweep.mine')}</caption>
        <thead><tr><th scope="col">${t('recipe')}</th><th scope="col">${t('sweep.when')}</th><th scope="col">${t('sweep.which')}</th><th scope="col">${t('sweep.state')}</th><th scope="col">${t('sweep.actions')}</th></tr></thead>
        <tbody>
          ${this.sweeps.map((one) => this.#row(one))}
        </tbody>
      </table>
    </cien-scroll>`;
  }

  #row(one) {
    const { asked, state, ended, size, now } = one;
    const named = { recipe: asked.recipe, key: asked.key };
    const path = `/api/sweeps/${encodeURIComponent(one.id)}`;
    return html`<tr class=${one.id === this.view.id ? 'different' : ''}>
      <th scope="row">${asked.recipe}</th>
      <td>${dateOf(one.madeAt, { dateStyle: 'short', timeStyle: 'short' })}</td>
      <td>${t('sweep.asked', { key: asked.key, values: asked.values.map(numbers.typed).join(' · '), seeds: asked.seeds.length })}</td>
      <td>
        ${state === 'waiting' ? html`<meter min="0" max=${size} value=${ended} aria-label=${t('sweep.progress', named)}></meter>` : nothing}
        ${t(`state.${state}`, { ended, size })}
        ${now ? t(now.epochs > 0 ? 'sweep.now' : 'sweep.prepares', { n: now.number + 1, epoch: now.epoch, epochs: now.epochs }) : nothing}
      </td>
      <td>
        <span class="parts">
          <button type="button" aria-pressed=${String(one.id === this.view.id)} aria-label=${t('sweep.see.of', named)} @click=${() => this.#see(one)}>${t('sweep.see')}</button>
          ${state === 'waiting' ? html`<button type="button" data-test="sweep-stop" aria-label=${t('sweep.stop.of', named)} @click=${() => this.#act(() => api.post(`${path}/stop`))}>${t('sweep.stop')}</button>` : html`<button type="button" data-test="sweep-delete" aria-label=${t('sweep.delete.of', named)} @click=${() => this.#act(() => api.delete(path))}>${t('sweep.delete')}</button>`}
        </span>
      </td>
    </tr>`;
  }

  #see(one) {
    this.#show({ id: one.id, figure: '', curve: '' });
    this.#look();
  }
}

// Values as they are typed: apart by spaces or semicolons, and by commas where those cannot be decimal ones.
export function parsed(text, { words, whole }) {
  if (words.length > 0) {
    return text.split(/\s+/).filter(Boolean);
  }
  return text
    .split(/[;\s]+/)
    .map((part) => part.replace(/^,+|,+$/g, ''))
    .flatMap((part) => (whole || part.includes('.') || part.split(',').length > 2 ? part.split(',') : [part.replace(',', '.')]))
    .filter(Boolean);
}

// Values to begin with: some words, or less and more than the quick version has.
function example({ quick, words, whole, most }) {
  if (words.length > 0) {
    return words.slice(0, 3).join(' ');
  }
  const usual = Number(quick);
  if (whole) {
    const values = [Math.max(1, Math.round(usual / 2)), usual, Math.min(most, 2 * usual)];
    return [...new Set(values)].join(' ');
  }
  const values = usual === 0 ? [0, 0.1, 0.2] : [usual / 3, usual, usual * 3];
  return values.map((value) => numbers.typed(String(Number(value.toPrecision(2))))).join(' ');
}

customElements.define('runs-sweep', RunsSweep);
