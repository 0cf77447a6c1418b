// What the learner chooses before stepping: the lesson, the task with its head and loss, the
// activation, the shape.
import { html } from 'lit';
import { sizes } from './state.js';

export const HEADS = ['LINEAR', 'SIGMOID', 'SOFTMAX'];
export const ACTIVATIONS = [
  'LINEAR',
  'RELU',
  'LEAKY_RELU',
  'TANH',
  'SIGMOID',
  'ELU',
  'GELU',
  'SILU',
  'SOFTPLUS',
];
const LOSSES = {
  LINEAR: ['MSE', 'MAE', 'HUBER'],
  SIGMOID: ['BINARY_CROSS_ENTROPY', 'MSE', 'MAE', 'HUBER'],
  SOFTMAX: ['CROSS_ENTROPY', 'MSE', 'MAE', 'HUBER'],
};
const MOST_HIDDEN = 4;
const MOST_NODES = 8;

// The loss that goes with a head, unless the one in use fits as well.
export function lossFor(head, criterion) {
  return LOSSES[head].includes(criterion) ? criterion : LOSSES[head][0];
}

export function controls({ state, lessons, lesson, t, actions, rateField }) {
  const { network } = state;
  return html`
    <div class="paso-controls">
      <label>
        ${t('lesson')}
        <select data-test="lesson" @change=${(e) => actions.lesson(e.target.value)}>
          ${lesson ? '' : html`<option value="" selected>${t('lesson.own')}</option>`}
          ${lessons.map(
            (one) =>
              html`<option value=${one.key} ?selected=${one.key === lesson}>
                ${t(`lesson.${one.key}`)}
              </option>`,
          )}
        </select>
      </label>
      ${choice(t('task'), HEADS, network.head, (head) => t(`head.${head}`), actions.head)}
      ${choice(
        t('loss'),
        LOSSES[network.head],
        network.criterion,
        (loss) => t(`loss.${loss}`),
        actions.loss,
      )}
      ${network.layers.length > 1
        ? choice(
            t('activation'),
            ACTIVATIONS,
            network.activation,
            (f) => t(`activation.${f}`),
            actions.activation,
          )
        : ''}
      ${rateField}
    </div>
    ${shape({ state, t, actions })}
  `;
}

function choice(label, values, chosen, name, change) {
  return html`<label>
    ${label}
    <select @change=${(e) => change(e.target.value)}>
      ${values.map(
        (value) => html`<option value=${value} ?selected=${value === chosen}>${name(value)}</option>`,
      )}
    </select>
  </label>`;
}

function shape({ state, t, actions }) {
  const counts = sizes(state.network);
  const hidden = counts.length - 2;
  const edges = counts.slice(1).reduce((sum, count, l) => sum + count * counts[l], 0);
  const biases = counts.slice(1).reduce((sum, count) => sum + count, 0);
  const name = (layer) =>
    layer === 0
      ? t('layer.input')
      : layer === counts.length - 1
        ? t('layer.output')
        : t('layer.hidden', { layer });
  return html`
    <fieldset class="shape">
      <legend>${t('shape')}</legend>
      <div class="shape-layers">
        ${counts.map((count, layer) => {
          const least = layer === counts.length - 1 && state.network.head === 'SOFTMAX' ? 2 : 1;
          return html`<div class="shape-layer" role="group" aria-label=${name(layer)}>
            <span>${name(layer)}</span>
            <button
              type="button"
              aria-label=${t('node.fewer', { layer: name(layer) })}
              ?disabled=${count <= least}
              @click=${() => actions.resize(layer, count - 1)}
            >
              −
            </button>
            <output>${count}</output>
            <button
              type="button"
              aria-label=${t('node.more', { layer: name(layer) })}
              ?disabled=${count >= MOST_NODES}
              @click=${() => actions.resize(layer, count + 1)}
            >
              +
            </button>
          </div>`;
        })}
      </div>
      <div class="shape-buttons">
        <button
          type="button"
          data-test="add-layer"
          ?disabled=${hidden >= MOST_HIDDEN}
          @click=${actions.addLayer}
        >
          ${t('layer.add')}
        </button>
        <button type="button" ?disabled=${hidden < 1} @click=${actions.removeLayer}>
          ${t('layer.remove')}
        </button>
        <button type="button" data-test="redraw" @click=${actions.redraw}>${t('redraw')}</button>
        <span class="counts">${t('counts', { edges, biases, parameters: edges + biases })}</span>
      </div>
    </fieldset>
  `;
}
