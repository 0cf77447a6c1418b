// What the pages say, in the language that was chosen. A page's sentences are `i18n/<page>.<lang>.json`;
// `{name}` in a sentence is a place for a value.
const LANGUAGES = ['es', 'en'];
const kept = new Map();

class Texts {
  language = 'es';
  #page = {};
  #pageName = '';
  #common = {};

  constructor() {
    this.t = this.t.bind(this);
  }

  // A language in the address wins, then the one chosen here before, then the browser's.
  async start() {
    const asked = new URL(location.href).searchParams.get('lang');
    const wanted = [asked, localStorage.getItem('cien.lang'), ...navigator.languages.map((l) => l.slice(0, 2))];
    this.language = wanted.find((one) => LANGUAGES.includes(one)) ?? 'es';
    if (LANGUAGES.includes(asked)) {
      localStorage.setItem('cien.lang', asked);
    }
    document.documentElement.lang = this.language;
    this.#common = await this.#read('common');
  }

  // Makes the sentences of a page those that t() finds.
  async load(page) {
    const read = await this.#read(page);
    this.#pageName = page;
    this.#page = read;
  }

  async choose(language) {
    this.language = language;
    localStorage.setItem('cien.lang', language);
    document.documentElement.lang = language;
    this.#common = await this.#read('common');
    if (this.#pageName) {
      this.#page = await this.#read(this.#pageName);
    }
  }

  // The sentence of a key, of the page or of all pages.
  t(key, params = {}) {
    const sentence = this.#page[key] ?? this.#common[key];
    if (sentence === undefined) {
      console.error(`missing text: ${key}`);
      return key;
    }
    return sentence.replace(/\{(\w+)\}/g, (whole, name) => params[name] ?? whole);
  }

  async #read(page) {
    const address = `/i18n/${page}.${this.language}.json`;
    if (!kept.has(address)) {
      const answer = await fetch(address);
      kept.set(address, answer.ok ? await answer.json() : {});
    }
    return kept.get(address);
  }
}

export const texts = new Texts();
export const t = texts.t;
