// Loss of one sample, cost of the set: the table adds up.
import { html, LitElement, nothing } from 'lit';
import { api, numbers, texts } from '/shared/lab.js';
import { numberField } from '/shared/number-field.js';

const SETS = {
  quantities: {
    head: 'LINEAR',
    losses: ['MSE', 'MAE', 'HUBER'],
    sums: [[1.2], [0.4], [2.1], [3.4], [0.9]],
    targets: [[1], [0.5], [2], [5], [1]],
  },
  answers: {
    head: 'SIGMOID',
    losses: ['BINARY_CROSS_ENTROPY', 'MSE', 'MAE'],
    sums: [[2], [-1.5], [0.3], [-2.5], [3]],
    targets: [[1], [0], [0], [1], [1]],
  },
  classes: {
    head: 'SOFTMAX',
    losses: ['CROSS_ENTROPY', 'MSE', 'MAE'],
    sums: [
      [2, 0.5, -1],
      [0.2, 0.1, 0.3],
      [-1, 3, 0],
      [1.5, 1.2, 0],
    ],
    targets: [
      [1, 0, 0],
      [0, 0, 1],
      [0, 1, 0],
      [0, 1, 0],
    ],
  },
};

class LossesSamples extends LitElement {
  static properties = { judged: { state: true }, message: { state: true } };

  constructor() {
    super();
    this.#take('quantities');
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  #take(set) {
    this.set = set;
    this.criterion = SETS[set].losses[0];
    this.sums = structuredClone(SETS[set].sums);
    this.targets = structuredClone(SETS[set].targets);
  }

  async #load() {
    try {
      this.judged = await api.post('/api/losses/judge', {
        criterion: this.criterion,
        head: SETS[this.set].head,
        sums: this.sums,
        targets: this.targets,
      });
      this.message = '';
    } catch (error) {
      this.message = error.message;
    }
  }

  render() {
    const { t } = texts;
    const { show } = numbers;
    const linear = SETS[this.set].head === 'LINEAR';
    return html`
      <h2 id="samples-title">${t('samples.title')}</h2>
      <p>${t('samples.text')}</p>
      ${this.message ? html`<p class="message bad" role="alert">${this.message}</p>` : nothing}
      <div class="paso-controls">
        <label
          >${t('samples.set')}
          <select
            @change=${(e) => {
              this.#take(e.target.value);
              this.#load();
            }}
          >
            ${Object.keys(SETS).map(
              (set) =>
                html`<option value=${set} ?selected=${set === this.set}>${t(`samples.${set}`)}</option>`,
            )}
          </select></label
        >
        <label
          >${t('loss')}
          <select
            @change=${(e) => {
              this.criterion = e.target.value;
              this.#load();
            }}
          >
            ${SETS[this.set].losses.map(
              (loss) =>
                html`<option value=${loss} ?selected=${loss === this.criterion}>${t(`loss.${loss}`)}</option>`,
            )}
          </select></label
        >
      </div>
      ${this.judged?.rows.length === this.sums.length
        ? html`<cien-scroll label=${t('samples.title')}>
            <table data-test="samples">
              <caption>
                ${t('samples.caption')}
              </caption>
              <thead>
                <tr>
                  <th scope="col">${t('samples.sample')}</th>
                  <th scope="col">${t('samples.truth')}</th>
                  <th scope="col">${linear ? t('samples.said') : t('samples.sum')}</th>
                  ${linear ? nothing : html`<th scope="col">p</th>`}
                  <th scope="col">${t('samples.loss')}</th>
                  <th scope="col">${t('samples.slope')}</th>
                  <th scope="col">${t('samples.share')}</th>
                </tr>
              </thead>
              <tbody>
                ${this.judged.rows.map((row, i) => this.#row(row, i, linear))}
              </tbody>
              <tfoot>
                <tr>
                  <th scope="row" colspan=${linear ? 3 : 4}>${t('samples.total')}</th>
                  <td data-test="total">
                    ${show(this.judged.rows.reduce((sum, row) => sum + row.loss, 0))}
                  </td>
                  <td colspan="2"></td>
                </tr>
                <tr>
                  <th scope="row" colspan=${linear ? 3 : 4}>
                    ${t('samples.cost', { count: this.judged.rows.length })}
                  </th>
                  <td data-test="cost"><strong>${show(this.judged.cost)}</strong></td>
                  <td colspan="2"></td>
                </tr>
              </tfoot>
            </table>
          </cien-scroll>`
        : html`<p>${t('loading')}</p>`}
    `;
  }

  #row(row, i, linear) {
    const { t } = texts;
    const { show } = numbers;
    const listed = (values) => values.map((value) => show(value)).join('; ');
    return html`<tr>
      <th scope="row">${i + 1}</th>
      <td>${this.targets[i].map((value, k) => this.#field('targets', i, k, value))}</td>
      <td>${this.sums[i].map((value, k) => this.#field('sums', i, k, value))}</td>
      ${linear ? nothing : html`<td>${listed(row.outputs)}</td>`}
      <td>${show(row.loss)}</td>
      <td>${listed(row.bySum)}</td>
      <td>${listed(row.byCost)}</td>
    </tr>`;
  }

  #field(part, i, k, value) {
    return numberField({
      value,
      label: texts.t(`samples.field.${part}`, { sample: i + 1, index: k + 1 }),
      show: numbers.show,
      change: (number) => {
        this[part][i][k] = number;
        this.#load();
      },
    });
  }
}

customElements.define('losses-samples', LossesSamples);
