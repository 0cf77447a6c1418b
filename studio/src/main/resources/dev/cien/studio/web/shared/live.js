// What a listener hears: one polite region for all pages, and at most one sentence a second and a half,
// the latest.
const PAUSE = 1500;
let region;
let waiting;
let last = 0;
let timer;

export function liveRegion(element) {
  region = element;
}

export function announce(sentence) {
  waiting = sentence;
  if (timer) {
    return;
  }
  timer = setTimeout(
    () => {
      timer = undefined;
      last = Date.now();
      if (region) {
        region.textContent = waiting;
      }
    },
    Math.max(50, last + PAUSE - Date.now()),
  );
}
