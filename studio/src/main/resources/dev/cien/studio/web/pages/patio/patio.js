// The playground: a superset of TensorFlow Playground whose training runs in the studio.
import { html, LitElement, nothing } from 'lit';
import { announce, api, numbers, t } from '/shared/lab.js';
import '/shared/plane.js';
import { dataColumn, moreBar, networkBar, paintThumbs, playBar } from './controls.js';
import { doctor } from './doctor.js';
import { inspector } from './inspector.js';
import { FEATURES, flag, isHidden, layerActivation, newSeed, outputName, read, shapeOf, write } from './link.js';
import './network-view.js';
import { curve, results, scores } from './results.js';
import { Session } from './session.js';
import { time } from './time.js';
import './own-data.js';
import './code.js';
import './sharing.js';

const SAID_EVERY = 5000;
const LOOKED_EVERY = 1500;

class PatioPage extends LitElement {
  static properties = {
    tick: { state: true },
    selected: { state: true },
    pinned: { state: true },
    logarithmic: { state: true },
    message: { state: true },
    findings: { state: true },
    samples: { state: true },
    kept: { state: true },
    cell: { state: true },
  };

  #said = 0;
  #looked = 0;

  constructor() {
    super();
    this.tick = 0;
    this.selected = { layer: 1, node: 0 };
    this.findings = [];
    this.session = new Session((what) => this.#changed(what));
    this.moved = () => this.#relink();
    this.keys = (event) => this.#key(event);
    this.narrow = matchMedia('(max-width: 680px)');
    this.turned = () => this.requestUpdate();
  }

  createRenderRoot() {
    return this;
  }

  async connectedCallback() {
    super.connectedCallback();
    addEventListener('hashchange', this.moved);
    addEventListener('keydown', this.keys);
    this.narrow.addEventListener('change', this.turned);
    await this.#try(() => this.session.open(location.hash.slice(1)));
    this.samples = await api.get('/api/patio/samples').catch(() => undefined);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.moved);
    removeEventListener('keydown', this.keys);
    this.narrow.removeEventListener('change', this.turned);
    this.#bare(false);
    this.session.close();
  }

