// The controls of the page at which the keyboard did not stop, and those that jump the queue.
() => {
  const say = (element, why) => `${why}: ${element.localName}[${element.dataset.test ?? element.id ?? ''}] "${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40)}"`;
  const controls = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')];
  // The keyboard stops once at a group of choices.
  const group = (element) => (element.type === 'radio' && element.name ? controls.filter((one) => one.type === 'radio' && one.name === element.name) : [element]);
  return [
    ...controls
      .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.tabIndex >= 0 && !one.matches(':disabled'))
      .filter((one) => !group(one).some((other) => window.stops.has(other)))
      // Which numbers there are to change depends on the neuron that was passed last.
      .filter((one) => !one.closest('.inspector'))
      .map((one) => say(one, 'missed')),
    ...[...document.querySelectorAll('[tabindex]')].filter((one) => one.tabIndex > 0).map((one) => say(one, 'out of order')),
  ];
}
