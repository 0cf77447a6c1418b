// What the server sends of a training, made ready to draw.

import { values } from '/shared/bytes.js';

export function decoded(frame) {
  const { maps } = frame;
  return {
    ...frame,
    output: { values: values(maps.output), size: maps.size },
    nodes: maps.nodes.map((layer) => layer.map((map) => ({ values: values(map), size: maps.nodeSize }))),
  };
}

// The curve with the newest losses; what lies after them was taken back.
export function grown(losses, frame) {
  const last = { epoch: frame.epoch, train: frame.train, test: frame.test };
  const news = [...frame.recent.filter((one) => one.epoch < frame.epoch), last];
  const kept = losses.filter((one) => one.epoch < news[0].epoch);
  return [...thinned(kept), ...news];
}

function thinned(losses) {
  return losses.length < 1500 ? losses : losses.filter((_, i) => i % 2 === 0 || i > losses.length - 20);
}

export const share = (map) => map.values.reduce((sum, v) => sum + (v >= 0 ? 1 : 0), 0) / map.values.length;
