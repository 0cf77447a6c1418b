// Training compute against the year, on a logarithmic scale: a dot a system, squares for the reader's
// own runs, a slider that goes through the years, and a table with the same numbers.
import { html, LitElement, nothing, svg } from 'lit';
import { rangeField } from '/shared/fields.js';
import { announce, numbers, t } from '/shared/lab.js';

const FIRST = 1950;
const STEP_MS = 160;

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
        ${rangeField({ label: t('compute.until'), value: until, min: FIRST, max: last, step: 1, show: String, name: 'until', change: (year) => this.#scrub(year) })}
        <button type="button" data-test="play" @click=${() => this.#play()}>${this.playing ? t('stop') : t('play')}</button>
      </div>
      <p class="source">${this.own.length > 0 ? t('own', { n: this.own.length }) : t('own.none')}</p>
      <details>
        <summary>${t('chart.table')}</summary>
        <div class="table-scroll" tabindex="0" role="region" aria-label=${t('compute')}>
          <table>
            <thead><tr><th scope="col">${t('system')}</th><th scope="col">${t('year')}</th><th scope="col">FLOP</th></tr></thead>
            <tbody>
              ${this.#shown().map((one) => html`<tr><th scope="row">${one.name} ${one.own ? t('yours') : ''}</th><td>${one.year}</td><td>${numbers.show(one.flop, 3)}</td></tr>`)}
            </tbody>
          </table>
        </div>
      </details>
    `;
  }

  // Names are written where they do not lie on one another: the largest first, the rest is in the table.
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
    const named = [];
    for (const one of [...shown].sort((a, b) => b.flop - a.flop)) {
      const place = { left: x(one.year) - 6 - one.name.length * 6.2, right: x(one.year) - 6, y: y(one.flop) };
      const room = place.left > left && named.every((other) => place.right < other.left || place.left > other.right || Math.abs(place.y - other.y) > 13);
      if (room) {
        named.push({ ...place, name: one.name });
      }
    }
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
      ${named.map((one) => svg`<text class="name" x=${one.right} y=${one.y - 5} text-anchor="end">${one.name}</text>`)}
      ${until < this.#last() ? svg`<line class="until" x1=${x(until)} x2=${x(until)} y1="10" y2=${bottom}></line>` : nothing}
    </svg>`;
  }
}

customElements.define('compute-chart', ComputeChart);
