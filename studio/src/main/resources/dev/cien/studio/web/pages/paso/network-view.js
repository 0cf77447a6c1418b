// The network drawn: nodes, edges, biases, and on each of them the number of the phase. Positions are
// pixels, so that text has one size whatever the screen; a network wider than the screen is scrolled.
import { nothing, svg, html } from 'lit';
import { sizes } from './state.js';

const RADIUS = 27;
const ROW = 110;
const MARGIN = 58;
const TOP = 58;
const NARROWEST = 116;
// More labels than these would hide each other: then only the selected neuron's edges have one.
const MOST_LABELS = 9;

export function layout(counts, width) {
  const tallest = Math.max(...counts);
  const gap = Math.max(NARROWEST, (width - 2 * MARGIN) / Math.max(1, counts.length - 1));
  const height = TOP + (tallest - 1) * ROW + 64;
  const place = (layer, index) => ({
    x: MARGIN + layer * gap,
    y: TOP + ((tallest - counts[layer]) / 2 + index) * ROW,
  });
  return { width: 2 * MARGIN + gap * (counts.length - 1), height, place };
}

export function networkView(view) {
  const counts = sizes(view.network);
  const plan = layout(counts, view.width);
  const layers = view.network.layers.map((_, l) => l + 1);
  return html`
    <svg
      class="network"
      width=${plan.width}
      height=${plan.height}
      viewBox="0 0 ${plan.width} ${plan.height}"
      role="img"
      aria-label=${view.summary}
    >
      ${layers.map((layer) => edges(view, plan, counts, layer))}
      ${layers.map((layer) => labels(view, plan, counts, layer))}
      ${counts.map((count, layer) =>
        Array.from({ length: count }, (_, index) => node(view, plan, layer, index)),
      )}
    </svg>
  `;
}

const crosses = (row, weights) => row.length > 1 && weights.length > 1;

const same = (a, b) =>
  a && a.kind === b.kind && a.layer === b.layer && a.index === b.index && a.from === b.from;

function edges(view, plan, counts, layer) {
  const weights = view.network.layers[layer - 1].weights;
  const lit = active(view.phase, layer);
  return weights.flatMap((row, index) =>
    row.map((w, from) => {
      const a = plan.place(layer - 1, from);
      const b = plan.place(layer, index);
      const element = { kind: 'edge', layer, index, from };
      const classes = [
        'edge',
        w < 0 ? 'negative' : 'positive',
        lit ? 'lit' : '',
        same(view.selected, element) ? 'selected' : '',
      ].join(' ');
      return svg`<g class=${classes} @click=${() => view.select(element)}>
        <line class="touch" x1=${a.x} y1=${a.y} x2=${b.x} y2=${b.y}></line>
        <line class="wire" x1=${a.x} y1=${a.y} x2=${b.x} y2=${b.y}
          stroke-width=${1 + Math.min(5, 1.6 * Math.abs(w))}></line>
      </g>`;
    }),
  );
}

function active(phase, layer) {
  switch (phase.kind) {
    case 'weigh':
    case 'back':
      return phase.layer === layer;
    case 'update':
      return true;
    default:
      return false;
  }
}

function labels(view, plan, counts, layer) {
  const weights = view.network.layers[layer - 1].weights;
  const many = counts[layer] * counts[layer - 1];
  const chosen = view.selected?.layer === layer ? view.selected.index : undefined;
  return weights.flatMap((row, index) =>
    row.map((_, from) => {
      if (many > MOST_LABELS && index !== chosen) {
        return nothing;
      }
      const a = plan.place(layer - 1, from);
      const b = plan.place(layer, index);
      // In the middle where edges do not cross; else near the source and by turns farther away.
      const share = crosses(row, weights) ? (index % 2 === 0 ? 0.33 : 0.6) : 0.52;
      const x = a.x + (b.x - a.x) * share;
      const y = a.y + (b.y - a.y) * share - 6;
      const label = labelOf(view, many, !crosses(row, weights), { layer, index, from });
      return svg`<text class="label ${label.kind}" x=${x} y=${y}>${label.text}</text>`;
    }),
  );
}

function labelOf(view, many, roomy, { layer, index, from }) {
  const { network, trace, phase, known, show } = view;
  const w = network.layers[layer - 1].weights[index][from];
  const here = trace.layers[layer - 1];
  if (phase.kind === 'weigh' && phase.layer === layer) {
    const before = layer === 1 ? view.sample.inputs[from] : trace.layers[layer - 2].outputs[from];
    const product = show(here.products[index][from]);
    return {
      kind: 'product',
      text: roomy ? `${show(w, 3)}·${show(before, 3)} = ${product}` : `= ${product}`,
    };
  }
  if (phase.kind === 'update') {
    const next = show(here.next.weights[index][from]);
    return { kind: 'update', text: roomy ? `${show(w)} → ${next}` : `→ ${next}` };
  }
  if (phase.kind === 'back' && known.slopes <= layer) {
    return { kind: 'slope', text: `∂ ${show(here.byWeight[index][from])}` };
  }
  return { kind: 'weight', text: show(w) };
}

function node(view, plan, layer, index) {
  const { x, y } = plan.place(layer, index);
  const element = { kind: 'node', layer, index };
  const lit =
    (view.phase.layer === layer && view.phase.kind !== 'update') ||
    (view.phase.kind === 'input' && layer === 0);
  const classes = [
    'node',
    layer === 0 ? 'input' : layer === view.network.layers.length ? 'output' : 'hidden',
    lit ? 'lit' : '',
    same(view.selected, element) ? 'selected' : '',
  ].join(' ');
  const parts = partsOf(view, layer, index);
  return svg`<g class=${classes} @click=${() => view.select(element)}>
    <circle cx=${x} cy=${y} r=${RADIUS}></circle>
    <text class="value" x=${x} y=${y + 5}>${parts.value}</text>
    ${parts.above ? svg`<text class="bias" x=${x} y=${y - RADIUS - 8}>${parts.above}</text>` : nothing}
    ${parts.below.map(
      (below, i) =>
        svg`<text class=${below.kind} x=${x} y=${y + RADIUS + 15 + 15 * i}>${below.text}</text>`,
    )}
  </g>`;
}

function partsOf(view, layer, index) {
  const { network, trace, known, phase, show, sample } = view;
  if (layer === 0) {
    return { value: show(sample.inputs[index], 3), above: `x${subscript(index)}`, below: [] };
  }
  const here = trace.layers[layer - 1];
  const below = [];
  if (known.sums >= layer) {
    below.push({ kind: 'sum', text: `z = ${show(here.sums[index])}` });
  }
  const last = layer === network.layers.length;
  if (last && known.error && known.slopes > layer) {
    below.push({ kind: 'target', text: `t = ${show(sample.targets[index])}` });
  }
  if (known.slopes <= layer) {
    below.push({ kind: 'slope', text: `δ = ${show(here.bySum[index])}` });
  }
  const b = network.layers[layer - 1].biases[index];
  const next = here.next.biases[index];
  return {
    value: known.outputs >= layer ? show(here.outputs[index], 3) : '?',
    above: phase.kind === 'update' ? `b ${show(b)} → ${show(next)}` : `b = ${show(b)}`,
    below,
  };
}

const subscript = (index) => '₁₂₃₄₅₆₇₈'[index];
