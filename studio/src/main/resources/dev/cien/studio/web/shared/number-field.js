// A number to edit, written as the reader writes numbers: a comma is as good as a point.
import { html } from 'lit';

export function parse(text) {
  const number = Number(text.trim().replace(/\s/g, '').replace('−', '-').replace(',', '.'));
  return text.trim() === '' || !Number.isFinite(number) ? undefined : number;
}

export function numberField({ value, label, show, change }) {
  const shown = show(value);
  return html`<input
    class="number-field"
    type="text"
    inputmode="decimal"
    autocomplete="off"
    aria-label=${label}
    .value=${shown}
    @change=${(event) => {
      const number = parse(event.target.value);
      event.target.setAttribute('aria-invalid', String(number === undefined));
      // Only a changed text is a change: what is shown is rounded.
      if (number !== undefined && event.target.value !== shown) {
        change(number);
      }
    }}
  />`;
}
