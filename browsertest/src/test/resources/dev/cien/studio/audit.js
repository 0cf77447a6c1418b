// Looks over a page as it stands and tells what keeps people from using it: controls without a name,
// ids that occur twice, headings that skip a level, pictures without a description, text that is hard to
// read on its ground, targets too small for a finger. Gives a list of sentences.
() => {
  const found = [];
  const where = (element) => {
    const data = element.dataset?.test ? `[${element.dataset.test}]` : '';
    return `${element.localName}${data}.${[...element.classList].join('.')} "${(element.textContent ?? '').trim().slice(0, 40)}"`;
  };
  const visible = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });

  const named = (element) => {
    const by = (element.getAttribute('aria-labelledby') ?? '')
      .split(/\s+/)
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join('');
    const labels = [...(element.labels ?? [])].map((label) => label.textContent).join('');
    const own = element.matches('input, select, textarea') ? '' : element.textContent;
    const alt = element.querySelector('img[alt]')?.alt ?? '';
    return [element.getAttribute('aria-label'), by, labels, own, alt, element.title].some((text) => (text ?? '').trim() !== '');
  };
  for (const element of document.querySelectorAll('a[href], button, input, select, textarea, summary, [role=img], [role=group], [role=region], [tabindex="0"]')) {
    if (visible(element) && !named(element)) {
      found.push(`no name: ${where(element)}`);
    }
  }

  const ids = new Set();
  for (const { id } of document.querySelectorAll('[id]')) {
    if (ids.has(id)) {
      found.push(`id twice: ${id}`);
    }
    ids.add(id);
  }
  for (const element of document.querySelectorAll('[aria-labelledby], [aria-describedby], [aria-controls]')) {
    for (const name of ['aria-labelledby', 'aria-describedby', 'aria-controls']) {
      for (const id of (element.getAttribute(name) ?? '').split(/\s+/).filter(Boolean)) {
        if (!document.getElementById(id)) {
          found.push(`${name} leads nowhere: ${id}`);
        }
      }
    }
  }

  let level = 0;
  for (const heading of document.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    if (visible(heading)) {
      const next = Number(heading.localName[1]);
      if (next > level + 1) {
        found.push(`heading skips a level: ${where(heading)}`);
      }
      level = next;
    }
  }
  if (document.querySelectorAll('h1').length !== 1) {
    found.push(`${document.querySelectorAll('h1').length} first headings`);
  }
  for (const image of document.querySelectorAll('img:not([alt])')) {
    found.push(`picture without alt: ${image.src}`);
  }

  // Colours as numbers, by way of a canvas, which understands all of them.
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = (colour) => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], ground) => [r, g, b].map((c, i) => c * a + ground[i] * (1 - a));
  const ground = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.backgroundImage !== 'none') {
        return undefined;
      }
      layers.push(rgba(style.backgroundColor));
    }
    return layers.reduceRight((below, layer) => over(layer, below), [255, 255, 255]);
  };
  const light = (colour) => {
    const [r, g, b] = colour.map((c) => {
      const s = c / 255;
      return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = new Set();
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || seen.has(element) || !visible(element)) {
      continue;
    }
    seen.add(element);
    if (element.closest(':disabled, [aria-disabled=true], svg, script, style, option, noscript, .unseen, .skip')) {
      continue;
    }
    const below = ground(element);
    if (!below) {
      continue;
    }
    const style = getComputedStyle(element);
    const a = light(over(rgba(style.color), below));
    const b = light(below);
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) {
      found.push(`contrast ${ratio.toFixed(2)}: ${where(element)}`);
    }
  }

  // 24 by 24 pixels at least, or a label around it that is.
  for (const element of document.querySelectorAll('button, select, input, summary')) {
    if (!visible(element) || element.closest('.unseen')) {
      continue;
    }
    const boxes = [element, ...(element.labels ?? [])].map((one) => one.getBoundingClientRect());
    if (!boxes.some((box) => box.width >= 24 && box.height >= 24)) {
      found.push(`small target: ${where(element)}`);
    }
  }
  return found;
}