  #relink() {
    const link = location.hash.slice(1);
    if (link && link !== this.session.whole?.link) {
      this.#try(() => this.session.create(link));
    }
  }

  #changed(what) {
    const { whole, frame } = this.session;
    this.tick++;
    if (what === 'whole') {
      this.cell = undefined;
      this.findings = whole.findings;
      this.#bare(this.isConnected && flag(read(whole.link).hideText));
      if (this.isConnected && location.hash.slice(1) !== whole.link) {
        history.replaceState(history.state, '', `${location.pathname}${location.search}#${whole.link}`);
      }
      const last = frame.biases.length - 1;
      if (this.selected.layer > last || this.selected.node >= frame.biases[this.selected.layer].length) {
        this.selected = { layer: last, node: 0 };
      }
    } else if (what === 'frame') {
      this.#tell(frame);
    }
  }

  // For a class or a frame on a wall: the network alone, without what explains it or leads elsewhere.
  #bare(on) {
    document.querySelector('cien-app')?.classList.toggle('bare', on);
  }

  #tell(frame) {
    const now = Date.now();
    if (now - this.#said > SAID_EVERY || !frame.playing) {
      this.#said = now;
      announce(t('said', { epoch: numbers.whole(frame.epoch), train: numbers.show(Number(frame.train), 3), test: numbers.show(Number(frame.test), 3) }));
    }
    if (now - this.#looked > LOOKED_EVERY || !frame.playing) {
      this.#looked = now;
      this.session
        .ask('doctor')
        .then((findings) => (this.findings = findings))
        .catch(() => {});
    }
  }

  async #try(what) {
    try {
      this.message = '';
      await what();
      return true;
    } catch (error) {
      this.message = error.message;
      announce(error.message);
      this.tick++;
      return false;
    }
  }

  get settings() {
    return read(this.session.whole.link);
  }

  // Other values in the link start another training; the points of one's own go with another data set.
  #set(changes, dropOwn = false) {
    const own = dropOwn || 'classes' in changes ? [] : this.session.whole.own;
    const link = write(this.session.whole.link, changes);
    return this.#try(() => this.session.put('link', { link, own }));
  }

  #actions = {
    play: () => this.#try(() => this.session.act(this.session.frame.playing ? 'pause' : 'play')),
    step: () => this.#try(() => this.session.act('step')),
    reset: () => this.#try(() => this.session.act('rewind', { epoch: 0 })),
    rewind: (epoch) => this.#try(() => this.session.act('rewind', { epoch })),
    rate: (rate) => this.#try(() => this.session.put('rate', { rate })),
    speed: (speed) => this.#try(() => this.session.put('speed', { speed })),
    stop: (stop) => this.#try(() => this.session.put('stop', stop)),
    set: (changes, dropOwn) => this.#set(changes, dropOwn),
    shown: (changes) => this.#try(() => this.session.put('link', { link: write(this.session.whole.link, changes), shown: true })),
    regenerate: () => this.#set({ seed: newSeed(), weightDraws: undefined }),
    otherWeights: () => this.#set({ weightDraws: (Number(this.settings.weightDraws ?? 0) + 1) % 1000 }),
    seed: (seed) => this.#set({ seed: seed.replace(/[&#=\s]/g, '') || newSeed(), weightDraws: undefined }),
    keep: () => {
      this.kept = { link: this.session.whole.link, losses: this.session.losses };
      announce(t('kept.done'));
    },
    drop: () => (this.kept = undefined),
    link: () => this.session.whole.link,
    logarithmic: (on) => (this.logarithmic = on),
    own: (own, problem, classes) => this.#try(() => this.session.put('link', { link: write(this.session.whole.link, { problem, classes }), own })),
  };

  #mend(finding) {
    const changes = { ...finding.fix };
    if (changes.activations === '') {
      changes.activations = undefined;
    }
    if (changes.regularization === 'none') {
      changes.regularization = undefined;
    }
    announce(t('mended'));
    this.#set(changes);
  }

  // Space plays, S steps, R goes back to the beginning, unless something else has the key.
  #key(event) {
    const busy = event.target.closest?.('input, select, textarea, button, a, summary, [role=region]');
    if (busy || event.ctrlKey || event.metaKey || event.altKey || !this.session.frame) {
      return;
    }
    const action = { ' ': this.#actions.play, s: this.#actions.step, r: this.#actions.reset }[event.key.toLowerCase()];
    if (action) {
      event.preventDefault();
      action();
    }
  }

  async #feature({ name, on, box }) {
    const settings = this.settings;
    const left = FEATURES.filter((one) => flag(settings[one]) && one !== name);
    if (!on && left.length === 0) {
      box.checked = true;
      this.message = t('feature.last');
      announce(this.message);
      return;
    }
    await this.#set({ [name]: on });
  }

  // What was picked stays until it is picked again: on the way to its numbers others are passed.
  #peek(at) {
    if (!this.pinned) {
      this.selected = at;
    }
  }

  #pick(at) {
    const same = ['layer', 'node', 'from'].every((key) => this.selected[key] === at[key]);
    this.pinned = !(this.pinned && same);
    this.selected = at;
  }

  render() {
    const { whole, frame } = this.session;
    if (!frame) {
      // A link that cannot be used is no dead end.
      return html`<h1>${t('title')}</h1>${this.#notes()}
        ${this.message ? html`<p class="buttons"><button type="button" data-test="fresh" @click=${() => this.#try(() => this.session.create(''))}>${t('fresh')}</button></p>` : nothing}`;
    }
    const settings = this.settings;
    const actions = this.#actions;
    const inputs = FEATURES.filter((name) => flag(settings[name]) && !isHidden(settings, name));
    const discrete = flag(settings.discretize);
    const outcome = results({ frame, settings, whole, actions, cell: this.cell });
    return html`
      <div class="patio-head"><h1>${t('title')}</h1><p class="lead">${t('lead')}</p></div>
      ${this.#notes()}
      <div class="patio-bars">${playBar({ settings, frame, actions, speed: whole.speed })}${networkBar({ settings, frame, actions })}</div>
      ${moreBar({ settings, frame, actions })}
      ${doctor({ findings: this.findings, mend: (finding) => this.#mend(finding) })}
      <div class="bench">
        ${this.narrow.matches ? outcome : nothing}
        ${dataColumn({ settings, samples: this.samples, own: whole.own, actions })}
        <section class="network-column" aria-labelledby="network-title">
          <h2 id="network-title">${t('network')}</h2>
          <patio-network
            .frame=${frame}
            .settings=${settings}
            .selected=${this.selected}
            ?discrete=${discrete}
            ?pinned=${this.pinned}
            @peek=${(e) => this.#peek(e.detail)}
            @pick=${(e) => this.#pick(e.detail)}
            @shape=${(e) => this.#set({ networkShape: e.detail.join(',') })}
            @feature=${(e) => this.#feature(e.detail)}
          ></patio-network>
          ${inspector({
            frame,
            selected: this.selected,
            inputs,
            activation: layerActivation(settings, this.selected.layer),
            output: outputName(settings),
            activate: (layer, name) => this.#set({ activations: shapeOf(settings).map((_, i) => (i + 1 === layer ? name : layerActivation(settings, i + 1))).join(',') }),
            change: (change) => this.#try(() => this.session.put('parameter', change)),
            again: frame.epoch > 0,
          })}
        </section>
        ${this.narrow.matches ? nothing : outcome}
      </div>
      ${time({ frame, whole, actions })}
      <div class="after">${curve({ losses: this.session.losses, kept: this.kept, logarithmic: this.logarithmic, actions })}${scores({ frame, settings, whole, cell: this.cell, pick: (cell) => (this.cell = cell) })}</div>
      <patio-own-data .settings=${settings} .own=${whole.own} @points=${(e) => actions.own(e.detail.points, e.detail.problem, e.detail.classes)}></patio-own-data>
      <patio-code .session=${this.session} .epoch=${frame.epoch}></patio-code>
      <patio-sharing .link=${whole.link} @hide=${(e) => actions.shown(e.detail)}></patio-sharing>
    `;
  }

  #notes() {
    return html`${this.message ? html`<p class="message bad" data-test="message">${this.message}</p>` : nothing}
    ${this.session.connected ? nothing : html`<p class="message warn" data-test="away">${t('away')}</p>`}`;
  }

  updated() {
    paintThumbs(this);
  }
}

customElements.define('patio-page', PatioPage);
