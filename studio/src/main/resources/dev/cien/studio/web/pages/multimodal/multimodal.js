// Pictures and words brought into one space, and three ways of fusing them, trained here.
import { html, LitElement, nothing } from 'lit';
import { announce, chart, deepLink, numbers, t, texts } from '/shared/lab.js';
import { selectField } from '/shared/fields.js';
import { asked, seedField, Training, trainingBar, trainingSpeed, trouble } from '/shared/training.js';
import { question, race } from './fusion.js';
import { space } from './space.js';

const DATA = ['shapes', 'digits'];
const KEYS = ['data', 'missing', 'seed'];
const EXAMPLES = { shapes: { es: 'círculo verde', en: 'green circle' }, digits: { es: 'siete azul', en: 'blue seven' } };

class MultimodalPage extends LitElement {
  static properties = { look: { state: true }, scene: { state: true } };

  #training = new Training('multimodal', this, () => this.#told());
  #asking = 0;
  #seen = '';
  #spoken = () => this.#training.whole && this.#told();

  constructor() {
    super();
    const link = deepLink.read();
    const whole = (name, least, otherwise) => Math.max(least, Math.trunc(Number(link[name] ?? otherwise)) || 0);
    this.wanted = (link.text ?? '').slice(0, 60);
    this.text = '';
    this.picture = whole('picture', 0, 0);
    this.axis = link.axes === '3' ? 2 : 0;
    this.at = whole('scene', 0, 0);
    this.colour = whole('colour', -1, -1);
    this.seen = link.seen !== 'false';
    this.read = link.read !== 'false';
    this.head = link.head === undefined ? -1 : whole('head', 0, 0);
  }

  createRenderRoot() {
    return this;
  }

  async connectedCallback() {
    super.connectedCallback();
    document.addEventListener('cien-language', this.#spoken);
    await this.#training.open(asked(KEYS));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('cien-language', this.#spoken);
  }

  #told() {
    const { playing, step, shown } = this.#training.frame;
    const { settings, still, made } = this.#training.whole;
    if (made !== this.made) {
      this.made = made;
      this.look = undefined;
      this.scene = undefined;
      this.text = [this.wanted, this.text].find((text) => isKnown(text, still)) ?? EXAMPLES[settings.data][texts.language];
    }
    this.picture = Math.min(this.picture, still.pictures.length - 1);
    this.at = Math.min(this.at, still.scenes - 1);
    this.colour = Math.min(this.colour, still.colours[0].length - 1);
    // What is shown is as old as the training when it was asked for: asked again every second.
    const now = `${made} ${texts.language} ${playing ? Math.floor(Date.now() / 1000) : step}`;
    if (now !== this.#seen) {
      this.#seen = now;
      this.#ask();
      if (!playing && step > 0) {
        const [found] = shown.space;
        const [early, late, cross] = shown.fused.map(([both]) => numbers.percent(both));
        announce(t('said', { step: numbers.whole(step), found: numbers.percent(found), early, late, cross }));
      }
    }
  }

