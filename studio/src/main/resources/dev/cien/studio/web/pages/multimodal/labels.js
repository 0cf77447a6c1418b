// Names beside their places on a canvas, none over another nor over what is kept free: who comes first is
// written, who finds no room moves up or down a little or is left out.
const INK = '#1b1b1b';
const PAPER = '#f4f0e8';
const HEIGHT = 14;
const SHIFTS = [0, -HEIGHT, HEIGHT, -1.5 * HEIGHT, 1.5 * HEIGHT];

export class Labels {
  #taken = [];

  constructor(context, width) {
    this.context = context;
    this.width = width;
  }

  // Keeps names away from a square around a place.
  keep([x, y], half) {
    this.#taken.push({ left: x - half, right: x + half, top: y - half, bottom: y + half });
  }

  // Writes a name at a place if there is room for it; always if it must be there.
  write(text, [x, y], must = false) {
    const half = this.context.measureText(text).width / 2 + 3;
    const middle = Math.min(this.width - half, Math.max(half, x));
    const box = (shift) => ({ left: middle - half, right: middle + half, top: y + shift - HEIGHT / 2, bottom: y + shift + HEIGHT / 2 });
    const shift = SHIFTS.find((one) => this.#isFree(box(one))) ?? (must ? 0 : undefined);
    if (shift !== undefined) {
      this.#taken.push(box(shift));
      this.#ink(text, middle, y + shift + 4);
    }
  }

  #isFree({ left, right, top, bottom }) {
    return top >= 0 && bottom <= this.width && !this.#taken.some((one) => left < one.right && right > one.left && top < one.bottom && bottom > one.top);
  }

  #ink(text, x, y) {
    this.context.lineWidth = 4;
    this.context.strokeStyle = PAPER;
    this.context.strokeText(text, x, y);
    this.context.fillStyle = INK;
    this.context.fillText(text, x, y);
  }
}
