// Which loss for which problem: the same data, network and steps for three losses, measured now.
import { html, LitElement, nothing } from 'lit';
import { announce, api, numbers, texts } from '/shared/lab.js';
import { legend, plot, twin } from '/shared/plot.js';
import { Room } from '/shared/room.js';

const PROBLEMS = ['NOISE', 'OUTLIERS', 'YES_NO', 'BAD_START', 'CLASSES'];

class LossesContest extends LitElement {
  static properties = {
    contest: { state: true },
    message: { state: true },
    busy: { state: true },
    problem: { state: true },
  };

  room = new Room(this);

  constructor() {
    super();
    this.problem = 'OUTLIERS';
    this.seed = 1;
  }

  createRenderRoot() {
    return this;
  }

  async #measure() {
    const { t } = texts;
    this.busy = true;
    announce(t('contest.busy'));
    try {
      this.contest = await api.get('/api/losses/contest', { problem: this.problem, seed: this.seed });
      this.message = '';
      announce(this.#verdict());
    } catch (error) {
      this.message = error.message;
    } finally {
      this.busy = false;
    }
  }

  #verdict() {
    const { t } = texts;
    return t(this.contest.best.length > 1 ? 'contest.tie' : 'contest.best', {
      losses: this.contest.best.map((loss) => t(`loss.${loss}`)).join(', '),
      measure: t(`measure.${this.contest.decides}`),
    });
  }

  render() {
    const { t } = texts;
    return html`
      <h2 id="contest-title">${t('contest.title')}</h2>
      <p>${t('contest.text')}</p>
      ${this.message ? html`<p class="message bad" role="alert">${this.message}</p>` : nothing}
      <div class="paso-controls">
        <label
          >${t('contest.problem')}
          <select
            data-test="problem"
            @change=${(e) => {
              this.problem = e.target.value;
              this.contest = undefined;
            }}
          >
            ${PROBLEMS.map(
              (problem) =>
                html`<option value=${problem} ?selected=${problem === this.problem}>
                  ${t(`problem.${problem}`)}
                </option>`,
            )}
          </select></label
        >
        <button
          type="button"
          class="primary"
          data-test="measure"
          ?disabled=${this.busy}
          @click=${() => this.#measure()}
        >
          ${t(this.busy ? 'contest.busy' : 'contest.measure')}
        </button>
        ${this.contest
          ? html`<button
              type="button"
              ?disabled=${this.busy}
              @click=${() => {
                this.seed += 1;
                this.#measure();
              }}
            >
              ${t('contest.again')}
            </button>`
          : nothing}
      </div>
      <p>${t(`problem.${this.problem}.text`)}</p>
      ${this.contest ? this.#results() : nothing}
    `;
  }

  #results() {
    const { t } = texts;
    const { show } = numbers;
    const { entries, measures, decides, best, problem, draws } = this.contest;
    return html`
      <p class="verdict" data-test="verdict">
        <strong>${this.#verdict()}</strong> ${t(`recommend.${problem}`)}
      </p>
      <cien-scroll label=${t('contest.title')}>
        <table data-test="contest">
          <caption>
            ${t('contest.caption', { draws })}
          </caption>
          <thead>
            <tr>
              <th scope="col">${t('contest.loss')}</th>
              ${measures.map(
                (measure) =>
                  html`<th scope="col">
                    ${t(`measure.${measure}`)}${measure === decides ? ` · ${t('contest.decides')}` : ''}
                  </th>`,
              )}
            </tr>
          </thead>
          <tbody>
            ${entries.map(
              (entry) => html`<tr>
                <th scope="row">
                  ${best.includes(entry.criterion) ? '★ ' : ''}${t(`loss.${entry.criterion}`)}
                </th>
                ${measures.map((measure) => {
                  // What is infinite comes as text.
                  const values = entry.measures[measure].map(Number);
                  const mean = values.reduce((a, b) => a + b, 0) / values.length;
                  return html`<td>
                    ${show(mean)}
                    <small>(${show(Math.min(...values), 3)} … ${show(Math.max(...values), 3)})</small>
                  </td>`;
                })}
              </tr>`,
            )}
          </tbody>
        </table>
      </cien-scroll>
      <h3>${t('contest.curves')}</h3>
      <p>${t('contest.curves.text')}</p>
      <div class="curves-grid">${entries.map((entry) => this.#curves(entry))}</div>
    `;
  }

  #curves(entry) {
    const { t } = texts;
    const { show } = numbers;
    const width = Math.min(340, this.room.width);
    const name = t(`loss.${entry.criterion}`);
    const series = [
      { x: entry.steps, y: entry.train, label: t('contest.train') },
      { x: entry.steps, y: entry.test, label: t('contest.test') },
    ];
    const highest = Math.max(...[...entry.train, ...entry.test].filter(Number.isFinite), 1e-9);
    return html`<figure>
      ${plot({
        width,
        height: 220,
        x: [0, entry.steps.at(-1)],
        y: [0, highest * 1.05],
        labels: { x: t('contest.step'), y: t('contest.cost') },
        series,
        show,
        summary: t('contest.curve', {
          loss: name,
          first: show(entry.train[0]),
          last: show(entry.train.at(-1)),
          test: show(entry.test.at(-1)),
        }),
      })}
      <figcaption>${name}${legend(series)}</figcaption>
      ${twin({
        title: name,
        summary: t('twin'),
        head: [t('contest.step'), ...series.map((line) => line.label)],
        rows: entry.steps
          .map((step, i) => [show(step), show(entry.train[i]), show(entry.test[i])])
          .filter((_, i) => i % 5 === 0),
      })}
    </figure>`;
  }
}

customElements.define('losses-contest', LossesContest);
