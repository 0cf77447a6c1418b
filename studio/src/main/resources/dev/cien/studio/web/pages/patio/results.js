// What came out: losses, the map with its points, scores, and the curve.
import { html, nothing } from 'lit';
import { toggleField } from '/shared/fields.js';
import { chart, numbers, t } from '/shared/lab.js';
import { planeWords } from '/shared/plane.js';
import { letter } from '/shared/classes.js';
import { confusion, listed, picked } from './confusion.js';
import { share, shares } from './frames.js';
import { classesOf, flag, isHidden, read } from './link.js';

const classWords = (parts) => t('plane.classes', { parts: parts.map((part, i) => `${letter(i)} ${numbers.percent(part)}`).join(', ') });

export function results({ frame, settings, whole, actions, cell }) {
  const classes = classesOf(settings);
  const showTest = flag(settings.showTestData);
  const points = [
    ...picked('train', whole.train, frame, settings, cell),
    ...(showTest || cell?.set === 'test' ? picked('test', whole.test, frame, settings, cell).map((point) => ({ ...point, test: true })) : []),
  ];
  return html`<section class="results" aria-labelledby="results-title">
    <h2 id="results-title">${t('output')}</h2>
    <dl class="losses">
      <div><dt>${t('loss.test')}</dt><dd data-test="test-loss">${numbers.fixed(Number(frame.test), 3)}</dd></div>
      <div><dt>${t('loss.train')}</dt><dd data-test="train-loss">${numbers.fixed(Number(frame.train), 3)}</dd></div>
    </dl>
    <cien-plane
      .map=${frame.output}
      .points=${points}
      ?discrete=${flag(settings.discretize)}
      classes=${classes}
      description=${classes > 2 ? classWords(shares(frame.output, classes)) : planeWords(share(frame.output))}
    ></cien-plane>
    ${isHidden(settings, 'showTestData') ? nothing : toggleField({ label: t('control.showTestData'), name: 'showTestData', value: showTest, change: (on) => actions.shown({ showTestData: on }) })}
    ${isHidden(settings, 'discretize') || classes > 2 ? nothing : toggleField({ label: t('control.discretize'), name: 'discretize', value: flag(settings.discretize), change: (on) => actions.shown({ discretize: on }) })}
  </section>`;
}

// The curve of this training, and beside it that of another one that was kept to compare.
export function curve({ losses, kept, logarithmic, actions }) {
  const rows = new Map(losses.map((one) => [one.epoch, { now: one }]));
  for (const one of kept?.losses ?? []) {
    rows.set(one.epoch, { ...rows.get(one.epoch), kept: one });
  }
  const epochs = [...rows.keys()].sort((a, b) => a - b);
  const series = (label, which, part) => ({
    label,
    values: epochs.map((epoch) => (rows.get(epoch)[which] ? Number(rows.get(epoch)[which][part]) : null)),
  });
  return html`<section class="sheet curve" aria-label=${t('curve')}>
    ${chart({
      title: t('curve'),
      x: { label: t('epoch'), values: epochs },
      series: [
        series(t('loss.test'), 'now', 'test'),
        series(t('loss.train'), 'now', 'train'),
        ...(kept ? [series(t('kept.test'), 'kept', 'test'), series(t('kept.train'), 'kept', 'train')] : []),
      ],
      log: logarithmic,
    })}
    ${toggleField({ label: t('curve.log'), name: 'log', value: Boolean(logarithmic), change: actions.logarithmic })}
    <p class="buttons">
      <button type="button" data-test="keep" @click=${actions.keep}>${t('keep')}</button>
      ${kept ? html`<button type="button" data-test="drop" @click=${actions.drop}>${t('drop')}</button>` : nothing}
    </p>
    ${kept ? html`<p>${t('kept.what')} <a href=${`#${kept.link}`} data-test="kept-link">${t('kept.link', { epoch: numbers.whole(kept.losses.at(-1).epoch) })}</a></p>
      ${differences(kept, actions.link())}` : nothing}
  </section>`;
}

// What the two links say differently.
function differences(kept, link) {
  const then = read(kept.link);
  const now = read(link);
  const keys = [...new Set([...Object.keys(then), ...Object.keys(now)])].filter((key) => then[key] !== now[key]);
  return keys.length === 0
    ? html`<p>${t('kept.same')}</p>`
    : html`<cien-scroll label=${t('kept.what')}><table>
        <thead><tr><th scope="col">${t('kept.key')}</th><th scope="col">${t('kept.now')}</th><th scope="col">${t('kept.then')}</th></tr></thead>
        <tbody>${keys.map((key) => html`<tr><th scope="row">${key}</th><td>${now[key] ?? '–'}</td><td>${then[key] ?? '–'}</td></tr>`)}</tbody>
      </table></cien-scroll>`;
}

export function scores({ frame, settings, whole, cell, pick }) {
  if (settings.problem === 'regression') {
    const rows = [
      ['rmse', (s) => numbers.show(Number(s.rmse), 4)],
      ['mae', (s) => numbers.show(Number(s.mae), 4)],
      ['r2', (s) => numbers.show(Number(s.r2), 4)],
    ];
    return html`<section class="sheet scores" aria-labelledby="scores-title">
      <h2 id="scores-title">${t('scores')}</h2>
      <cien-scroll label=${t('scores')}><table>
        <thead><tr><td></td><th scope="col">${t('set.train')}</th><th scope="col">${t('set.test')}</th></tr></thead>
        <tbody>${rows.map(([key, show]) => html`<tr><th scope="row">${t(`score.${key}`)}</th><td>${show(frame.trainScores)}</td><td>${show(frame.testScores)}</td></tr>`)}</tbody>
      </table></cien-scroll>
    </section>`;
  }
  return html`<section class="sheet scores" aria-labelledby="scores-title">
    <h2 id="scores-title">${t('scores')}</h2>
    <p data-test="accuracy">${t('accuracy', { test: percent(frame.testAccuracy), train: percent(frame.trainAccuracy) })}</p>
    <div class="confusions">${['test', 'train'].map((set) => confusion({ set, frame, settings, cell, pick }))}</div>
    ${listed({ frame, settings, whole, cell })}
  </section>`;
}

const percent = (value) => (Number.isFinite(value) ? numbers.percent(value) : '–');
