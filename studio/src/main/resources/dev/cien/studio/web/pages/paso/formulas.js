// The formula of a phase for one element: first in letters, then with the live numbers, then the
// result. All numbers come from the server's trace.
import * as names from './names.js';
import { frac, joined, line, mi, mo, num, over, partial, row, signed, sub, sup, text } from '/shared/mathml.js';

// show: how the reader writes a number.
export function forwardSum({ network, trace, sample }, { layer, index }, show) {
  const weights = network.layers[layer - 1].weights[index];
  const bias = network.layers[layer - 1].biases[index];
  const before = layer === 1 ? sample.inputs : trace.layers[layer - 2].outputs;
  const z = names.sum(layer, index);
  const letters = weights.map((_, i) =>
    row(names.weight(layer, index, i), mo('·'), names.output(network, layer - 1, i)),
  );
  const numbers = weights.map((w, i) =>
    row(signed(w, show(w)), mo('·'), signed(before[i], show(before[i]))),
  );
  const lines = [
    line(z, mo('='), joined([...letters, names.bias(layer, index)], '+')),
    line(z, mo('='), joined([...numbers, signed(bias, show(bias))], '+')),
  ];
  if (weights.length > 1) {
    const products = trace.layers[layer - 1].products[index];
    const terms = products.map((product) => signed(product, show(product)));
    lines.push(line(z, mo('='), joined([...terms, signed(bias, show(bias))], '+')));
  }
  lines.push(line(z, mo('='), num(show(trace.layers[layer - 1].sums[index]))));
  return lines;
}

export function forwardActivation({ network, trace }, { layer, index }, show) {
  const last = layer === network.layers.length;
  const z = trace.layers[layer - 1].sums[index];
  const a = names.output(network, layer, index);
  const result = num(show(trace.layers[layer - 1].outputs[index]));
  if (last && network.head === 'SOFTMAX') {
    const sums = trace.layers[layer - 1].sums;
    const powers = sums.map((one) => sup(mi('e'), num(show(one))));
    return [
      line(
        a,
        mo('='),
        frac(
          sup(mi('e'), names.sum(layer, index)),
          row(over('∑', mi('k')), sup(mi('e'), sub(mi('z'), mi('k')))),
        ),
      ),
      line(a, mo('='), frac(powers[index], joined(powers, '+'))),
      line(a, mo('='), result),
    ];
  }
  const f = last ? (network.head === 'SIGMOID' ? 'SIGMOID' : 'LINEAR') : network.activation;
  const plain = f === 'LINEAR';
  return [
    line(a, mo('='), ...(plain ? [names.sum(layer, index)] : [called(f, names.sum(layer, index))])),
    line(a, mo('='), ...(plain ? [] : [called(f, num(show(z))), mo('=')]), result),
  ];
}

const CALLS = {
  RELU: (z) => row(mi('max'), mo('('), num('0'), mo(','), z, mo(')')),
  LEAKY_RELU: (z) => row(mi('LeakyReLU'), mo('('), z, mo(')')),
  TANH: (z) => row(mi('tanh'), mo('('), z, mo(')')),
  SIGMOID: (z) => row(mi('σ'), mo('('), z, mo(')')),
  ELU: (z) => row(mi('ELU'), mo('('), z, mo(')')),
  GELU: (z) => row(mi('GELU'), mo('('), z, mo(')')),
  SILU: (z) => row(mi('SiLU'), mo('('), z, mo(')')),
  SOFTPLUS: (z) => row(mi('softplus'), mo('('), z, mo(')')),
};

const called = (f, z) => CALLS[f](z);

