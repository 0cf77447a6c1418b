// One number for many: squares pull to the mean, amounts to the median. A point is moved, by hand or
// by the arrow keys, and the three answers follow.
import { html, LitElement, nothing, svg } from 'lit';
import { api, numbers, texts } from '/shared/lab.js';
import { legend, plot, scales, twin } from '/shared/plot.js';
import { Room } from '/shared/room.js';

const LOSSES = ['MSE', 'MAE', 'HUBER'];
const RANGE = [-2, 12];
const FIRST = [1, 1.6, 2.1, 2.6, 3.1];
const HEIGHT = 112;
// Names of the answers, one below another where they would meet.
const NAMES = [14, 106, 30];

class LossesCentre extends LitElement {
  static properties = { answer: { state: true }, message: { state: true } };

  #asked = 0;

  room = new Room(this);

  constructor() {
    super();
    this.values = [...FIRST];
    this.chosen = FIRST.length - 1;
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  async #load() {
    const asked = ++this.#asked;
    try {
      const answer = await api.post('/api/losses/centre', {
        values: this.values,
        low: RANGE[0],
        high: RANGE[1],
      });
      if (asked === this.#asked) {
        this.answer = answer;
        this.message = '';
      }
    } catch (error) {
      this.message = error.message;
    }
  }

  #move(index, value) {
    const rounded = Math.round(10 * Math.min(RANGE[1], Math.max(RANGE[0], value))) / 10;
    if (rounded !== this.values[index]) {
      this.values = this.values.map((old, i) => (i === index ? rounded : old));
      this.chosen = index;
      this.requestUpdate();
      this.#load();
    }
  }

  #key(event, index) {
    const step = { ArrowRight: 0.1, ArrowUp: 0.1, ArrowLeft: -0.1, ArrowDown: -0.1, PageUp: 1, PageDown: -1 };
    const ends = { Home: RANGE[0], End: RANGE[1] };
    if (event.key in step) {
      event.preventDefault();
      this.#move(index, this.values[index] + step[event.key]);
    } else if (event.key in ends) {
      event.preventDefault();
      this.#move(index, ends[event.key]);
    }
  }

  #drag(event, index, width) {
    const target = event.currentTarget;
    target.focus();
    target.setPointerCapture(event.pointerId);
    const box = target.ownerSVGElement.getBoundingClientRect();
    const scale = scales({ width, height: HEIGHT, x: RANGE, y: [0, 1] });
    const follow = (e) => this.#move(index, scale.value(e.clientX - box.left));
    target.addEventListener('pointermove', follow);
    target.addEventListener('pointerup', () => target.removeEventListener('pointermove', follow), {
      once: true,
    });
  }

  render() {
    const { t } = texts;
    return html`
      <h2 id="centre-title">${t('centre.title')}</h2>
      <p>${t('centre.text')}</p>
      ${this.message ? html`<p class="message bad" role="alert">${this.message}</p>` : nothing}
      ${this.answer ? this.#body() : html`<p>${t('loading')}</p>`}
    `;
  }

  #body() {
    const { t } = texts;
    const { show } = numbers;
    const width = Math.min(720, this.room.width);
    const series = LOSSES.map((loss) => ({
      x: this.answer.at,
      y: this.answer.losses[loss].costs,
      label: t(`loss.${loss}`),
    }));
    const centres = LOSSES.map((loss) => this.answer.losses[loss].centre);
    const summary = t('centre.summary', {
      values: this.values.map((value) => show(value)).join('; '),
      mse: this.#said(centres[0]),
      mae: this.#said(centres[1]),
      huber: this.#said(centres[2]),
    });
    return html`
      ${this.#line(width, centres, summary)}
      <div class="centre-buttons">
        <button
          type="button"
          data-test="far"
          @click=${() => this.#move(this.values.length - 1, this.values.at(-1) < 11 ? 12 : 3.1)}
        >
          ${t(this.values.at(-1) < 11 ? 'centre.far' : 'centre.near')}
        </button>
      </div>
      <cien-scroll label=${t('centre.caption')}>
      <table data-test="centres">
        <caption>
          ${t('centre.caption')}
        </caption>
        <thead>
          <tr>
            <th scope="col">${t('loss')}</th>
            <th scope="col">${t('centre.best')}</th>
            <th scope="col">${t('centre.cost')}</th>
            <th scope="col">${t('centre.is')}</th>
          </tr>
        </thead>
        <tbody>
          ${LOSSES.map(
            (loss, i) => html`<tr>
              <th scope="row">${t(`loss.${loss}`)}</th>
              <td>${this.#said(centres[i])}</td>
              <td>${show(centres[i].cost)}</td>
              <td class="words">${t(`centre.is.${loss}`)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
      </cien-scroll>
      <figure>
        ${plot({
          width,
          height: 260,
          x: RANGE,
          y: [0, Math.max(4, ...series.map((s) => Math.min(...s.y))) * 2.2],
          labels: { x: t('centre.said'), y: t('centre.cost') },
          series,
          summary,
          show,
          extra: (scale) =>
            centres.map(
              (centre, i) =>
                svg`<circle class="series-point series-${i + 1}" cx=${scale.x((centre.low + centre.high) / 2)} cy=${scale.y(centre.cost)} r="5"></circle>`,
            ),
        })}
        ${legend(series)}
      </figure>
      ${twin({
        title: t('centre.twin'),
        summary: t('twin'),
        head: [t('centre.said'), ...series.map((one) => one.label)],
        rows: this.answer.at
          .map((at, i) => [show(at), ...series.map((one) => show(one.y[i]))])
          .filter((_, i) => i % 5 === 0),
      })}
    `;
  }

  #said(centre) {
    const { show } = numbers;
    return Math.abs(centre.high - centre.low) > 1e-6
      ? `${show(centre.low)} … ${show(centre.high)}`
      : show(centre.low);
  }

  #line(width, centres, summary) {
    const { t } = texts;
    const { show } = numbers;
    const scale = scales({ width, height: HEIGHT, x: RANGE, y: [0, 1] });
    return html`<svg
      class="number-line"
      width=${width}
      height=${HEIGHT}
      viewBox="0 0 ${width} ${HEIGHT}"
      role="group"
      aria-label=${summary}
    >
      <line class="axis" x1=${scale.x(RANGE[0])} x2=${scale.x(RANGE[1])} y1="64" y2="64"></line>
      ${centres.map(
        (centre, i) => svg`<g class="centre-mark series-${i + 1}">
          <line x1=${scale.x((centre.low + centre.high) / 2)} x2=${scale.x((centre.low + centre.high) / 2)} y1="40" y2="88"></line>
          <text x=${scale.x((centre.low + centre.high) / 2)} y=${NAMES[i]}>${t(`short.${LOSSES[i]}`)}</text>
        </g>`,
      )}
      ${this.values.map(
        (value, i) => svg`<circle
          class="handle"
          cx=${scale.x(value)}
          cy="64"
          r="10"
          tabindex="0"
          role="slider"
          aria-label=${t('centre.point', { index: i + 1 })}
          aria-valuemin=${RANGE[0]}
          aria-valuemax=${RANGE[1]}
          aria-valuenow=${value}
          aria-valuetext=${show(value)}
          @keydown=${(e) => this.#key(e, i)}
          @pointerdown=${(e) => this.#drag(e, i, width)}
        ></circle>`,
      )}
    </svg>`;
  }
}

customElements.define('losses-centre', LossesCentre);
