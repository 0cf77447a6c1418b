// The activation of one neuron: its curve, its slope, and the point at which it works now.
import { html, svg } from 'lit';

const WIDTH = 260;
const HEIGHT = 150;
const PAD = 8;

// curve: {z, a, slope} from the server; at: {z, a, slope} of the neuron.
export function curveView({ curve, at, summary, show }) {
  const low = Math.min(...curve.a, ...curve.slope, at.a, at.slope);
  const high = Math.max(...curve.a, ...curve.slope, at.a, at.slope);
  const x = (z) => PAD + ((z - curve.z[0]) / (curve.z.at(-1) - curve.z[0])) * (WIDTH - 2 * PAD);
  const y = (a) => HEIGHT - PAD - ((a - low) / (high - low || 1)) * (HEIGHT - 2 * PAD);
  const path = (values) => values.map((v, i) => `${i ? 'L' : 'M'}${x(curve.z[i])},${y(v)}`).join('');
  const inside = at.z >= curve.z[0] && at.z <= curve.z.at(-1);
  const px = x(Math.min(curve.z.at(-1), Math.max(curve.z[0], at.z)));
  const reach = 26;
  const scale = ((WIDTH - 2 * PAD) / (curve.z.at(-1) - curve.z[0])) * ((high - low || 1) / (HEIGHT - 2 * PAD));
  const run = reach / Math.hypot(1, at.slope / scale);
  const rise = (run * at.slope) / scale;
  return html`<svg
    class="curve"
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    width=${WIDTH}
    height=${HEIGHT}
    role="img"
    aria-label=${summary}
  >
    <line class="axis" x1=${PAD} x2=${WIDTH - PAD} y1=${y(0)} y2=${y(0)}></line>
    <line class="axis" x1=${x(0)} x2=${x(0)} y1=${PAD} y2=${HEIGHT - PAD}></line>
    <path class="slope-path" d=${path(curve.slope)}></path>
    <path class="value-path" d=${path(curve.a)}></path>
    ${inside
      ? svg`<line class="tangent" x1=${px - run} y1=${y(at.a) + rise} x2=${px + run} y2=${y(at.a) - rise}></line>`
      : ''}
    <circle class="point" cx=${px} cy=${y(at.a)} r="5"></circle>
    <text class="point-label" x=${Math.min(WIDTH - 70, Math.max(4, px + 8))} y=${Math.max(14, y(at.a) - 8)}>
      ${inside ? '' : '→ '}${show(at.a)}
    </text>
  </svg>`;
}