export function error({ network, trace, sample }, { index }, show) {
  const last = network.layers.length;
  const outputs = trace.layers.at(-1).outputs;
  const count = outputs.length;
  const p = names.output(network, last, index);
  const t = names.target(index);
  const byOutput = trace.layers.at(-1).byOutput[index];
  const loss = num(show(trace.loss));
  const mean = count > 1 ? [frac(num('1'), num(String(count))), over('∑', mi('k'))] : [];
  const k = (letter, i) => (count > 1 ? sub(mi(letter), mi('k')) : i);
  const pk = k('p', p);
  const tk = k('t', t);
  const P = (i) => signed(outputs[i], show(outputs[i]));
  const T = (i) => signed(sample.targets[i], show(sample.targets[i]));
  const all = outputs.map((_, i) => i);
  const slope = (...letters) => [
    line(partial(mi('L'), p), mo('='), ...letters, mo('='), num(show(byOutput))),
  ];
  const share = count > 1 ? [frac(num('1'), num(String(count))), mo('·')] : [];
  switch (network.criterion) {
    case 'MSE':
      return [
        line(mi('L'), mo('='), ...mean, sup(row(mo('('), pk, mo('−'), tk, mo(')')), num('2'))),
        line(
          mi('L'),
          mo('='),
          ...share,
          grouped(
            all.map((i) => sup(row(mo('('), P(i), mo('−'), T(i), mo(')')), num('2'))),
            share.length > 0,
          ),
          mo('='),
          loss,
        ),
        ...slope(...share, num('2'), mo('('), p, mo('−'), t, mo(')')),
      ];
    case 'MAE':
      return [
        line(mi('L'), mo('='), ...mean, mo('|'), pk, mo('−'), tk, mo('|')),
        line(
          mi('L'),
          mo('='),
          ...share,
          grouped(
            all.map((i) => row(mo('|'), P(i), mo('−'), T(i), mo('|'))),
            share.length > 0,
          ),
          mo('='),
          loss,
        ),
        ...slope(...share, mi('sign'), mo('('), p, mo('−'), t, mo(')')),
      ];
    case 'HUBER':
      return [
        line(mi('L'), mo('='), ...mean, mi('Huber'), mo('('), pk, mo('−'), tk, mo(')')),
        line(mi('L'), mo('='), loss),
        ...slope(...share, mi('clamp'), mo('('), p, mo('−'), t, mo(','), num('−1'), mo(','), num('1'), mo(')')),
      ];
    case 'BINARY_CROSS_ENTROPY':
      return [
        line(
          mi('L'), mo('='), mo('−'), ...mean, mo('['),
          tk, mi('ln'), pk, mo('+'), mo('('), num('1'), mo('−'), tk, mo(')'),
          mi('ln'), mo('('), num('1'), mo('−'), pk, mo(')'), mo(']'),
        ),
        line(mi('L'), mo('='), loss),
        ...slope(...share, frac(row(p, mo('−'), t), row(p, mo('('), num('1'), mo('−'), p, mo(')')))),
      ];
    default:
      return [
        line(mi('L'), mo('='), mo('−'), over('∑', mi('k')), sub(mi('t'), mi('k')), mi('ln'), sub(mi('p'), mi('k'))),
        line(
          mi('L'),
          mo('='),
          mo('−'),
          grouped(all.filter((i) => sample.targets[i] > 0).map((i) => row(T(i), mi('ln'), P(i))), true),
          mo('='),
          loss,
        ),
        ...slope(mo('−'), frac(t, p)),
      ];
  }
}

function grouped(parts, fenced) {
  const sum = joined(parts, '+');
  return fenced && parts.length > 1 ? row(mo('('), sum, mo(')')) : sum;
}

// ∂L/∂a of a neuron, then δ = ∂L/∂z: the chain rule through one neuron.
export function neuronSlope({ network, trace, sample }, { layer, index }, show) {
  const last = network.layers.length;
  const here = trace.layers[layer - 1];
  const a = names.output(network, layer, index);
  const z = names.sum(layer, index);
  const d = names.delta(layer, index);
  const result = num(show(here.bySum[index]));
  const lines = [];
  if (layer === last && network.head === 'SOFTMAX') {
    return softmaxSlope({ network, trace, sample }, { layer, index }, show);
  }
  if (layer < last) {
    const after = trace.layers[layer];
    const weights = network.layers[layer].weights;
    lines.push(
      line(
        partial(mi('L'), a),
        mo('='),
        joined(
          after.bySum.map((_, k) =>
            row(names.weight(layer + 1, k, index), mo('·'), names.delta(layer + 1, k)),
          ),
          '+',
        ),
      ),
      line(
        partial(mi('L'), a),
        mo('='),
        joined(
          after.bySum.map((by, k) =>
            row(signed(weights[k][index], show(weights[k][index])), mo('·'), signed(by, show(by))),
          ),
          '+',
        ),
        mo('='),
        num(show(here.byOutput[index])),
      ),
    );
  }
  lines.push(
    line(d, mo('='), partial(mi('L'), z), mo('='), partial(mi('L'), a), mo('·'), partial(a, z)),
    line(
      d,
      mo('='),
      signed(here.byOutput[index], show(here.byOutput[index])),
      mo('·'),
      signed(here.slopes[index], show(here.slopes[index])),
      mo('='),
      result,
    ),
  );
  if (layer === last && network.criterion === 'BINARY_CROSS_ENTROPY') {
    lines.push(difference(network, trace, sample, layer, index, show));
  }
  return lines;
}

