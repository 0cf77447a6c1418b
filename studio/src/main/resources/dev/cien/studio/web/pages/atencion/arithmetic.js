// One row of the matrix, spelled out: the products of one pair, then the softmax and the sum.
import { html } from 'lit';
import { numbers, t } from '/shared/lab.js';

const show = (value) => numbers.fixed(Number(value), 3);

export function arithmetic(look, query, key) {
  const { tokens, scores, weights, value, output } = look;
  const q = look.query[query];
  const k = look.key[key];
  const products = q.map((one, i) => Number(one) * Number(k[i]));
  const sum = products.reduce((a, b) => a + b, 0);
  const seen = scores[query].slice(0, query + 1).map(Number);
  const total = seen.reduce((a, b) => a + Math.exp(b), 0);
  return html`<h3>${t('pair', { a: `${query + 1} ${tokens[query]}`, b: `${key + 1} ${tokens[key]}` })}</h3>
    <cien-scroll label=${t('products')}>
      <table>
        <caption>${t('products')}</caption>
        <thead><tr><th scope="col"></th>${q.map((_, i) => html`<th scope="col">${i + 1}</th>`)}</tr></thead>
        <tbody>
          <tr><th scope="row">q</th>${q.map((one) => html`<td>${show(one)}</td>`)}</tr>
          <tr><th scope="row">k</th>${k.map((one) => html`<td>${show(one)}</td>`)}</tr>
          <tr><th scope="row">q · k</th>${products.map((one) => html`<td>${show(one)}</td>`)}</tr>
        </tbody>
      </table>
    </cien-scroll>
    <p data-test="pair">${t('pair.text', { sum: show(sum), d: q.length, score: show(scores[query][key]), weight: numbers.percent(Number(weights[query][key])) })}</p>
    <h3>${t('row', { a: `${query + 1} ${tokens[query]}` })}</h3>
    <cien-scroll label=${t('row.caption')}>
      <table data-test="row">
        <caption>${t('row.caption')}</caption>
        <thead><tr><th scope="col">${t('whom')}</th><th scope="col">${t('score')}</th><th scope="col">e^${t('score')}</th><th scope="col">${t('weight')}</th><th scope="col">v₁</th><th scope="col">${t('weight')} · v₁</th></tr></thead>
        <tbody>
          ${seen.map(
            (score, i) => html`<tr class=${i === key ? 'chosen' : ''}>
              <th scope="row">${i + 1} ${tokens[i]}</th><td>${show(score)}</td><td>${show(Math.exp(score))}</td><td>${show(weights[query][i])}</td><td>${show(value[i][0])}</td><td>${show(Number(weights[query][i]) * Number(value[i][0]))}</td>
            </tr>`,
          )}
          <tr><th scope="row">Σ</th><td></td><td>${show(total)}</td><td>${show(1)}</td><td></td><td><strong>${show(output[query][0])}</strong></td></tr>
        </tbody>
      </table>
    </cien-scroll>
    <p>${query + 1 < tokens.length ? t('masked', { n: tokens.length - query - 1 }) : t('masked.none')}</p>`;
}
