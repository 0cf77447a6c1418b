// Paints heights on a canvas: bands of equal area, so that a narrow valley and a high rim both have
// shape, and a line where one band meets the next.

const BANDS = 14;

export function thresholds(heights) {
  const sorted = heights.flat().sort((a, b) => a - b);
  return Array.from({ length: BANDS - 1 }, (_, i) =>
    sorted[Math.floor(((i + 1) / BANDS) * (sorted.length - 1))],
  );
}

// heights are rows from the lowest y up; colours are [r, g, b] of the lowest and of the highest band.
export function paint(canvas, heights, { low, high, lines }) {
  const { width, height } = canvas;
  const cuts = thresholds(heights);
  const bands = new Uint8Array(width * height);
  for (let py = 0; py < height; py++) {
    for (let px = 0; px < width; px++) {
      bands[py * width + px] = band(cuts, at(heights, px / (width - 1), 1 - py / (height - 1)));
    }
  }
  const context = canvas.getContext('2d');
  const image = context.createImageData(width, height);
  for (let py = 0; py < height; py++) {
    for (let px = 0; px < width; px++) {
      const i = py * width + px;
      const edge =
        (px + 1 < width && bands[i] !== bands[i + 1]) ||
        (py + 1 < height && bands[i] !== bands[i + width]);
      const share = bands[i] / (BANDS - 1);
      for (let c = 0; c < 3; c++) {
        const colour = low[c] + (high[c] - low[c]) * share;
        image.data[4 * i + c] = edge ? (colour + lines[c]) / 2 : colour;
      }
      image.data[4 * i + 3] = 255;
    }
  }
  context.putImageData(image, 0, 0);
}

function band(cuts, value) {
  let lo = 0;
  let hi = cuts.length;
  while (lo < hi) {
    const middle = (lo + hi) >> 1;
    if (value >= cuts[middle]) {
      lo = middle + 1;
    } else {
      hi = middle;
    }
  }
  return lo;
}

// Between the places of the grid, u and v from 0 to 1.
function at(heights, u, v) {
  const y = v * (heights.length - 1);
  const x = u * (heights[0].length - 1);
  const row = Math.min(heights.length - 2, Math.floor(y));
  const column = Math.min(heights[0].length - 2, Math.floor(x));
  const fy = y - row;
  const fx = x - column;
  return (
    heights[row][column] * (1 - fx) * (1 - fy) +
    heights[row][column + 1] * fx * (1 - fy) +
    heights[row + 1][column] * (1 - fx) * fy +
    heights[row + 1][column + 1] * fx * fy
  );
}