// The head and its cross-entropy together: what is left is said less true.
function difference(network, trace, sample, layer, index, show) {
  const outputs = trace.layers[layer - 1].outputs;
  const count = network.criterion === 'CROSS_ENTROPY' ? 1 : outputs.length;
  return line(
    names.delta(layer, index),
    mo('='),
    ...(count > 1 ? [frac(num('1'), num(String(count)))] : []),
    mo('('),
    names.output(network, layer, index),
    mo('−'),
    names.target(index),
    mo(')'),
    mo('='),
    ...(count > 1 ? [frac(num('1'), num(String(count)))] : []),
    mo('('),
    num(show(outputs[index])),
    mo('−'),
    num(show(sample.targets[index])),
    mo(')'),
    mo('='),
    num(show(trace.layers[layer - 1].bySum[index])),
  );
}

function softmaxSlope({ network, trace, sample }, { layer, index }, show) {
  const here = trace.layers[layer - 1];
  const d = names.delta(layer, index);
  const z = names.sum(layer, index);
  const pk = sub(mi('p'), mi('k'));
  const general = line(
    d,
    mo('='),
    partial(mi('L'), z),
    mo('='),
    over('∑', mi('k')),
    partial(mi('L'), pk),
    mo('·'),
    partial(pk, z),
  );
  if (network.criterion === 'CROSS_ENTROPY') {
    return [general, difference(network, trace, sample, layer, index, show)];
  }
  const terms = here.outputs.map((p, k) => {
    const own = p * ((k === index ? 1 : 0) - here.outputs[index]);
    return row(signed(here.byOutput[k], show(here.byOutput[k])), mo('·'), signed(own, show(own)));
  });
  return [general, line(d, mo('='), joined(terms, '+'), mo('='), num(show(here.bySum[index])))];
}

// The whole chain from the loss to one weight; `brief` leaves out what its neuron has shown already.
export function weightSlope({ network, trace, sample }, { layer, index, from }, show, brief = false) {
  const here = trace.layers[layer - 1];
  const before = layer === 1 ? sample.inputs[from] : trace.layers[layer - 2].outputs[from];
  const a = names.output(network, layer, index);
  const z = names.sum(layer, index);
  const w = names.weight(layer, index, from);
  const simple = !brief && !(layer === network.layers.length && network.head === 'SOFTMAX');
  const lines = [];
  if (simple) {
    lines.push(
      line(
        partial(mi('L'), w),
        mo('='),
        partial(mi('L'), a),
        mo('·'),
        partial(a, z),
        mo('·'),
        partial(z, w),
      ),
      line(
        partial(mi('L'), w),
        mo('='),
        signed(here.byOutput[index], show(here.byOutput[index])),
        mo('·'),
        signed(here.slopes[index], show(here.slopes[index])),
        mo('·'),
        signed(before, show(before)),
      ),
    );
  }
  lines.push(
    line(
      partial(mi('L'), w),
      mo('='),
      names.delta(layer, index),
      mo('·'),
      names.output(network, layer - 1, from),
      mo('='),
      signed(here.bySum[index], show(here.bySum[index])),
      mo('·'),
      signed(before, show(before)),
      mo('='),
      num(show(here.byWeight[index][from])),
    ),
  );
  return lines;
}

// η is the learning rate.
export function update({ network, trace, rate }, element, show) {
  const { kind, layer, index, from } = element;
  const edge = kind === 'edge';
  const here = trace.layers[layer - 1];
  const name = edge ? names.weight(layer, index, from) : names.bias(layer, index);
  const old = edge
    ? network.layers[layer - 1].weights[index][from]
    : network.layers[layer - 1].biases[index];
  const slope = edge ? here.byWeight[index][from] : here.bySum[index];
  const next = edge ? here.next.weights[index][from] : here.next.biases[index];
  return [
    line(name, mo('←'), name, mo('−'), mi('η'), mo('·'), partial(mi('L'), name)),
    line(
      name,
      mo('←'),
      num(show(old)),
      mo('−'),
      num(show(rate)),
      mo('·'),
      signed(slope, show(slope)),
      mo('='),
      num(show(next)),
    ),
  ];
}

// (L(w + h) − L(w − h)) / 2h beside the gradient: the same number without the chain rule.
export function check({ kind, layer, index, from }, gradient, difference, agree, show) {
  const h = mi('h');
  const name = kind === 'edge' ? names.weight(layer, index, from) : names.bias(layer, index);
  const L = (sign) => row(mi('L'), mo('('), name, mo(sign), h, mo(')'));
  return line(
    frac(row(L('+'), mo('−'), L('−')), row(num('2'), h)),
    mo('='),
    num(show(difference)),
    text(' '),
    mo(agree ? '≈' : '≠'),
    text(' '),
    num(show(gradient)),
  );
}
