// What is chosen before and while training: the bar on top, and the column of the data.
import { html, nothing } from 'lit';
import { labelledNumber, rangeField, selectField, toggleField } from '/shared/fields.js';
import { numbers } from '/shared/numbers.js';
import { colour, trace } from '/shared/classes.js';
import { shade } from '/shared/plane.js';
import { t } from '/shared/texts.js';
import { ACTIVATIONS, CLASSES, COSTS, DATA_KEYS, DATASETS, DROPOUTS, flag, including, isHidden, OPTIMIZERS, PROBLEMS, PULLS, RATES, REGULARIZATIONS, SCHEDULES } from './link.js';

const SPEEDS = [2, 10, 30, 100, 0];
const number = (value) => numbers.show(value, 3);

export function playBar({ settings, frame, actions, speed }) {
  const hidden = (name) => isHidden(settings, name);
  return html`<div class="play-bar" role="group" aria-label=${t('training')}>
    ${hidden('resetButton')
      ? nothing
      : html`<button type="button" class="round" data-test="reset" title=${t('reset')} aria-label=${t('reset')} @click=${actions.reset}>${icon('M12 5a7 7 0 1 1-6.6 4.7M5 4v6h6')}</button>`}
    ${hidden('playButton')
      ? nothing
      : html`<button type="button" class="round play primary" data-test="play" aria-label=${frame.playing ? t('pause') : t('play')} title=${frame.playing ? t('pause') : t('play')} @click=${actions.play}>
          ${frame.playing ? icon('M8 5v14M16 5v14') : icon('M7 4l13 8-13 8z', true)}
        </button>`}
    ${hidden('stepButton')
      ? nothing
      : html`<button type="button" class="round" data-test="step" title=${t('step')} aria-label=${t('step')} @click=${actions.step}>${icon('M6 5l9 7-9 7zM18 5v14', true)}</button>`}
    <div class="epoch"><span>${t('epoch')}</span><output data-test="epoch">${numbers.whole(frame.epoch)}</output></div>
    ${selectField({
      label: t('speed'),
      name: 'speed',
      value: speed,
      options: SPEEDS.map((value) => ({ value, label: value === 0 ? t('speed.all') : t('speed.some', { count: value }) })),
      change: (value) => actions.speed(Number(value)),
    })}
  </div>`;
}

function icon(path, filled = false) {
  return html`<svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" class=${filled ? 'filled' : ''}><path d=${path}></path></svg>`;
}

export function networkBar({ settings, frame, actions }) {
  const hidden = (name) => isHidden(settings, name);
  const choice = (name, options, value, label, change) =>
    hidden(name) ? nothing : selectField({ label: t(`control.${name}`), name, value, options: options.map((one) => ({ value: one, label: label(one) })), change });
  return html`<div class="network-bar">
    ${choice('learningRate', including(RATES, frame.rate), frame.rate, number, (v) => actions.rate(Number(v)))}
    ${choice('activation', ACTIVATIONS, settings.activation, (v) => t(`activation.${v}`), (v) => actions.set({ activation: v }))}
    ${choice('regularization', REGULARIZATIONS, settings.regularization ?? 'none', (v) => t(`regularization.${v}`), (v) => actions.set({ regularization: v === 'none' ? undefined : v }))}
    ${choice('regularizationRate', including(PULLS, settings.regularizationRate), settings.regularizationRate, number, (v) => actions.set({ regularizationRate: v }))}
    ${choice('problem', PROBLEMS, settings.problem, (v) => t(`problem.${v}`), (v) => actions.set({ problem: v }, true))}
  </div>`;
}

// What TensorFlow Playground has not. The standard values are its own.
export function moreBar({ settings, frame, actions }) {
  const choice = (name, options, value, label) =>
    selectField({ label: t(`control.${name}`), name, value, options: options.map((one) => ({ value: one, label: label(one) })), change: (v) => actions.set({ [name]: v }) });
  const planned = (settings.schedule ?? 'constant') !== 'constant';
  const dropout = settings.dropout ?? 0;
  return html`<details class="sheet more" ?open=${OWN_KEYS.some((key) => settings[key] !== undefined)}>
    <summary><h2>${t('more')}</h2></summary>
    <div class="network-bar">
      ${choice('optimizer', OPTIMIZERS, settings.optimizer ?? 'sgd', (v) => t(`optimizer.${v}`))} ${choice('schedule', SCHEDULES, settings.schedule ?? 'constant', (v) => t(`schedule.${v}`))}
      ${planned
        ? labelledNumber({ label: t('control.scheduleEpochs'), name: 'scheduleEpochs', value: Number(settings.scheduleEpochs ?? 100), show: number, change: (v) => actions.set({ scheduleEpochs: Math.max(1, Math.trunc(v)) }) })
        : nothing}
      ${settings.problem === 'classification' ? choice('loss', COSTS, settings.loss ?? 'squared', (v) => t(`loss.${v}`)) : nothing}
      ${selectField({ label: t('control.dropout'), name: 'dropout', value: dropout, options: including(DROPOUTS, dropout).map((value) => ({ value, label: numbers.percent(value) })), change: (v) => actions.set({ dropout: v }) })}
    </div>
    ${toggleField({ label: t('control.batchNorm'), name: 'batchNorm', value: flag(settings.batchNorm), change: (on) => actions.set({ batchNorm: on }) })}
    ${settings.problem === 'regression' ? nothing : toggleField({ label: t('control.balance'), name: 'balance', value: flag(settings.balance), change: (on) => actions.set({ balance: on }) })}
    <p class="hint" data-test="rate-now">${planned ? t('rate.now', { rate: numbers.show(Number(frame.rateNow), 3) }) : t('more.hint')}</p>
  </details>`;
}

