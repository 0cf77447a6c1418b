// The element that the learner looks at: what it is, its number to edit, its formula in this phase.
import { html, nothing } from 'lit';
import { sizes } from './state.js';
import * as formulas from './formulas.js';
import { curveView } from './curve-view.js';
import { edgeName, nodeName } from './tables.js';

export function elements(network) {
  const counts = sizes(network);
  const nodes = counts.flatMap((count, layer) =>
    Array.from({ length: count }, (_, index) => ({ kind: 'node', layer, index })),
  );
  const edges = network.layers.flatMap((layer, l) =>
    layer.weights.flatMap((row, index) =>
      row.map((_, from) => ({ kind: 'edge', layer: l + 1, index, from })),
    ),
  );
  return [...nodes, ...edges];
}

export const keyOf = ({ kind, layer, index, from }) => `${kind}-${layer}-${index}-${from ?? ''}`;

export function nameOf(network, element, t) {
  return element.kind === 'edge'
    ? `w: ${edgeName(network, element, t)}`
    : nodeName(network, element.layer, element.index, t);
}

export function picker({ state, selected, t, select }) {
  const all = elements(state.network);
  return html`<label class="picker">
    ${t('element')}
    <select
      data-test="element"
      @change=${(e) => select(all.find((one) => keyOf(one) === e.target.value))}
    >
      ${all.map(
        (one) =>
          html`<option value=${keyOf(one)} ?selected=${keyOf(one) === keyOf(selected)}>
            ${nameOf(state.network, one, t)}
          </option>`,
      )}
    </select>
  </label>`;
}

// One paragraph on what such a thing is, whatever its number.
export function explanation({ network }, selected, t) {
  const last = network.layers.length;
  if (selected.kind === 'edge') {
    return t('about.weight');
  }
  if (selected.layer === 0) {
    return t('about.input');
  }
  if (selected.layer < last) {
    return `${t('about.hidden')} ${t('about.bias')}`;
  }
  return `${t(`about.output.${network.head}`)} ${t('about.bias')}`;
}

export function formulaLines(view) {
  const { phase, selected, known, show } = view;
  const context = { ...view.state, trace: view.trace, sample: view.state.samples[view.state.at] };
  const { layer } = selected;
  if (layer === 0) {
    return [];
  }
  const edges = edgesInto(view.network, selected);
  if (phase.kind === 'update') {
    return [...formulas.update(context, selected, show), ...edges.flatMap((edge) => formulas.update(context, edge, show).slice(1))];
  }
  if (phase.kind === 'error') {
    return formulas.error(context, { ...selected, index: selected.layer === layer ? selected.index : 0 }, show);
  }
  if (phase.kind === 'back' && known.slopes <= layer) {
    if (selected.kind === 'edge') {
      return [...formulas.weightSlope(context, selected, show), checked(view, context, selected)];
    }
    const alone = edges.length === 1;
    return [
      ...formulas.neuronSlope(context, selected, show),
      checked(view, context, selected),
      ...edges.flatMap((edge) => [
        ...formulas.weightSlope(context, edge, show, !alone),
        ...(alone ? [checked(view, context, edge)] : []),
      ]),
    ];
  }
  if (known.outputs >= layer && selected.kind === 'node' && phase.kind !== 'weigh') {
    return formulas.forwardActivation(context, selected, show);
  }
  return known.sums >= layer ? formulas.forwardSum(context, selected, show) : [];
}

// The edges that end in a neuron; none for an edge.
function edgesInto(network, { kind, layer, index }) {
  return kind === 'edge'
    ? []
    : network.layers[layer - 1].weights[index].map((_, from) => ({ kind: 'edge', layer, index, from }));
}

function checked(view, context, element) {
  const here = context.trace.layers[element.layer - 1];
  const { index, from } = element;
  const edge = element.kind === 'edge';
  const gradient = edge ? here.byWeight[index][from] : here.bySum[index];
  const difference = edge ? here.checkedWeight[index][from] : here.checkedBias[index];
  return formulas.check(element, gradient, difference, agree(gradient, difference), view.precise);
}

// Rounding is far below this, a corner of ReLU or of |x| far above it.
export const agree = (gradient, difference) =>
  Math.abs(gradient - difference) <= 1e-6 * Math.max(1, Math.abs(gradient));

export function curve(view) {
  const { state, trace, selected, known, curves, t, show } = view;
  const { layer, index, kind } = selected;
  if (kind === 'edge' || layer === 0 || known.outputs < layer) {
    return nothing;
  }
  const last = layer === state.network.layers.length;
  const f = last ? { LINEAR: 'LINEAR', SIGMOID: 'SIGMOID' }[state.network.head] : state.network.activation;
  if (!f || !curves[f]) {
    return nothing;
  }
  const here = trace.layers[layer - 1];
  const at = { z: here.sums[index], a: here.outputs[index], slope: here.slopes[index] };
  const words = t('curve.summary', {
    f: t(`activation.${f}`),
    z: show(at.z),
    a: show(at.a),
    slope: show(at.slope),
  });
  return html`<figure class="curve-figure">
    ${curveView({ curve: curves[f], at, summary: words, show })}
    <figcaption>${words}</figcaption>
  </figure>`;
}
