// What the parts of a network are called, in formulas and in words.
import { mathml } from 'lit';
import { both, mi, num, row, sub } from '/shared/mathml.js';

// Inputs are x, outputs of the network p, all between a with the layer above.
export function output(network, layer, index) {
  if (layer === 0) {
    return sub(mi('x'), num(index + 1));
  }
  return layer === network.layers.length
    ? sub(mi('p'), num(index + 1))
    : of('a', layer, index);
}

export const sum = (layer, index) => of('z', layer, index);
export const bias = (layer, index) => of('b', layer, index);
export const delta = (layer, index) => of('δ', layer, index);

// Neuron first, then where the edge comes from, as rows and columns of the matrix.
export const weight = (layer, index, from) =>
  both(mi('w'), row(num(index + 1), num(from + 1)), power(layer));

export const target = (index) => sub(mi('t'), num(index + 1));

function of(letter, layer, index) {
  return both(mi(letter), num(index + 1), power(layer));
}

const power = (layer) => mathml`<mrow><mo>(</mo><mn>${layer}</mn><mo>)</mo></mrow>`;

// The same as plain text, for tables, lists and what is read aloud.
export function plain(network, { kind, layer, index, from }) {
  if (kind === 'edge') {
    return `w${layer}·${index + 1}${from + 1}`;
  }
  if (layer === 0) {
    return `x${index + 1}`;
  }
  return layer === network.layers.length ? `p${index + 1}` : `a${layer}·${index + 1}`;
}
