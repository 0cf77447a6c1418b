// A training of a laboratory in the server, as a page sees it: asks, listens, remembers which one it
// is, and the buttons that steer it.
import { html, nothing } from 'lit';
import { api, deepLink, listen, numbers, t } from './lab.js';
import { labelledNumber, selectField } from './fields.js';

const SPEEDS = [0, 1, 5, 20, 100];

export class Training {
  whole;
  frame;
  connected = true;
  message = '';
  // Why what the address asks for is not what is trained, until something else is chosen.
  refused = '';
  #kind;
  #host;
  #stop;
  #changed;

  // `changed` is told after everything that is new, before the host is drawn again.
  constructor(kind, host, changed = () => {}) {
    this.#kind = kind;
    this.#host = host;
    this.#changed = changed;
    host.addController(this);
  }

  get #name() {
    return `cien.lab.${this.#kind}`;
  }

  get #path() {
    return `/api/lab/${this.#kind}/${encodeURIComponent(this.whole.id)}`;
  }

  // The training that was looked at last, with the settings that the address asks for.
  async open(asked) {
    await this.#safely(async () => {
      const id = localStorage.getItem(this.#name);
      if (id) {
        try {
          this.#take(await api.get(`/api/lab/${this.#kind}/${encodeURIComponent(id)}`));
        } catch (error) {
          if (error.status !== 404) {
            throw error;
          }
        }
      }
      try {
        if (!this.whole) {
          await this.#first(asked);
        } else if (Object.entries(asked).some(([key, value]) => this.whole.settings[key] !== value)) {
          await this.#anew(asked, false);
        }
      } catch (error) {
        if (error.status !== 400) {
          throw error;
        }
        this.refused = error.message;
        if (!this.whole) {
          await this.#first({});
        }
      }
      this.#listen();
    });
  }

  #take(whole) {
    if (whole.id === this.whole?.id && whole.frame.version < this.frame.version) {
      return;
    }
    this.whole = whole;
    this.frame = whole.frame;
    localStorage.setItem(this.#name, whole.id);
    this.#told();
  }

  #told() {
    this.#changed();
    this.#host.requestUpdate();
  }

  #listen() {
    this.#stop?.();
    this.#stop = listen(`${this.#path}/frames`, {
      event: 'frame',
      receive: (frame) => this.#received(frame),
      state: (state) => {
        this.connected = state === 'on';
        this.#host.requestUpdate();
      },
    });
  }

  // Fewer steps than before, and it was not us: another tab began anew.
  async #received(frame) {
    if (frame.version < this.frame.version) {
      return;
    }
    if (frame.step < this.frame.step) {
      await this.#safely(async () => this.#take(await api.get(this.#path)));
      return;
    }
    this.frame = frame;
    this.#told();
  }

  async #safely(action) {
    try {
      await action();
      this.message = '';
    } catch (error) {
      this.message = error.message;
    }
    this.#host.requestUpdate();
  }

  act(what) {
    return this.#safely(async () => this.#take(await api.post(`${this.#path}/${what}`)));
  }

  speed(speed) {
    return this.#safely(async () => this.#take(await api.put(`${this.#path}/speed`, { speed })));
  }

  // Begins anew with other settings.
  set(changes, goOn = true) {
    return this.#safely(async () => {
      await this.#anew(changes, goOn);
      this.refused = '';
    });
  }

  async #first(settings) {
    this.#take(await api.post(`/api/lab/${this.#kind}`, { settings }));
  }

  async #anew(changes, goOn) {
    const texts = Object.entries(changes).map(([key, value]) => [key, String(value)]);
    const settings = { ...this.whole.settings, ...Object.fromEntries(texts) };
    this.#take(await api.put(`${this.#path}/settings`, { settings, goOn }));
    deepLink.write({ ...deepLink.read(), ...changes });
  }

  tune(key, value) {
    return this.#safely(async () => {
      this.#take(await api.put(`${this.#path}/tune`, { key, value: String(value) }));
      deepLink.write({ ...deepLink.read(), [key]: value });
      this.refused = '';
    });
  }

  // An answer about what is trained; nothing if there is none, and then the message says why.
  async ask(question) {
    let answer;
    await this.#safely(async () => {
      answer = await api.get(`${this.#path}/ask`, question);
    });
    return answer;
  }

  hostDisconnected() {
    this.#stop?.();
  }
}

// The settings among the values of an address, for `open`.
export const asked = (keys) => {
  const link = deepLink.read();
  return Object.fromEntries(keys.filter((key) => key in link).map((key) => [key, link[key]]));
};

export function trouble(training) {
  const message = training.message || training.refused;
  return html`${message ? html`<p class="message bad" role="alert">${message}</p>` : nothing}
  ${training.connected ? nothing : html`<p class="message warn" role="status">${t('train.away')}</p>`}`;
}

// The seed of a training; `set` begins another one with it.
export const seedField = (label, { seed }, set) =>
  labelledNumber({ label, name: 'seed', value: Number(seed), show: (n) => String(n), change: (to) => set({ seed: String(Math.trunc(to)) }) });

// Run, pause, step, begin anew.
export function trainingBar(training) {
  const { playing, finished } = training.frame;
  return html`<div class="step-bar">
    <button type="button" class="primary" data-test="play" ?disabled=${finished} @click=${() => training.act(playing ? 'pause' : 'play')}>
      ${t(playing ? 'train.pause' : 'train.play')}
    </button>
    <button type="button" data-test="step" ?disabled=${finished} @click=${() => training.act('step')}>${t('train.step')}</button>
    <button type="button" data-test="restart" @click=${() => training.set({}, false)}>${t('train.restart')}</button>
  </div>`;
}

// How fast it trains. Apart from the buttons, which stay under the thumb on a phone.
export function trainingSpeed(training, unit) {
  return html`<div class="paso-controls">
    ${selectField({
      label: t('train.speed'),
      name: 'speed',
      value: training.whole.speed,
      options: SPEEDS.map((value) => ({
        value,
        label: value === 0 ? t('train.speed.all') : t('train.speed.some', { n: numbers.whole(value), unit }),
      })),
      change: (value) => training.speed(Number(value)),
    })}
  </div>`;
}
