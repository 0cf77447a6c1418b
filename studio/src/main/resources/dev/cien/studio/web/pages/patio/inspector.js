// One node, seen closely: its sum with the numbers of this moment, its bias and the weights that lead to
// it, all of which can be changed.
import { html, nothing } from 'lit';
import { joined, line, mi, mo, num, row, sub } from '/shared/mathml.js';
import { numberField } from '/shared/number-field.js';
import { numbers } from '/shared/numbers.js';
import { selectField } from '/shared/fields.js';
import { t } from '/shared/texts.js';
import { ACTIVATIONS } from './link.js';

const MOST_TERMS = 8;
const show = (value) => numbers.show(Number(value), 3);

function nameOf(layer, node, inputs) {
  return layer === 0 ? t(`feature.${inputs[node]}`) : t('node.short', { layer, node: node + 1 });
}

function term(layer, node, inputs) {
  return layer === 0 ? mi(t(`feature.${inputs[node]}`)) : sub(mi('a'), row(num(layer), mo(','), num(node + 1)));
}

export function inspector({ frame, selected, inputs, activation, output, change, activate, again }) {
  const { layer, node } = selected;
  const weights = frame.weights[layer]?.[node];
  if (!weights) {
    return nothing;
  }
  const bias = frame.biases[layer][node];
  const last = layer === frame.biases.length - 1;
  const f = last ? output : activation;
  const norm = frame.norms[layer]?.length > 0 ? frame.norms[layer] : undefined;
  const parts = weights.slice(0, MOST_TERMS).map((weight, i) => row(num(show(Math.abs(weight))), mo('·'), term(layer - 1, i, inputs)));
  const signs = weights.map((weight) => (weight < 0 ? '−' : '+'));
  return html`<section class="inspector" aria-labelledby="inspector-title">
    <h3 id="inspector-title">${last ? t('inspect.output') : t('inspect.node', { layer, node: node + 1 })}</h3>
    <cien-scroll class="formula-scroll" label=${t('formula')}>
      ${line(
        sub(mi('a'), last ? mi(t('out')) : row(num(layer), mo(','), num(node + 1))),
        mo('='),
        mi(t(`activation.name.${f}`)),
        mo('('),
        ...(norm ? [mi('BN'), mo('(')] : []),
        num(show(bias)),
        ...parts.flatMap((part, i) => [mo(signs[i]), part]),
        weights.length > MOST_TERMS ? joined([mo('+'), mo('…')], '') : nothing,
        mo(')'),
        ...(norm ? [mo(')')] : []),
      )}
    </cien-scroll>
    ${norm ? html`<p class="hint">${t('inspect.norm', { scale: show(norm[0][node]), shift: show(norm[1][node]), mean: show(norm[2][node]), variance: show(norm[3][node]) })}</p>` : nothing}
    ${last ? nothing : selectField({ label: t('activation.layer', { layer }), name: 'layer-activation', value: activation, options: ACTIVATIONS.map((value) => ({ value, label: t(`activation.${value}`) })), change: (name) => activate(layer, name) })}
    <div class="parameters">
      <label class="parameter bias">
        <span>${t('bias')}</span>
        ${numberField({ value: bias, label: t('bias'), show, change: (value) => change({ layer, node, value }) })}
      </label>
      ${weights.map((weight, from) => {
        const name = nameOf(layer - 1, from, inputs);
        const off = frame.dead[layer][node][from];
        return html`<label class="parameter ${from === selected.from ? 'one' : ''} ${weight < 0 ? 'negative' : 'positive'}">
          <span><i class="swatch" aria-hidden="true"></i>${t('weight', { from: name })}${off ? html` <small>${t('dead')}</small>` : nothing}</span>
          ${numberField({ value: weight, label: t('weight', { from: name }), show, change: (value) => change({ layer, node, from, value }) })}
        </label>`;
      })}
    </div>
    <p class="hint">${again ? t('inspect.hint') : ''}</p>
  </section>`;
}
