// What came of a sweep: a figure by value and the curves, each with its band over the seeds, and all numbers.
import { html, nothing } from 'lit';
import { chart, numbers, t, texts } from '/shared/lab.js';
import { selectField } from '/shared/fields.js';
import { figureName } from '/shared/figures.js';
import { banded, KINDS, statistics } from './bands.js';
import { csv, measures, save, series } from './compare.js';

// A sweep's runs as runs of a folder are.
const asRuns = ({ shown, runs }) =>
  runs.map((run) => ({
    id: `${shown.asked.recipe}/${shown.asked.key}=${run.value} seed=${run.seed}`,
    epochs: run.epochs,
    figures: run.figures,
    config: {},
    value: run.value,
  }));

// state: {whole, offer, figure, curve, band}; set(changes) changes the last three.
export function result({ whole, offer, figure, curve, band }, set) {
  const { shown, runs } = whole;
  const { asked } = shown;
  const good = runs.filter((run) => !run.trouble);
  const names = [...new Set(good.flatMap((run) => Object.keys(run.figures)))];
  const chosen = names.includes(figure) ? figure : names.includes(offer?.metric) ? offer.metric : names[0];
  return html`<section class="sheet" aria-labelledby="result-title">
    <h2 id="result-title">${t('sweep.result', { recipe: asked.recipe, key: asked.key })}</h2>
    ${runs.filter((run) => run.trouble).slice(0, 1).map((run) => html`<p class="message bad" data-test="sweep-trouble">${t('sweep.trouble', { value: numbers.typed(run.value), seed: run.seed, reason: run.trouble[texts.language] })}</p>`)}
    ${runs.some((run) => run.cut) ? html`<p class="message warn">${t('sweep.cut', { runs: runs.filter((run) => run.cut).map((run) => `${numbers.typed(run.value)}/${run.seed}`).join(', ') })}</p>` : nothing}
    ${good.length === 0 || !chosen
      ? html`<p>${t('sweep.nothing')}</p>`
      : html`<div class="paso-controls">
            ${selectField({ label: t('sweep.figure'), name: 'sweep-figure', value: chosen, options: names.map((value) => ({ value, label: figureName(value) })), change: (to) => set({ figure: to }) })} ${bandField(band, set)}
          </div>
          ${byValue(asked, good, chosen, band)} ${numbersOf(asked, good, chosen)}
          <p data-test="sweep-verdict">${verdict(asked, good, chosen, offer)}</p>
          ${curves(whole, curve, band, set)}
          <p class="parts"><button type="button" data-test="sweep-csv" @click=${() => save('cien.csv', 'text/csv', csv(asRuns(whole)))}>${t('csv')}</button></p>`}
  </section>`;
}

export const bandField = (band, set) =>
  selectField({ label: t('band'), name: 'band', value: band, options: KINDS.map((value) => ({ value, label: t(`band.${value}`) })), change: (to) => set({ band: to }) });

const figures = (runs, value, name) => runs.filter((run) => run.value === value).map((run) => Number(run.figures[name]));

function byValue({ key, values }, runs, name, band) {
  const columns = values.map((value) => figures(runs, value, name));
  const most = Math.max(...columns.map((column) => column.length));
  const rows = Array.from({ length: most }, (_, i) => columns.map((column) => column[i] ?? NaN));
  return chart({
    title: t('sweep.by', { figure: figureName(name), key }),
    x: { label: key, values: values.map((_, i) => i), names: values.map(numbers.typed) },
    series: [banded(t('mean'), rows, band)],
    digits: 4,
    marked: true,
  });
}

function numbersOf({ key, values, seeds }, runs, name) {
  const show = (value) => (value === undefined ? '—' : numbers.show(value));
  return html`<cien-scroll label=${t('sweep.numbers')}>
    <table data-test="swept">
      <caption>${t('sweep.numbers')}</caption>
      <thead>
        <tr><th scope="col">${key}</th>${seeds.map((seed) => html`<th scope="col">${t('seed.of', { seed })}</th>`)}<th scope="col">${t('mean')}</th><th scope="col">${t('deviation')}</th><th scope="col">${t('least')}</th><th scope="col">${t('greatest')}</th></tr>
      </thead>
      <tbody>
        ${values.map((value) => {
          const stats = statistics(figures(runs, value, name));
          const own = (seed) => runs.find((run) => run.value === value && String(run.seed) === String(seed))?.figures[name];
          return html`<tr><th scope="row">${numbers.typed(value)}</th>${seeds.map((seed) => html`<td>${show(own(seed))}</td>`)}<td><strong>${show(stats?.mean)}</strong></td><td>${show(stats?.deviation)}</td><td>${show(stats?.low)}</td><td>${show(stats?.high)}</td></tr>`;
        })}
      </tbody>
    </table>
  </cien-scroll>`;
}

// Whether the best value is better than the next one by more than seeds change. Said of the deciding figure
// only: of the others nobody knows which way is better.
function verdict({ values }, runs, name, offer) {
  if (name !== offer?.metric) {
    return t('verdict.other', { metric: figureName(offer?.metric ?? '') });
  }
  const all = values.map((value) => ({ value, stats: statistics(figures(runs, value, name)) })).filter((one) => one.stats);
  if (all.length < 2) {
    return t('verdict.early');
  }
  const [best, next] = all.sort((a, b) => (offer.higher ? b.stats.mean - a.stats.mean : a.stats.mean - b.stats.mean));
  const words = { best: numbers.typed(best.value), next: numbers.typed(next.value), mean: numbers.show(best.stats.mean), other: numbers.show(next.stats.mean) };
  const ties = all.filter((one) => numbers.show(one.stats.mean) === words.mean);
  if (ties.length > 1) {
    return t('verdict.tie', { values: ties.map((one) => numbers.typed(one.value)).join(' · '), mean: words.mean });
  }
  if (best.stats.count < 2 || next.stats.count < 2) {
    return t('verdict.one', words);
  }
  const apart = offer.higher ? best.stats.low > next.stats.high : best.stats.high < next.stats.low;
  return t(apart ? 'verdict.apart' : 'verdict.overlap', words);
}

function curves(whole, curve, band, set) {
  const runs = asRuns(whole).filter((run) => run.epochs.length > 0);
  const names = measures(runs);
  if (names.length === 0) {
    return html`<p>${t('no.curves')}</p>`;
  }
  const measure = names.includes(curve) ? curve : names.find((name) => name === 'validation/loss') ?? names[0];
  const lines = series(runs, measure);
  const { key, values } = whole.shown.asked;
  const own = values.map((value) => ({ value, rows: lines.series.filter((_, i) => runs[i].value === value).map((one) => one.values.map((v) => v ?? NaN)) })).filter((one) => one.rows.length > 0);
  return html`<div class="paso-controls">
      ${selectField({ label: t('measure'), name: 'sweep-curve', value: measure, options: names.map((value) => ({ value, label: readable(value) })), change: (to) => set({ curve: to }) })}
    </div>
    ${chart({
      title: readable(measure),
      x: { label: t('epoch'), values: lines.epochs },
      series: own.map(({ value, rows }) => banded(`${key} = ${numbers.typed(value)}`, rows, band)),
    })}`;
}

export const readable = (measure) => {
  const [part, name] = measure.split('/');
  return `${figureName(name)}, ${t(part === 'training' ? 'training' : 'validation')}`;
};