const OWN_KEYS = ['optimizer', 'schedule', 'loss', 'dropout', 'batchNorm', 'balance'];

export function dataColumn({ settings, samples, own, actions }) {
  const hidden = (name) => isHidden(settings, name);
  const key = DATA_KEYS[settings.problem];
  const set = settings[key] ?? 'blobs';
  return html`<section class="data-column" aria-labelledby="data-title">
    <h2 id="data-title">${t('data')}</h2>
    ${hidden('dataset')
      ? nothing
      : html`<div class="datasets" role="radiogroup" aria-label=${t('control.dataset')}>
          ${DATASETS[settings.problem].map((name) => {
            const chosen = own.length === 0 && set === name;
            return html`<label class="dataset ${chosen ? 'chosen' : ''}">
              <input type="radio" class="unseen" name="dataset" value=${name} data-test="dataset-${name}" .checked=${chosen} @change=${() => actions.set({ [key]: name }, true)} />
              <canvas width="60" height="60" .several=${settings.problem === 'multiclass'} .points=${samples?.[name]} data-thumb=${name} aria-hidden="true"></canvas>
              <span>${t(`dataset.${name}`)}</span>
            </label>`;
          })}
        </div>`}
    ${own.length > 0 ? html`<p class="own-note">${t('own.used', { count: own.length })}</p>` : nothing}
    ${settings.problem === 'multiclass' && own.length === 0
      ? selectField({ label: t('control.classes'), name: 'classes', value: settings.classes ?? 3, options: CLASSES, change: (v) => actions.set({ classes: v }) })
      : nothing}
    ${hidden('percTrainData')
      ? nothing
      : rangeField({ label: t('control.percTrainData'), name: 'percTrainData', value: Number(settings.percTrainData), min: 10, max: 90, step: 10, show: (v) => numbers.percent(v / 100), change: (v) => actions.set({ percTrainData: v }) })}
    ${hidden('noise') || own.length > 0
      ? nothing
      : rangeField({ label: t('control.noise'), name: 'noise', value: Number(settings.noise), min: 0, max: Math.max(50, Number(settings.noise)), step: 5, show: number, change: (v) => actions.set({ noise: v }) })}
    ${hidden('batchSize')
      ? nothing
      : rangeField({ label: t('control.batchSize'), name: 'batchSize', value: Number(settings.batchSize), min: 1, max: Math.max(30, Number(settings.batchSize)), step: 1, show: number, change: (v) => actions.set({ batchSize: v }) })}
    <div class="buttons">
      <button type="button" data-test="regenerate" @click=${actions.regenerate}>${t('regenerate')}</button>
      <button type="button" data-test="weights" @click=${actions.otherWeights}>${t('weights.other')}</button>
    </div>
    <label class="field seed"><span class="field-label">${t('seed')}</span>
      <input type="text" data-test="seed" maxlength="40" .value=${settings.seed} @change=${(e) => actions.seed(e.target.value)} /></label>
  </section>`;
}

// The small pictures of the data sets, in circles and squares as in the large one.
export function paintThumbs(root) {
  for (const canvas of root.querySelectorAll('canvas[data-thumb]')) {
    const { points } = canvas;
    if (!points || canvas.painted === points) {
      continue;
    }
    canvas.painted = points;
    canvas.width = 60;
    canvas.height = 60;
    const context = canvas.getContext('2d');
    context.fillStyle = '#f4f0e8';
    context.fillRect(0, 0, 60, 60);
    for (const { x, y, label } of points) {
      const [r, g, b] = shade(label);
      context.fillStyle = canvas.several ? colour(label) : `rgb(${r},${g},${b})`;
      const left = ((x + 6) / 12) * 60;
      const top = 60 - ((y + 6) / 12) * 60;
      if (canvas.several) {
        trace(context, label, left, top, 1.6);
        context.fill();
      } else if (label >= 0) {
        context.beginPath();
        context.arc(left, top, 1.7, 0, 7);
        context.fill();
      } else {
        context.fillRect(left - 1.5, top - 1.5, 3, 3);
      }
    }
  }
}
