// One loss by itself: formula, curve, slope, and what happens when a certain answer is wrong.
import { html, LitElement, nothing, svg } from 'lit';
import { api, deepLink, numbers, texts } from '/shared/lab.js';
import { keep } from './keep.js';
import { frac, line, mi, mo, num, over, partial, row, signed, sub, sup } from '/shared/mathml.js';
import { plot, twin } from '/shared/plot.js';
import { Room } from '/shared/room.js';

const LOSSES = ['MSE', 'MAE', 'HUBER', 'BINARY_CROSS_ENTROPY', 'CROSS_ENTROPY'];
const ENTROPIES = ['BINARY_CROSS_ENTROPY', 'CROSS_ENTROPY'];
// Ever surer of the contrary; at the last the textbook has nothing left to say.
const CERTAINTIES = [0.5, 0.1, 0.01, 1e-4, 1e-8, 1e-16, 0];

class LossesCurve extends LitElement {
  static properties = { answer: { state: true }, message: { state: true } };

  #asked = 0;

  room = new Room(this);

  constructor() {
    super();
    const link = deepLink.read();
    this.loss = LOSSES.includes(link.loss) ? link.loss : 'MSE';
    this.by = link.by === 'sum' ? 'sum' : 'output';
    this.target = Number(link.t ?? 0.5);
    this.at = Number(link.p ?? NaN);
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#normalize();
    this.#load();
    api.get('/api/losses/certainty', { p: CERTAINTIES.join(',') }).then(
      (answer) => {
        this.certainty = answer;
        this.requestUpdate();
      },
      (error) => {
        this.message = error.message;
      },
    );
  }

