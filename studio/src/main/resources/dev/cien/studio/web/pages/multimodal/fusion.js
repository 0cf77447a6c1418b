// Three ways of fusing side by side: what each gets right with both sources and without one, and a question to
// look at with the place where the word looks.
import { html, nothing } from 'lit';
import { chart, numbers, t } from '/shared/lab.js';
import { rangeField, selectField, toggleField } from '/shared/fields.js';
import '/shared/grid.js';
import './picture.js';

export const WAYS = ['early', 'late', 'cross'];
export const MISSING = [0, 0.1, 0.2, 0.3];
const PARTS = ['both', 'without.picture', 'without.word'];
const PLACES = 8;

// Three figures of each way, as columns of the track from the one after the step and the space.
const COLUMN = 5;

export function race({ still, settings, frame, things }, tune) {
  const { step, shown } = frame;
  const track = shown.track.map((column) => column.map(Number));
  const count = things.length;
  const series = (part) => WAYS.map((way, i) => ({ label: t(way), values: track[COLUMN + 3 * i + part] }));
  const share = (value) => (step === 0 ? '—' : numbers.percent(value));
  return html`<section class="sheet" aria-labelledby="race-title">
    <h2 id="race-title">${t('race')}</h2>
    <p>${t('race.text')}</p>
    <ul>
      ${WAYS.map((way) => html`<li><strong>${t(way)}</strong>: ${t(`${way}.text`)}</li>`)}
    </ul>
    <div class="paso-controls">
      ${selectField({
        label: t('missing'),
        name: 'missing',
        value: Number(settings.missing),
        options: [...new Set([...MISSING, Number(settings.missing)])].map((value) => ({ value, label: value === 0 ? t('missing.none') : t('missing.some', { share: numbers.percent(value) }) })),
        change: tune,
      })}
    </div>
    <p>${t('missing.text')} ${settings.data === 'digits' && Number(settings.missing) > 0 ? t('missing.digits') : nothing}</p>
    <cien-scroll label=${t('fused')}>
      <table data-test="fused">
        <caption>${t('fused')}</caption>
        <thead><tr><th scope="col">${t('way')}</th>${PARTS.map((part) => html`<th scope="col">${t(part)}</th>`)}<th scope="col">${t('parameters')}</th></tr></thead>
        <tbody>
          ${WAYS.map((way, i) => html`<tr><th scope="row">${t(way)}</th>${PARTS.map((_, k) => html`<td>${share(shown.fused[i][k])}</td>`)}<td>${numbers.whole(still.ways[i])}</td></tr>`)}
          <tr><th scope="row">${t('best')}</th><td>${numbers.percent(1)}</td><td>${numbers.percent(1 / count)}</td><td>${numbers.percent(0.5)}</td><td></td></tr>
        </tbody>
      </table>
    </cien-scroll>
    <p>${t('best.text', { count })}</p>
    ${track[0].length > 0
      ? html`<div class="curves-grid">${PARTS.map((part, k) => chart({ title: t(part), x: { label: t('step'), values: track[0] }, series: series(k), digits: 3, height: 180, range: { range: [0, 1] } }))}</div>`
      : nothing}
  </section>`;
}

const mean = (heads) => heads[0].map((_, i) => heads.reduce((sum, head) => sum + Number(head[i]), 0) / heads.length);

export function question({ still, scene, things, colours, phrases, at, seen, read, head }, set) {
  const { answers } = scene;
  const heads = answers.attention;
  const chosen = head < 0 ? 'mean' : String(head);
  const heat = heads.length === 0 ? undefined : head < 0 ? mean(heads) : heads[Math.min(head, heads.length - 1)].map(Number);
  const word = colours[scene.colour];
  const label = t('scene.of', { left: phrases[scene.left], right: phrases[scene.right] });
  const said = answers.chances.map((chances) => chances.map(Number).reduce((best, p, i, all) => (p > all[best] ? i : best), 0));
  const rows = heat ? range(PLACES).map((r) => heat.slice(r * PLACES, (r + 1) * PLACES)) : [];
  return html`<section class="sheet" aria-labelledby="scene-title">
    <h2 id="scene-title">${t('scene')}</h2>
    <p>${t('scene.text')}</p>
    <div class="paso-controls">
      ${rangeField({ label: t('scene.which'), name: 'scene', value: at, min: 0, max: still.scenes - 1, step: 1, show: (n) => String(n + 1), change: (to) => set({ at: to, colour: -1 }) })}
      ${selectField({ label: t('colour'), name: 'colour', value: scene.colour, options: colours.map((one, value) => ({ value, label: one })), change: (to) => set({ colour: Number(to) }) })}
      ${toggleField({ label: t('seen'), name: 'seen', value: seen, change: (on) => set({ seen: on }) })}
      ${toggleField({ label: t('read'), name: 'read', value: read, change: (on) => set({ read: on }) })}
    </div>
    <p data-test="asked">${scene.answer < 0 ? t('asked.none', { word }) : t('asked', { word, answer: things[scene.answer] })}</p>
    <div class="looked">
      <div>
        <h3>${t('scene.picture')}</h3>
        <pixel-picture .pixels=${scene.picture} label=${seen ? label : t('scene.hidden', { label })}></pixel-picture>
        <p>${seen ? label : t('scene.hidden', { label })}</p>
      </div>
      <cien-scroll label=${t('said.caption')}>
        <table class="chances" data-test="answers">
          <caption>${t('said.caption')}</caption>
          <thead><tr><th scope="col">${t('thing')}</th>${WAYS.map((way) => html`<th scope="col">${t(way)}</th>`)}</tr></thead>
          <tbody>
            ${things.map(
              (thing, i) => html`<tr class=${i === scene.answer ? 'right' : ''}>
                <th scope="row">${i === scene.answer ? '✓ ' : ''}${thing}</th>
                ${WAYS.map((_, w) => html`<td>${said[w] === i ? html`<strong>${numbers.percent(Number(answers.chances[w][i]))}</strong>` : numbers.percent(Number(answers.chances[w][i]))}</td>`)}
              </tr>`,
            )}
          </tbody>
        </table>
      </cien-scroll>
    </div>
    <h3>${t('attention')}</h3>
    <p>${t('attention.text')}</p>
    ${heat
      ? html`<div class="paso-controls">
            ${selectField({ label: t('head'), name: 'head', value: chosen, options: [{ value: 'mean', label: t('head.mean') }, ...heads.map((_, i) => ({ value: String(i), label: String(i + 1) }))], change: (to) => set({ head: to === 'mean' ? -1 : Number(to) }) })}
          </div>
          <div class="looked">
            <div><pixel-picture data-test="veil" .pixels=${scene.picture} .heat=${heat} label=${t('attention.label', { word, most: numbers.percent(Math.max(...heat)), even: numbers.percent(1 / heat.length) })}></pixel-picture></div>
            <cien-grid .values=${rows} .most=${Math.max(...heat)} .rows=${range(PLACES).map((i) => i + 1)} .columns=${range(PLACES).map((i) => i + 1)} label=${t('attention.grid', { word })}></cien-grid>
          </div>
          <p data-test="looks">${t('attention.said', { word, left: numbers.percent(half(heat, true)), right: numbers.percent(half(heat, false)) })}</p>`
      : html`<p class="message">${t('attention.none')}</p>`}
  </section>`;
}

const range = (n) => Array.from({ length: n }, (_, i) => i);

// How much of the look goes to the left or the right half.
const half = (heat, left) => heat.reduce((sum, value, i) => sum + ((i % PLACES < PLACES / 2) === left ? value : 0), 0);
