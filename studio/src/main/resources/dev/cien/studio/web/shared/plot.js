// A small line plot in SVG, for curves on which a point is moved: axes with numbers, up to five
// series told apart by their dashes as well as their colours, points with labels. For long series
// that are only looked at there is the chart.
import { html, svg } from 'lit';

const LEFT = 52;
const RIGHT = 14;
const TOP = 12;
const BOTTOM = 38;

// About five round numbers from low to high.
export function ticks(low, high, count = 5) {
  const rough = (high - low) / count;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = unit * ([1, 2, 5, 10].find((factor) => factor * unit >= rough) ?? 10);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  );
}

export function scales({ width, height, x, y }) {
  return {
    x: (value) => LEFT + ((value - x[0]) / (x[1] - x[0])) * (width - LEFT - RIGHT),
    y: (value) => height - BOTTOM - ((value - y[0]) / (y[1] - y[0])) * (height - TOP - BOTTOM),
    value: (pixel) => x[0] + ((pixel - LEFT) / (width - LEFT - RIGHT)) * (x[1] - x[0]),
  };
}

// plot: {width, height, x: [low, high], y: [low, high], series: [{x, y, label}], inside(scale) and
// extra(scale) for more within the axes and above all,
// labels: {x, y}, summary, show for numbers, showY for those of the upright axis if they differ}
export function plot(view) {
  const { width, height, series, labels, summary, show, showY = show } = view;
  const inner = { width: width - LEFT - RIGHT, height: height - TOP - BOTTOM };
  const scale = scales(view);
  const path = (line) => {
    let text = '';
    let pen = false;
    line.x.forEach((x, i) => {
      const inside = Number.isFinite(line.y[i]);
      if (inside) {
        text += `${pen ? 'L' : 'M'}${scale.x(x).toFixed(1)},${clip(scale.y(line.y[i]), height)}`;
      }
      pen = inside;
    });
    return text;
  };
  return html`<svg
    class="plot"
    width=${width}
    height=${height}
    viewBox="0 0 ${width} ${height}"
    role="img"
    aria-label=${summary}
  >
    ${ticks(...view.x).map(
      (x) => svg`<line class="grid" x1=${scale.x(x)} x2=${scale.x(x)} y1=${TOP} y2=${height - BOTTOM}></line>
        <text class="tick" x=${scale.x(x)} y=${height - BOTTOM + 15}>${show(x)}</text>`,
    )}
    ${ticks(...view.y).map(
      (y) => svg`<line class="grid" x1=${LEFT} x2=${width - RIGHT} y1=${scale.y(y)} y2=${scale.y(y)}></line>
        <text class="tick end" x=${LEFT - 6} y=${scale.y(y) + 4}>${showY(y)}</text>`,
    )}
    <text class="axis-label" x=${(LEFT + width - RIGHT) / 2} y=${height - 6}>${labels.x}</text>
    <text class="axis-label" x=${-(TOP + height - BOTTOM) / 2} y="13" transform="rotate(-90)">${labels.y}</text>
    <svg
      x=${LEFT}
      y=${TOP}
      width=${inner.width}
      height=${inner.height}
      viewBox="${LEFT} ${TOP} ${inner.width} ${inner.height}"
    >
      ${series.map((line, i) => svg`<path class="series series-${i + 1}" d=${path(line)}></path>`)}
      ${view.inside ? view.inside(scale) : ''}
    </svg>
    ${view.extra ? view.extra(scale) : ''}
  </svg>`;
}

// Lines may leave the picture, but not by millions of pixels.
const clip = (y, height) => Math.min(2 * height, Math.max(-height, y)).toFixed(1);

// Which line is which, with a piece of each.
export const legend = (series) =>
  html`<ul class="plot-legend">
    ${series.map(
      (line, i) => html`<li>
        <svg width="34" height="12" aria-hidden="true">
          <path class="series series-${i + 1}" d="M1,6L33,6"></path>
        </svg>
        ${line.label}
      </li>`,
    )}
  </ul>`;

// The plot's numbers as a table, every `every`th of them.
export const twin = ({ title, head, rows, summary }) =>
  html`<details class="twin">
    <summary>${summary}</summary>
    <cien-scroll label=${title}>
      <table>
        <caption>
          ${title}
        </caption>
        <thead>
          <tr>
            ${head.map((cell) => html`<th scope="col">${cell}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) =>
              html`<tr>
                <th scope="row">${row[0]}</th>
                ${row.slice(1).map((cell) => html`<td>${cell}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </cien-scroll>
  </details>`;