  get #entropy() {
    return ENTROPIES.includes(this.loss);
  }

  // Probabilities lie between 0 and 1, and truths of classes are 0 or 1; NaN stands for the place to
  // begin with.
  #normalize() {
    if (!this.#entropy) {
      this.by = 'output';
      this.target = clamp(this.target, -2, 2, 0.5);
      this.at = clamp(this.at, -3, 3, 2);
      return;
    }
    this.target = this.loss === 'CROSS_ENTROPY' || this.target >= 0.5 ? 1 : 0;
    this.at = this.by === 'sum' ? clamp(this.at, -9, 9, -2) : clamp(this.at, 0.0005, 0.9995, 0.2);
  }

  async #load() {
    const asked = ++this.#asked;
    try {
      const answer = await api.get('/api/losses/curve', {
        loss: this.loss,
        by: this.by,
        target: this.target,
        at: this.at,
      });
      if (asked === this.#asked) {
        this.answer = answer;
        this.message = '';
        keep({ loss: this.loss, by: this.by, t: this.target, p: this.at });
      }
    } catch (error) {
      this.message = error.message;
    }
  }

  #set(changes) {
    Object.assign(this, changes);
    this.#normalize();
    this.#load();
  }

  render() {
    const { t } = texts;
    return html`
      <h2 id="curve-title">${t('curve.title')}</h2>
      <p>${t('curve.text')}</p>
      ${this.message ? html`<p class="message bad" role="alert">${this.message}</p>` : nothing}
      <div class="paso-controls">
        <label
          >${t('loss')}
          <select data-test="loss" @change=${(e) => this.#set({ loss: e.target.value, at: NaN })}>
            ${LOSSES.map(
              (loss) =>
                html`<option value=${loss} ?selected=${loss === this.loss}>${t(`loss.${loss}`)}</option>`,
            )}
          </select></label
        >
        ${this.#entropy
          ? html`<label
              >${t('by')}
              <select @change=${(e) => this.#set({ by: e.target.value, at: NaN })}>
                <option value="output" ?selected=${this.by === 'output'}>${t('by.output')}</option>
                <option value="sum" ?selected=${this.by === 'sum'}>${t('by.sum')}</option>
              </select></label
            >`
          : nothing}
        ${this.loss === 'BINARY_CROSS_ENTROPY'
          ? html`<label
              >${t('truth')}
              <select @change=${(e) => this.#set({ target: Number(e.target.value) })}>
                <option value="1" ?selected=${this.target === 1}>${t('truth.yes')}</option>
                <option value="0" ?selected=${this.target === 0}>${t('truth.no')}</option>
              </select></label
            >`
          : nothing}
      </div>
      ${this.answer ? this.#body() : html`<p>${t('loading')}</p>`} ${this.#certainties()}
    `;
  }

  #body() {
    const { t } = texts;
    const { show } = numbers;
    const { curve, point } = this.answer;
    const [low, high, step] = this.#entropy ? (this.by === 'sum' ? [-9, 9, 0.1] : [0.0005, 0.9995, 0.0005]) : [-3, 3, 0.05];
    const top = this.#entropy ? 8 : 6;
    const bottom = Math.min(-2, Math.max(-4, Math.min(...curve.slope)));
    const summary = t('curve.summary', {
      loss: t(`loss.${this.loss}`),
      at: show(point.at),
      value: show(point.loss),
      slope: show(point.slope),
    });
    return html`
      <div class="sliders">
        <label
          >${t(this.by === 'sum' ? 'slider.sum' : this.#entropy ? 'slider.probability' : 'slider.output')}
          <input
            type="range"
            data-test="at"
            min=${low}
            max=${high}
            step=${step}
            .value=${String(this.at)}
            aria-valuetext=${show(this.at)}
            @input=${(e) => this.#set({ at: Number(e.target.value) })}
          />
          <output>${show(this.at)}</output></label
        >
        ${this.#entropy
          ? nothing
          : html`<label
              >${t('slider.target')}
              <input
                type="range"
                min="-2"
                max="2"
                step="0.1"
                .value=${String(this.target)}
                aria-valuetext=${show(this.target)}
                @input=${(e) => this.#set({ target: Number(e.target.value) })}
              />
              <output>${show(this.target)}</output></label
            >`}
      </div>
      <div class="curve-grid">
        <figure>
          ${plot({
            width: Math.min(560, this.room.width),
            height: 300,
            x: this.#entropy && this.by === 'output' ? [0, 1] : [low, high],
            y: [bottom, top],
            labels: { x: t(this.by === 'sum' ? 'axis.sum' : 'axis.output'), y: 'L' },
            series: [
              { x: curve.at, y: curve.loss, label: t('series.loss') },
              { x: curve.at, y: curve.slope, label: t('series.slope') },
            ],
            summary,
            show,
            inside: (scale) => tangent(scale, point, low, high),
            extra: (scale) =>
              svg`<circle class="point" cx=${scale.x(point.at)} cy=${scale.y(point.loss)} r="6"></circle>`,
          })}
          <figcaption>${t('curve.legend')} ${summary}</figcaption>
        </figure>
        <cien-scroll class="formulas" label=${t('formula')} data-test="formula">
          ${this.#formulas(point)}
          <p>${t(`about.${this.loss}`)}</p>
        </cien-scroll>
      </div>
      ${twin({
        title: t('twin.curve', { loss: t(`loss.${this.loss}`) }),
        summary: t('twin'),
        head: [t(this.by === 'sum' ? 'axis.sum' : 'axis.output'), 'L', t('series.slope')],
        rows: curve.at
          .map((at, i) => [show(at), show(curve.loss[i]), show(curve.slope[i])])
          .filter((_, i) => i % 6 === 0),
      })}
    `;
  }

  #formulas(point) {
    const { show } = numbers;
    const p = mi('p');
    const T = mi('t');
    const at = signed(point.at, show(point.at));
    const truth = signed(this.target, show(this.target));
    const L = mi('L');
    const loss = num(show(point.loss));
    const slope = num(show(point.slope));
    switch (this.loss) {
      case 'MSE':
        return [
          line(L, mo('='), sup(row(mo('('), p, mo('−'), T, mo(')')), num('2'))),
          line(L, mo('='), sup(row(mo('('), at, mo('−'), truth, mo(')')), num('2')), mo('='), loss),
          line(partial(L, p), mo('='), num('2'), mo('('), p, mo('−'), T, mo(')'), mo('='), slope),
        ];
      case 'MAE':
        return [
          line(L, mo('='), mo('|'), p, mo('−'), T, mo('|')),
          line(L, mo('='), mo('|'), at, mo('−'), truth, mo('|'), mo('='), loss),
          line(partial(L, p), mo('='), mi('sign'), mo('('), p, mo('−'), T, mo(')'), mo('='), slope),
        ];
      case 'HUBER':
        return [
          line(L, mo('='), frac(num('1'), num('2')), sup(row(mo('('), p, mo('−'), T, mo(')')), num('2')), mi(' , '), mo('|'), p, mo('−'), T, mo('|'), mo('≤'), num('1')),
          line(L, mo('='), mo('|'), p, mo('−'), T, mo('|'), mo('−'), frac(num('1'), num('2')), mi(' , '), mo('|'), p, mo('−'), T, mo('|'), mo('>'), num('1')),
          line(L, mo('='), loss),
          line(partial(L, p), mo('='), slope),
        ];
      case 'BINARY_CROSS_ENTROPY':
        return this.by === 'sum'
          ? [
              line(p, mo('='), mi('σ'), mo('('), mi('z'), mo(')')),
              line(L, mo('='), mi('ln'), mo('('), num('1'), mo('+'), sup(mi('e'), mi('z')), mo(')'), mo('−'), T, mi('z'), mo('='), loss),
              line(partial(L, mi('z')), mo('='), p, mo('−'), T, mo('='), slope),
            ]
          : [
              line(L, mo('='), mo('−'), T, mi('ln'), p, mo('−'), mo('('), num('1'), mo('−'), T, mo(')'), mi('ln'), mo('('), num('1'), mo('−'), p, mo(')')),
              line(L, mo('='), loss),
              line(partial(L, p), mo('='), frac(row(p, mo('−'), T), row(p, mo('('), num('1'), mo('−'), p, mo(')'))), mo('='), slope),
            ];
      default: {
        const k = mi('k');
        return this.by === 'sum'
          ? [
              line(sub(p, k), mo('='), frac(sup(mi('e'), sub(mi('z'), k)), row(over('∑', mi('j')), sup(mi('e'), sub(mi('z'), mi('j')))))),
              line(L, mo('='), mo('−'), mi('ln'), sub(p, mi('c')), mo('='), loss),
              line(partial(L, sub(mi('z'), mi('c'))), mo('='), sub(p, mi('c')), mo('−'), num('1'), mo('='), slope),
            ]
          : [
              line(L, mo('='), mo('−'), over('∑', k), sub(T, k), mi('ln'), sub(p, k), mo('='), mo('−'), mi('ln'), sub(p, mi('c'))),
              line(L, mo('='), mo('−'), mi('ln'), at, mo('='), loss),
              line(partial(L, sub(p, mi('c'))), mo('='), mo('−'), frac(num('1'), sub(p, mi('c'))), mo('='), slope),
            ];
      }
    }
  }

  #certainties() {
    const { t } = texts;
    const { show } = numbers;
    if (!this.certainty) {
      return nothing;
    }
    return html`
      <h3>${t('penalty.title')}</h3>
      <p>${t('penalty.text')}</p>
      <cien-scroll label=${t('penalty.title')}>
        <table data-test="certainty">
          <caption>
            ${t('penalty.caption')}
          </caption>
          <thead>
            <tr>
              <th scope="col">${t('penalty.p')}</th>
              <th scope="col">−ln p</th>
              <th scope="col">${t('penalty.slope')}</th>
              <th scope="col">${t('penalty.sum')}</th>
              <th scope="col">${t('penalty.fromSum')}</th>
              <th scope="col">${t('penalty.sumSlope')}</th>
            </tr>
          </thead>
          <tbody>
            ${this.certainty.rows.map(
              (one) => html`<tr>
                <th scope="row">${show(one.p)}</th>
                <td>${show(one.loss)}</td>
                <td>${show(one.slope)}</td>
                <td>${show(one.sum)}</td>
                <td>${show(one.fromSum)}</td>
                <td>${show(one.sumSlope)}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </cien-scroll>
    `;
  }
}

function tangent(scale, point, low, high) {
  const reach = (high - low) / 8;
  const at = (x) => point.loss + point.slope * (x - point.at);
  const a = point.at - reach;
  const b = point.at + reach;
  return Number.isFinite(point.slope)
    ? svg`<line class="tangent" x1=${scale.x(a)} y1=${scale.y(at(a))} x2=${scale.x(b)} y2=${scale.y(at(b))}></line>`
    : nothing;
}

const clamp = (value, low, high, otherwise) =>
  Number.isFinite(value) ? Math.min(high, Math.max(low, value)) : otherwise;

customElements.define('losses-curve', LossesCurve);