  async #ask() {
    const asking = ++this.#asking;
    const { language } = texts;
    const { made } = this.#training.whole;
    const look = await this.#training.ask({ what: 'space', text: this.text, picture: this.picture, language });
    const wrong = this.#training.message;
    const scene = await this.#training.ask({ what: 'scene', scene: this.at, colour: this.colour, seen: this.seen, read: this.read, language });
    this.#training.message ||= wrong;
    if (asking === this.#asking && made === this.#training.whole.made) {
      // Of a text that is not understood nothing is shown but why.
      this.look = look ?? this.look;
      this.shownText = look ? this.text : this.shownText;
      this.scene = scene ?? this.scene;
      this.language = language;
    }
  }

  #set(changes) {
    Object.assign(this, changes);
    this.wanted = changes.text ?? this.wanted;
    const { text, picture, at, colour, seen, read, head, axis } = this;
    deepLink.write({
      ...deepLink.read(),
      text,
      picture,
      axes: axis === 2 ? 3 : undefined,
      scene: at,
      colour: colour < 0 ? undefined : colour,
      seen: seen ? undefined : 'false',
      read: read ? undefined : 'false',
      head: head < 0 ? undefined : head,
    });
    this.requestUpdate();
    this.#ask();
  }

  get #phrases() {
    const { phrases } = this.#training.whole.still;
    const half = phrases.length / 2;
    return this.#english ? phrases.slice(half) : phrases.slice(0, half);
  }

  get #english() {
    return this.language === 'en' ? 1 : 0;
  }

  render() {
    return html`<h1>${t('title')}</h1>
      <p class="lead">${t('lead')}</p>
      ${trouble(this.#training)}
      ${this.#training.whole ? [this.#learn(), this.look && this.scene ? this.#all() : html`<p>${t('loading')}</p>`] : html`<p>${t('loading')}</p>`}`;
  }

  #learn() {
    const { settings, still } = this.#training.whole;
    const { step, shown } = this.#training.frame;
    const [steps, costs, found, named, held] = shown.track.map((column) => column.map(Number));
    const [toPicture, toPhrase, composed] = shown.space;
    const share = (value) => (step === 0 ? '—' : numbers.percent(value));
    const pairs = still.phrases.length / 2;
    return html`<section class="sheet stage" aria-labelledby="learn-title">
      <h2 id="learn-title">${t('learn')}</h2>
      <div class="paso-controls">
        ${selectField({ label: t('data'), name: 'data', value: settings.data, options: DATA.map((value) => ({ value, label: t(`data.${value}`) })), change: (data) => this.#training.set({ data }) })}
        ${seedField(t('seed'), settings, (changes) => this.#training.set(changes))}
      </div>
      <p>${t(`about.${settings.data}`, { pairs: pairs - still.heldBack.length, held: still.heldBack.length })}</p>
      ${trainingBar(this.#training)} ${trainingSpeed(this.#training, t('unit'))}
      <dl class="lab-facts">
        <div><dt>${t('step')}</dt><dd data-test="at">${t('step.of', { step: numbers.whole(step), most: numbers.whole(still.most) })}</dd></div>
        <div><dt>${t('to.picture')}</dt><dd data-test="to-picture">${share(toPicture)}</dd></div>
        <div><dt>${t('to.phrase')}</dt><dd>${share(toPhrase)}</dd></div>
        <div><dt>${t('composed')}</dt><dd data-test="composed">${share(composed)}</dd></div>
        <div><dt>${t('luck')}</dt><dd>${numbers.percent(1 / pairs)}</dd></div>
        <div><dt>${t('size')}</dt><dd>${numbers.whole(still.tower)} + ${numbers.whole(still.words)}</dd></div>
      </dl>
      ${steps.length > 0
        ? html`<div class="curves-grid">
            ${chart({ title: t('chart.cost'), x: { label: t('step'), values: steps }, series: [{ label: t('cost'), values: costs }], digits: 3, height: 180 })}
            ${chart({
              title: t('chart.space'),
              x: { label: t('step'), values: steps },
              series: [
                { label: t('to.picture'), values: found },
                { label: t('to.phrase'), values: named },
                { label: t('composed'), values: held },
              ],
              digits: 3,
              height: 180,
            })}
          </div>`
        : nothing}
    </section>`;
  }

  #all() {
    const { settings, still } = this.#training.whole;
    const phrases = this.#phrases;
    const things = still.things[this.#english];
    const colours = still.colours[this.#english];
    const set = (changes) => this.#set(changes);
    return [
      space({ still, look: this.look, phrases, text: this.shownText, picture: this.picture, axis: this.axis }, set),
      race({ still, settings, frame: this.#training.frame, things }, (missing) => this.#training.tune('missing', missing)),
      question({ still, scene: this.scene, things, colours, phrases, at: this.at, seen: this.seen, read: this.read, head: this.head }, set),
    ];
  }
}

// Whether all words of a text are words of the phrases; accents do not count.
function isKnown(text, still) {
  const words = (one) => one.trim().toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').split(/\s+/);
  const known = new Set(still.phrases.flatMap(words));
  return text !== '' && words(text).length <= 2 && words(text).every((word) => known.has(word));
}

customElements.define('multimodal-page', MultimodalPage);
