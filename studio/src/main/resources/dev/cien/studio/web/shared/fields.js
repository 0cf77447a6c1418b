// Labelled controls. A label is always there; what a control does is said below it where that helps.
import { html, nothing } from 'lit';
import { numberField } from './number-field.js';

// options: [{value, label}] or plain values. `change` gets the control, too: what was refused is put back there.
export function selectField({ label, value, options, change, name, hint, disabled = false }) {
  return html`<label class="field">
    <span class="field-label">${label}</span>
    <select data-test=${name ?? nothing} ?disabled=${disabled} @change=${(e) => change(e.target.value, e.target)}>
      ${options.map((one) => {
        const { value: v, label: l } = typeof one === 'object' ? one : { value: one, label: one };
        return html`<option value=${v} ?selected=${String(v) === String(value)} .selected=${String(v) === String(value)}>${l}</option>`;
      })}
    </select>
    ${hint ? html`<small>${hint}</small>` : nothing}
  </label>`;
}

export function toggleField({ label, value, change, name, disabled = false }) {
  return html`<label class="field toggle">
    <input type="checkbox" role="switch" data-test=${name ?? nothing} ?disabled=${disabled} .checked=${value} @change=${(e) => change(e.target.checked, e.target)} />
    <span class="field-label">${label}</span>
  </label>`;
}

// A number by a slider, its value beside its name. The label's first control is the output, so the slider
// names itself.
export function rangeField({ label, value, min, max, step, show, change, name, disabled = false }) {
  return html`<label class="field range">
    <span class="field-label">${label} <output>${show(value)}</output></span>
    <input type="range" aria-label=${label} data-test=${name ?? nothing} ?disabled=${disabled} min=${min} max=${max} step=${step} .value=${String(value)} aria-valuetext=${show(value)} @change=${(e) => change(Number(e.target.value))} />
  </label>`;
}

export function labelledNumber({ label, value, show, change, name }) {
  return html`<div class="field" data-test=${name ?? nothing}>
    <span class="field-label" aria-hidden="true">${label}</span>
    ${numberField({ value, label, show, change })}
  </div>`;
}
