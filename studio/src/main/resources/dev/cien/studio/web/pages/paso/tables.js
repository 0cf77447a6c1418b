// The table twins of the drawing: all numbers of the turn, as far as its phases were reached, and
// every parameter can be edited here.
import { html } from 'lit';

const PENDING = '·';

export function neuronTable({ state, trace, known, show, t, field }) {
  const { network } = state;
  const rows = network.layers.flatMap((layer, l) =>
    layer.biases.map((b, index) => ({ layer: l + 1, index, b, here: trace.layers[l] })),
  );
  return html`<table>
    <caption>
      ${t('table.neurons')}
    </caption>
    <thead>
      <tr>
        <th scope="col">${t('table.neuron')}</th>
        <th scope="col">b</th>
        <th scope="col">z</th>
        <th scope="col">a = f(z)</th>
        <th scope="col">f′(z)</th>
        <th scope="col">∂L/∂a</th>
        <th scope="col">δ = ∂L/∂b</th>
        <th scope="col">${t('table.check')}</th>
        <th scope="col">${t('table.next', { name: 'b' })}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(({ layer, index, b, here }) => {
        const back = known.slopes <= layer;
        const when = (ready, value) => (ready ? show(value) : PENDING);
        return html`<tr>
          <th scope="row">${nodeName(network, layer, index, t)}</th>
          <td>${field({ kind: 'node', layer, index }, b, `b ${nodeName(network, layer, index, t)}`)}</td>
          <td>${when(known.sums >= layer, here.sums[index])}</td>
          <td>${when(known.outputs >= layer, here.outputs[index])}</td>
          <td>${when(back, here.slopes[index])}</td>
          <td>
            ${when(back || (known.error && layer === network.layers.length), here.byOutput[index])}
          </td>
          <td>${when(back, here.bySum[index])}</td>
          <td>${when(back, here.checkedBias[index])}</td>
          <td>${when(known.update, here.next.biases[index])}</td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}

export function edgeTable({ state, trace, known, show, t, field }) {
  const { network, samples, at } = state;
  const rows = network.layers.flatMap((layer, l) =>
    layer.weights.flatMap((weights, index) =>
      weights.map((w, from) => ({
        element: { kind: 'edge', layer: l + 1, index, from },
        w,
        here: trace.layers[l],
        before: l === 0 ? samples[at].inputs[from] : trace.layers[l - 1].outputs[from],
      })),
    ),
  );
  return html`<table>
    <caption>
      ${t('table.edges')}
    </caption>
    <thead>
      <tr>
        <th scope="col">${t('table.edge')}</th>
        <th scope="col">w</th>
        <th scope="col">a</th>
        <th scope="col">w·a</th>
        <th scope="col">∂L/∂w</th>
        <th scope="col">${t('table.check')}</th>
        <th scope="col">${t('table.next', { name: 'w' })}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(({ element, w, here, before }) => {
        const { layer, index, from } = element;
        const back = known.slopes <= layer;
        const when = (ready, value) => (ready ? show(value) : PENDING);
        const name = edgeName(network, element, t);
        return html`<tr>
          <th scope="row">${name}</th>
          <td>${field(element, w, `w ${name}`)}</td>
          <td>${when(layer === 1 || known.outputs >= layer - 1, before)}</td>
          <td>${when(known.products >= layer, here.products[index][from])}</td>
          <td>${when(back, here.byWeight[index][from])}</td>
          <td>${when(back, here.checkedWeight[index][from])}</td>
          <td>${when(known.update, here.next.weights[index][from])}</td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}

export function nodeName(network, layer, index, t) {
  if (layer === 0) {
    return t('name.input', { index: index + 1 });
  }
  return layer === network.layers.length
    ? t('name.output', { index: index + 1 })
    : t('name.hidden', { layer, index: index + 1 });
}

export function edgeName(network, { layer, index, from }, t) {
  return `${nodeName(network, layer - 1, from, t)} → ${nodeName(network, layer, index, t)}`;
}

// Every sample with what the network says of it now: the losses add up to the cost.
export function sampleTable({ state, judged, show, t, field, choose }) {
  const { samples, at, network } = state;
  const single = network.head !== 'SOFTMAX';
  return html`<table>
    <caption>
      ${t('table.samples')}
    </caption>
    <thead>
      <tr>
        <th scope="col">${t('table.sample')}</th>
        <th scope="col">${t('table.inputs')}</th>
        <th scope="col">${t('table.targets')}</th>
        <th scope="col">${single ? t('table.said') : t('table.probabilities')}</th>
        <th scope="col">${t('table.loss')}</th>
      </tr>
    </thead>
    <tbody>
      ${samples.map(
        (sample, i) => html`<tr aria-current=${i === at ? 'true' : 'false'}>
          <th scope="row">
            <button type="button" @click=${() => choose(i)} aria-label=${t('sample.choose', { index: i + 1 })}>
              ${i + 1}${i === at ? ' ◂' : ''}
            </button>
          </th>
          <td>${i === at ? sample.inputs.map((x, k) => field('inputs', k, x)) : sample.inputs.map((value) => show(value)).join('; ')}</td>
          <td>${i === at ? sample.targets.map((x, k) => field('targets', k, x)) : sample.targets.map((value) => show(value)).join('; ')}</td>
          <td>${judged.outputs[i].map((value) => show(value)).join('; ')}</td>
          <td>${show(judged.losses[i])}</td>
        </tr>`,
      )}
    </tbody>
    <tfoot>
      <tr>
        <th scope="row" colspan="4">${t('table.cost', { count: samples.length })}</th>
        <td data-test="cost">${show(judged.cost)}</td>
      </tr>
    </tfoot>
  </table>`;
}
