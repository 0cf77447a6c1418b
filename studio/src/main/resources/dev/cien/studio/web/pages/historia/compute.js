// Training compute against the year, on a logarithmic scale: a dot a system, squares for the reader's
// own runs, a slider that goes through the years, and a table with the same numbers.
import { html, LitElement, nothing, svg } from 'lit';
import { announce, numbers, t } from '/shared/lab.js';

const FIRST = 1950;
const STEP_MS = 160;

// Where names can be written: beside their dot, over no other name and no dot. Those that were the largest
// of their time come first; the others' names are in the table.
function names(dots, from, to) {
  let most = 0;
  const records = new Set();
  for (const dot of [...dots].sort((a, b) => a.year - b.year || a.flop - b.flop)) {
    if (dot.flop > most) {
      most = dot.flop;
      records.add(dot);
    }
  }
  const placed = [];
  for (const dot of [...dots].sort((a, b) => records.has(b) - records.has(a) || b.flop - a.flop)) {
    const wide = dot.name.length * 7.4;
    const places = [
      [dot.x - 8 - wide, dot.y + 4],
      [dot.x + 8, dot.y + 4],
      [dot.x - wide, dot.y - 9],
      [dot.x, dot.y + 17],
    ];
    const free = places.find(
      ([left, base]) =>
        left > from &&
        left + wide < to &&
        placed.every((other) => left + wide < other.left || left > other.left + other.wide || Math.abs(base - other.base) > 12) &&
        dots.every((other) => other.x + 6 < left || other.x - 6 > left + wide || Math.abs(base - 4 - other.y) > 10),
    );
    if (free) {
      // A name to the left ends at its dot, whatever its letters measure.
      const before = free[0] < dot.x - 8;
      placed.push({ name: dot.name, left: free[0], base: free[1], wide, at: before ? free[0] + wide : free[0], anchor: before ? 'end' : 'start' });
    }
  }
  return placed;
}

class ComputeChart extends LitElement {
  static properties = { systems: { attribute: false }, own: { attribute: false }, year: { attribute: false }, playing: { state: true }, narrow: { state: true } };

  #small = matchMedia('(max-width: 640px)');
  #fit = () => (this.narrow = this.#small.matches);
  #timer;

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#fit();
    this.#small.addEventListener('change', this.#fit);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#small.removeEventListener('change', this.#fit);
    clearInterval(this.#timer);
  }

  #last() {
    const years = this.#all().map((one) => one.year);
    return Math.max(...years);
  }

  #all() {
    const own = this.own.map((one) => ({ name: one.name, year: Number(one.date.slice(0, 4)), flop: one.flop, own: true }));
    return [...this.systems, ...own];
  }

  #scrub(year, say = true) {
    this.dispatchEvent(new CustomEvent('scrubbed', { detail: year }));
    if (say) {
      announce(this.#sentence(year));
    }
  }

  #play() {
    if (this.playing) {
      clearInterval(this.#timer);
      this.playing = false;
      return;
    }
    const last = this.#last();
    let year = (this.year ?? last) >= last ? FIRST : this.year;
    // Who wants less motion gets the end at once.
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      this.#scrub(last);
      return;
    }
    this.playing = true;
    this.#timer = setInterval(() => {
      this.#scrub(year, false);
      if (year >= last) {
        clearInterval(this.#timer);
        this.playing = false;
        announce(this.#sentence(last));
      }
      year += 1;
    }, STEP_MS);
  }

  #shown() {
    const until = this.year ?? this.#last();
    return this.#all().filter((one) => one.year <= until);
  }

  #sentence(year) {
    const known = this.systems.filter((one) => one.year <= year);
    const most = known.reduce((a, b) => (b.flop > (a?.flop ?? 0) ? b : a), undefined);
    return t('compute.sentence', { year, n: known.length, name: most?.name ?? '', flop: numbers.show(most?.flop ?? 0, 2) });
  }

  render() {
    const last = this.#last();
    const until = this.year ?? last;
    return html`
      <figure class="compute">
        ${this.#plot(until)}
        <figcaption>${this.#sentence(until)}</figcaption>
      </figure>
      <div class="compute-controls">
        <label class="field range">
          <span class="field-label">${t('compute.until')} <output>${until}</output></span>
          <input type="range" data-test="until" aria-label=${t('compute.until')} min=${FIRST} max=${last} step="1" .value=${String(until)} @input=${(e) => this.#scrub(Number(e.target.value))} />
        </label>
        <button type="button" data-test="play" @click=${() => this.#play()}>${this.playing ? t('stop') : t('play')}</button>
      </div>
      <p class="source">${this.own.length > 0 ? t('own', { n: this.own.length }) : t('own.none')}</p>
      <details>
        <summary>${t('chart.table')}</summary>
        <cien-scroll label=${t('compute')}>
          <table>
            <thead><tr><th scope="col">${t('system')}</th><th scope="col">${t('year')}</th><th scope="col">FLOP</th></tr></thead>
            <tbody>
              ${this.#shown().map((one) => html`<tr><th scope="row">${one.name} ${one.own ? t('yours') : ''}</th><td>${one.year}</td><td>${numbers.show(one.flop, 3)}</td></tr>`)}
            </tbody>
          </table>
        </cien-scroll>
      </details>
    `;
  }

  #plot(until) {
    const [width, height] = this.narrow ? [340, 320] : [900, 420];
    const left = 46;
    const bottom = height - 30;
    const last = Math.max(2026, this.#last());
    const all = this.#all();
    const top = Math.ceil(Math.log10(Math.max(...all.map((one) => one.flop))) / 5) * 5;
    const x = (year) => left + ((year - FIRST) / (last - FIRST)) * (width - left - 14);
    const y = (flop) => bottom - (Math.log10(flop) / top) * (bottom - 14);
    const shown = this.#shown();
    const named = names(shown.map((one) => ({ ...one, x: x(one.year), y: y(one.flop) })), left, width - 14);
    const powers = Array.from({ length: top / 5 + 1 }, (_, i) => 5 * i);
    const decades = [1950, 1970, 1990, 2010, ...(this.narrow ? [] : [1960, 1980, 2000, 2020])];
    return html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label=${this.#sentence(until)}>
      ${powers.map((p) => svg`<g class="grid"><line x1=${left} x2=${width - 14} y1=${y(10 ** p)} y2=${y(10 ** p)}></line>
        <text x=${left - 6} y=${y(10 ** p) + 4} text-anchor="end">10<tspan dy="-5" font-size="9">${p}</tspan></text></g>`)}
      ${decades.map((d) => svg`<text class="axis" x=${x(d)} y=${height - 8} text-anchor="middle">${d}</text>`)}
      ${shown.map((one) =>
        one.own
          ? svg`<rect class="own" x=${x(one.year) - 5} y=${y(one.flop) - 5} width="10" height="10"></rect>`
          : svg`<circle class="system" cx=${x(one.year)} cy=${y(one.flop)} r="4.5"></circle>`,
      )}
      ${named.map((one) => svg`<text class="name" x=${one.at} y=${one.base} text-anchor=${one.anchor}>${one.name}</text>`)}
      ${until < this.#last() ? svg`<line class="until" x1=${x(until)} x2=${x(until)} y1="10" y2=${bottom}></line>` : nothing}
    </svg>`;
  }
}

customElements.define('compute-chart', ComputeChart);
