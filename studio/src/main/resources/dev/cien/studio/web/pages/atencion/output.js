// What may follow a place, and how it is drawn.
import { html, nothing } from 'lit';
import { numbers, t } from '/shared/lab.js';
import { rangeField } from '/shared/fields.js';

const SHOWN = 10;

export function output({ look, query, text, written, sampling, set, write }) {
  const order = look.signs.map((_, i) => i).sort((a, b) => look.plain[b] - look.plain[a]);
  const left = look.drawn.filter((p) => p > 0).length;
  return html`<section class="sheet" aria-labelledby="output-title">
    <h2 id="output-title">${t('output')}</h2>
    <p>${t('output.text', { letter: `${query + 1} ${look.tokens[query]}` })}</p>
    <div class="paso-controls">
      ${rangeField({ label: t('temperature'), name: 'temperature', value: sampling.temperature, min: 0, max: 5, step: 0.1, show: numbers.show, change: (temperature) => set({ temperature }) })}
      ${rangeField({ label: t('topK'), name: 'topK', value: sampling.topK, min: 1, max: look.signs.length, step: 1, show: numbers.show, change: (topK) => set({ topK }) })}
      ${rangeField({ label: t('topP'), name: 'topP', value: sampling.topP, min: 0.05, max: 1, step: 0.05, show: numbers.show, change: (topP) => set({ topP }) })}
      <button type="button" class="primary" data-test="write" @click=${write}>${t('write')}</button>
    </div>
    ${written === undefined ? nothing : html`<p class="message" data-test="written">${text}<strong>${written}</strong></p>`}
    <cien-scroll label=${t('chances')}>
      <table class="chances" data-test="chances">
        <caption>${t('chances')}</caption>
        <thead><tr><th scope="col">${t('next')}</th><th scope="col">${t('logit')}</th><th scope="col">${t('plain')}</th><th scope="col"></th><th scope="col">${t('drawn')}</th></tr></thead>
        <tbody>
          ${order.slice(0, SHOWN).map(
            (i) => html`<tr>
              <th scope="row">${look.signs[i]}</th><td>${numbers.fixed(Number(look.logits[i]), 2)}</td><td>${numbers.percent(look.plain[i])}</td>
              <td><meter min="0" max="1" value=${look.drawn[i]} aria-label=${t('drawn.of', { letter: look.signs[i] })}></meter></td><td>${numbers.percent(look.drawn[i])}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </cien-scroll>
    <p data-test="left">${t('left', { left, all: look.signs.length })}</p>
  </section>`;
}
