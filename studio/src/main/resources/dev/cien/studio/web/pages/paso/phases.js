// The phases of one turn of the loop, in order: forward layer by layer, the error, backward layer by
// layer, and the update. Layers count from 1; layer 0 are the inputs.

export function phases(network) {
  const last = network.layers.length;
  const list = [{ kind: 'input', layer: 0 }];
  for (let layer = 1; layer <= last; layer++) {
    list.push({ kind: 'weigh', layer });
    list.push({ kind: layer === last ? 'output' : 'activate', layer });
  }
  list.push({ kind: 'error', layer: last });
  for (let layer = last; layer >= 1; layer--) {
    list.push({ kind: 'back', layer });
  }
  list.push({ kind: 'update', layer: 1 });
  return list;
}

// Which of the four steps of the loop a phase belongs to: J1 forward, J2 error, J3 backward,
// J4 update.
export function stepOf(phase) {
  switch (phase.kind) {
    case 'error':
      return 'error';
    case 'back':
      return 'backward';
    case 'update':
      return 'update';
    default:
      return 'forward';
  }
}

// What has been computed by the time a phase is shown: nothing is told before its turn.
export function reached(list, at) {
  const known = { products: 0, sums: 0, outputs: 0, error: false, slopes: Infinity, update: false };
  for (const phase of list.slice(0, at + 1)) {
    switch (phase.kind) {
      case 'weigh':
        known.products = phase.layer;
        known.sums = phase.layer;
        break;
      case 'activate':
      case 'output':
        known.outputs = phase.layer;
        break;
      case 'error':
        known.error = true;
        break;
      case 'back':
        known.slopes = phase.layer;
        break;
      case 'update':
        known.update = true;
        break;
      default:
    }
  }
  return known;
}

// The element that a phase is about, where the learner has not chosen one of the same layer.
export function focusOf(phase, selected) {
  if (phase.kind === 'input') {
    return selected?.layer === 0 ? selected : { kind: 'node', layer: 0, index: 0 };
  }
  if (selected?.layer === phase.layer) {
    return selected;
  }
  if (phase.kind === 'back' || phase.kind === 'update') {
    return { kind: 'edge', layer: phase.layer, from: 0, index: 0 };
  }
  return { kind: 'node', layer: phase.layer, index: 0 };
}
