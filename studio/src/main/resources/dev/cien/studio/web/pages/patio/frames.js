// What the server sends of a training, made ready to draw.

import { values } from '/shared/bytes.js';

// Base64 of small whole numbers.
const whole = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));

export function decoded(frame) {
  const { maps } = frame;
  return {
    ...frame,
    output: { values: values(maps.output), answers: whole(maps.answers), size: maps.size },
    trainScores: { ...frame.trainScores, answers: whole(frame.trainScores.answers) },
    testScores: { ...frame.testScores, answers: whole(frame.testScores.answers) },
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

// The share of the plane that each class has.
export function shares(map, classes) {
  const counts = Array.from({ length: classes }, () => 0);
  map.answers.forEach((answer) => counts[answer]++);
  return counts.map((count) => count / map.answers.length);
}

export const share = (map) => map.values.reduce((sum, v) => sum + (v >= 0 ? 1 : 0), 0) / map.values.length;
