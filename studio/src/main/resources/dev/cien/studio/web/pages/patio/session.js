// A training in the server, as this page sees it: asks, listens, remembers which one it is.
import { api, listen } from '/shared/lab.js';
import { decoded, grown } from './frames.js';
import { newSeed, read, write } from './link.js';

const REMEMBERED = 'cien.patio';

export class Session {
  #id;
  #stop;
  #changed;
  whole;
  frame;
  losses = [];
  connected = true;

  constructor(changed) {
    this.#changed = changed;
  }

  // The training of a link; without a link the one that was looked at last, or a new one.
  async open(link) {
    const id = localStorage.getItem(REMEMBERED);
    if (id) {
      try {
        const whole = await api.get(`/api/patio/${encodeURIComponent(id)}`);
        if (link === '' || link === whole.link) {
          this.#take(whole);
          this.#listen();
          return;
        }
      } catch (error) {
        if (error.status !== 404) {
          throw error;
        }
      }
    }
    await this.create(link);
  }

  async create(link, own = []) {
    const seeded = read(link).seed ? link : write(link, { seed: newSeed() });
    await this.#take(await api.post('/api/patio', { link: seeded, own }));
    this.#listen();
  }

  // An answer may be overtaken by frames that are newer than it; then what is true now is asked for.
  #take(whole) {
    if (whole.id === this.#id && whole.frame.version < this.frame.version) {
      return this.#ask();
    }
    this.whole = whole;
    this.frame = decoded(whole.frame);
    this.losses = whole.losses;
    this.#id = whole.id;
    localStorage.setItem(REMEMBERED, whole.id);
    this.#changed('whole');
  }

  async #ask() {
    return this.#take(await api.get(`/api/patio/${this.#id}`));
  }

  #listen() {
    this.#stop?.();
    this.#stop = listen(`/api/patio/${this.#id}/frames`, {
      event: 'frame',
      receive: (frame) => this.#received(frame),
      state: (state) => this.#heard(state),
    });
  }

  // Another page may have given this training another network: then everything is asked for again.
  async #received(frame) {
    const shape = JSON.stringify(frame.biases.map((layer) => layer.length));
    if (shape !== JSON.stringify(this.frame.biases.map((layer) => layer.length)) || frame.link !== this.whole.link) {
      await this.#ask();
      return;
    }
    if (frame.version < this.frame.version) {
      return;
    }
    this.frame = decoded(frame);
    this.losses = grown(this.losses, frame);
    this.#changed('frame');
  }

  async #heard(state) {
    const before = this.connected;
    this.connected = state === 'on';
    if (this.connected && !before) {
      try {
        await this.#ask();
      } catch {
        this.connected = false;
      }
    }
    if (before !== this.connected) {
      this.#changed('connection');
    }
  }

  async act(what, body) {
    await this.#take(await api.post(`/api/patio/${this.#id}/${what}`, body));
  }

  async put(what, body) {
    await this.#take(await api.put(`/api/patio/${this.#id}/${what}`, body));
  }

  async ask(what, query) {
    return api.get(`/api/patio/${this.#id}/${what}`, query);
  }

  close() {
    this.#stop?.();
  }
}
