// What the page is about: the network with its numbers, the samples, where in the loop it stands. A
// plain value: it goes to the server, into the address, and onto the pile of undo.

const MOST_UNDO = 500;

export function sizes(network) {
  return [network.layers[0].weights[0].length, ...network.layers.map((l) => l.biases.length)];
}

export function withParameter(network, { kind, layer, index, from }, value) {
  const copy = structuredClone(network);
  if (kind === 'edge') {
    copy.layers[layer - 1].weights[index][from] = value;
  } else {
    copy.layers[layer - 1].biases[index] = value;
  }
  return copy;
}

export function parameterOf(network, { kind, layer, index, from }) {
  const of = network.layers[layer - 1];
  return kind === 'edge' ? of.weights[index][from] : of.biases[index];
}

// A fresh network keeps the numbers of the old one where both have the same place.
export function keeping(fresh, old) {
  const before = sizes(old);
  const now = sizes(fresh);
  if (before.length !== now.length) {
    return fresh;
  }
  const copy = structuredClone(fresh);
  copy.layers.forEach((layer, l) => {
    layer.biases.forEach((_, j) => {
      if (j < before[l + 1]) {
        layer.biases[j] = old.layers[l].biases[j];
        for (let i = 0; i < Math.min(now[l], before[l]); i++) {
          layer.weights[j][i] = old.layers[l].weights[j][i];
        }
      }
    });
  });
  return copy;
}

// Samples for other numbers of inputs and outputs: cut, or filled up with zeros; of classes exactly
// one is true.
export function fitted(samples, inputs, outputs, head) {
  const fit = (row, count) => Array.from({ length: count }, (_, i) => row[i] ?? 0);
  return samples.map((sample) => {
    let targets = fit(sample.targets, outputs);
    if (head !== 'LINEAR') {
      targets = targets.map((target) => Math.min(1, Math.max(0, target)));
    }
    if (head === 'SOFTMAX' && targets.reduce((a, b) => a + b, 0) !== 1) {
      const truth = sample.targets.indexOf(Math.max(...sample.targets)) % outputs;
      targets = targets.map((_, i) => (i === Math.max(0, truth) ? 1 : 0));
    }
    return { inputs: fit(sample.inputs, inputs), targets };
  });
}

export class Undo {
  #past = [];

  push(state) {
    this.#past.push(structuredClone(state));
    if (this.#past.length > MOST_UNDO) {
      this.#past.shift();
    }
  }

  pop() {
    return this.#past.pop();
  }

  get size() {
    return this.#past.length;
  }
}

// The address holds all that is needed to see the same numbers: activation, head, loss, sizes,
// parameters layer by layer (a neuron's weights, then its bias), samples, place in the loop.
export function toQuery(state) {
  const { network } = state;
  const numbers = network.layers.flatMap((layer) =>
    layer.weights.flatMap((row, j) => [...row, layer.biases[j]]),
  );
  const samples = state.samples
    .map((sample) => `${sample.inputs.join(',')}:${sample.targets.join(',')}`)
    .join(';');
  return {
    lesson: state.lesson,
    f: network.activation.toLowerCase(),
    head: network.head.toLowerCase(),
    loss: network.criterion.toLowerCase(),
    shape: sizes(network).join('-'),
    w: numbers.join(','),
    data: samples,
    lr: String(state.rate),
    at: String(state.at),
    turn: String(state.turn),
    phase: String(state.phase),
  };
}

// Nothing comes back from an address that does not hold together; the server checks the numbers.
export function fromQuery(query) {
  const shape = (query.shape ?? '').split('-').map(Number);
  const numbers = (query.w ?? '').split(',').map(Number);
  const wanted = shape.slice(1).reduce((sum, size, l) => sum + size * (shape[l] + 1), 0);
  const usable =
    shape.length >= 2 &&
    shape.length <= 6 &&
    shape.every((size) => Number.isInteger(size) && size >= 1 && size <= 8) &&
    numbers.length === wanted &&
    numbers.every(Number.isFinite);
  if (!usable) {
    return undefined;
  }
  let next = 0;
  const layers = shape.slice(1).map((size, l) => {
    const weights = [];
    const biases = [];
    for (let j = 0; j < size; j++) {
      weights.push(numbers.slice(next, next + shape[l]));
      biases.push(numbers[next + shape[l]]);
      next += shape[l] + 1;
    }
    return { weights, biases };
  });
  const samples = (query.data ?? '').split(';').map((text) => {
    const [inputs, targets] = text.split(':');
    return {
      inputs: (inputs ?? '').split(',').map(Number),
      targets: (targets ?? '').split(',').map(Number),
    };
  });
  const fits = samples.every(
    (sample) =>
      sample.inputs.length === shape[0] &&
      sample.targets.length === shape.at(-1) &&
      [...sample.inputs, ...sample.targets].every(Number.isFinite),
  );
  if (!fits) {
    return undefined;
  }
  const whole = (text, most) => Math.min(most, Math.max(0, Math.trunc(Number(text)) || 0));
  return {
    network: {
      activation: (query.f ?? 'tanh').toUpperCase(),
      head: (query.head ?? 'sigmoid').toUpperCase(),
      criterion: (query.loss ?? 'binary_cross_entropy').toUpperCase(),
      layers,
    },
    samples,
    rate: Number(query.lr) || 0.1,
    at: whole(query.at, samples.length - 1),
    turn: whole(query.turn, Number.MAX_SAFE_INTEGER),
    phase: whole(query.phase, 2 * shape.length + shape.length + 3),
  };
}
