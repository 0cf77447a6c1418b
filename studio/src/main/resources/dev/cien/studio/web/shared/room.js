// How wide an element's content may be, for pictures that are drawn in pixels: kept up to date, and the
// element is drawn again when it changes.
export class Room {
  width = 320;
  #host;
  #observer = new ResizeObserver(([entry]) => {
    const width = Math.floor(entry.contentRect.width);
    if (width > 0 && width !== this.width) {
      this.width = width;
      this.#host.requestUpdate();
    }
  });

  constructor(host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected() {
    this.#observer.observe(this.#host);
  }

  hostDisconnected() {
    this.#observer.disconnect();
  }
}
