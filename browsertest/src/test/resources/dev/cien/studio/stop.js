// Where the keyboard has stopped: what it is, where, whether it was there before, and whether that can be seen.
() => {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) {
    return null;
  }
  const name = (element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent ?? '').trim();
  const what = `${element.localName}[${element.dataset.test ?? element.id ?? ''}] "${name.slice(0, 40)}"`;
  const again = window.stops.has(element);
  const [first] = window.stops;
  window.stops.add(element);

  // The colour of the theme's outline, as computed styles write it.
  const probe = document.createElement('span');
  probe.style.color = 'var(--focus)';
  document.body.append(probe);
  const focus = getComputedStyle(probe).color;
  probe.remove();

  const ringed = (one) => {
    const style = getComputedStyle(one);
    const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && style.outlineColor === focus;
    const stroked = one instanceof SVGElement && style.stroke === focus && parseFloat(style.strokeWidth) >= 3;
    return outlined || stroked;
  };
  // A field that is drawn by its label is outlined there.
  const drawn = [element, ...(element.labels ?? []), element.closest('label')].find((one) => one && !one.matches('.unseen') && ringed(one));

  const box = (drawn ?? element).getBoundingClientRect();
  const top = Math.max(0, box.top);
  const bottom = Math.min(innerHeight, box.bottom);
  const left = Math.max(0, box.left);
  const right = Math.min(innerWidth, box.right);
  const parts = [0.1, 0.3, 0.5, 0.7, 0.9];
  const uncovered = parts.some((a) =>
    parts.some((b) => {
      const at = document.elementFromPoint(left + a * (right - left), top + b * (bottom - top));
      return at && (at === drawn || element.contains(at) || at.contains(element) || drawn?.contains(at));
    }),
  );
  return {
    what,
    again,
    // Once around: a date with its several parts is no circle.
    around: again && element === first && window.stops.size > 2,
    ring: Boolean(drawn),
    inSight: bottom - top > 2 && right - left > 2 && uncovered,
    top: box.top + scrollY,
    // Bars that stay at the edge of the window, and the drawn network, have no place in the column.
    apart: Boolean(element.closest('.top, .skip, .play-bar, .step-bar, .network')),
  };
}
