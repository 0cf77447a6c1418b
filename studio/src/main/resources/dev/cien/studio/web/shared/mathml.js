// Small pieces of MathML. Everything on the page that is a formula is built of these.
import { html, mathml } from 'lit';

export const mi = (name) => mathml`<mi>${name}</mi>`;
export const mo = (sign) => mathml`<mo>${sign}</mo>`;
export const text = (words) => mathml`<mtext>${words}</mtext>`;
export const row = (...parts) => mathml`<mrow>${parts}</mrow>`;
export const frac = (over, under) => mathml`<mfrac><mrow>${over}</mrow><mrow>${under}</mrow></mfrac>`;
export const sub = (base, index) => mathml`<msub><mrow>${base}</mrow><mrow>${index}</mrow></msub>`;
export const sup = (base, power) => mathml`<msup><mrow>${base}</mrow><mrow>${power}</mrow></msup>`;
export const both = (base, index, power) =>
  mathml`<msubsup><mrow>${base}</mrow><mrow>${index}</mrow><mrow>${power}</mrow></msubsup>`;
export const over = (sum, index) =>
  mathml`<munder><mo>${sum}</mo><mrow>${index}</mrow></munder>`;

// A number as the reader writes numbers; negative ones in parentheses where they follow a sign.
export const num = (shown) => mathml`<mn>${shown}</mn>`;
export const signed = (value, shown) =>
  value < 0 ? row(mo('('), num(shown), mo(')')) : num(shown);

export const partial = (of, by) => frac(row(mo('∂'), of), row(mo('∂'), by));

// Terms with a sign between them.
export function joined(parts, sign) {
  return row(...parts.flatMap((part, i) => (i === 0 ? [part] : [mo(sign), part])));
}

// One line of a derivation. Long ones are scrolled with the panel that holds them.
export const line = (...parts) =>
  html`<div class="formula-line"><math display="inline">${row(...parts)}</math></div>`;
