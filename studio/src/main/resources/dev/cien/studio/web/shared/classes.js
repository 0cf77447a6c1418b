// Several classes on a plane: each has a colour, a pattern on the map, a shape for its points and a letter, so
// that colour is never the only sign.
import { html, svg } from 'lit';

const COLOURS = [
  [217, 107, 20],
  [28, 107, 176],
  [87, 100, 11],
  [160, 40, 102],
  [106, 75, 163],
];
const PALE = [244, 240, 232];
const FINE = 6;

export const letter = (index) => 'ABCDE'[index];

export const colour = (index) => `rgb(${COLOURS[index].join(',')})`;

// Where the pattern of a class has a mark: none, lines across, lines down, diagonals, dots.
function marked(index, x, y) {
  const [a, b] = [x % 12, y % 12];
  return [false, b < 2, a < 2, (a + b) % 12 < 2, (a < 3 && b < 3) || (a > 5 && a < 9 && b > 5 && b < 9)][index];
}

// Paints the class of each cell, the paler the less sure, row by row from the top.
export function paintClasses(canvas, answers, sure, size) {
  const side = size * FINE;
  canvas.width = side;
  canvas.height = side;
  const context = canvas.getContext('2d');
  const image = context.createImageData(side, side);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const cell = Math.floor(y / FINE) * size + Math.floor(x / FINE);
      const part = 0.15 + 0.45 * Math.max(0, sure[cell]) + (marked(answers[cell], x, y) ? 0.3 : 0);
      const at = (y * side + x) * 4;
      COLOURS[answers[cell]].forEach((c, i) => (image.data[at + i] = PALE[i] + (c - PALE[i]) * part));
      image.data[at + 3] = 255;
    }
  }
  context.putImageData(image, 0, 0);
}

const SHAPES = [
  [[-1, -1], [1, -1], [1, 1], [-1, 1]],
  undefined,
  [[0, -1.25], [1.2, 0.9], [-1.2, 0.9]],
  [[0, -1.4], [1.4, 0], [0, 1.4], [-1.4, 0]],
  [[-0.45, -1.2], [0.45, -1.2], [0.45, -0.45], [1.2, -0.45], [1.2, 0.45], [0.45, 0.45], [0.45, 1.2], [-0.45, 1.2], [-0.45, 0.45], [-1.2, 0.45], [-1.2, -0.45], [-0.45, -0.45]],
];

// The outline of a point: square, circle, triangle, diamond, cross.
export function trace(context, index, x, y, size) {
  context.beginPath();
  if (SHAPES[index]) {
    SHAPES[index].forEach(([a, b], i) => (i === 0 ? context.moveTo(x + a * size, y + b * size) : context.lineTo(x + a * size, y + b * size)));
    context.closePath();
  } else {
    context.arc(x, y, size * 1.15, 0, 2 * Math.PI);
  }
}

export function sign(index) {
  const points = SHAPES[index]?.map(([a, b]) => `${8 + a * 5},${8 + b * 5}`).join(' ');
  return html`<svg class="class-sign" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">${points ? svg`<polygon points=${points} fill=${colour(index)}></polygon>` : svg`<circle cx="8" cy="8" r="6" fill=${colour(index)}></circle>`}</svg>`;
}
