// Back in time, and when to stop.
import { html } from 'lit';
import { numberField } from '/shared/number-field.js';
import { numbers, t } from '/shared/lab.js';

const show = (value) => numbers.show(value, 6);

export function time({ frame, whole, actions }) {
  const { stop } = whole;
  return html`<section class="sheet time" aria-labelledby="time-title">
    <h2 id="time-title">${t('time')}</h2>
    <div class="time-parts">
      <label class="field range">
        <span class="field-label">${t('rewind')} <output data-test="rewind-to"></output></span>
        <input
          type="range"
          data-test="rewind"
          aria-label=${t('rewind')}
          min="0"
          max=${Math.max(1, frame.epoch)}
          step="1"
          ?disabled=${frame.epoch === 0}
          .value=${String(frame.epoch)}
          aria-valuetext=${t('rewind.at', { epoch: numbers.whole(frame.epoch) })}
          @input=${(e) => (e.target.parentElement.querySelector('output').textContent = numbers.whole(Number(e.target.value)))}
          @change=${(e) => {
            e.target.parentElement.querySelector('output').textContent = '';
            actions.rewind(Number(e.target.value));
          }}
        />
        <small>${t('rewind.hint')}</small>
      </label>
      <label class="field" data-test="stop-epoch"><span class="field-label">${t('stop.epoch')}</span>
        ${numberField({ value: stop.epoch, label: t('stop.epoch'), show, change: (epoch) => actions.stop({ ...stop, epoch: Math.max(0, Math.trunc(epoch)) }) })}
        <small>${t('stop.never')}</small>
      </label>
      <label class="field" data-test="stop-loss"><span class="field-label">${t('stop.loss')}</span>
        ${numberField({ value: stop.loss, label: t('stop.loss'), show, change: (loss) => actions.stop({ ...stop, loss: Math.max(0, loss) }) })}
        <small>${t('stop.never')}</small>
      </label>
      <label class="field" data-test="stop-accuracy"><span class="field-label">${t('stop.accuracy')}</span>
        ${numberField({ value: stop.accuracy * 100, label: t('stop.accuracy'), show, change: (percent) => actions.stop({ ...stop, accuracy: Math.min(100, Math.max(0, percent)) / 100 }) })}
        <small>${t('stop.never')}</small>
      </label>
      <label class="field" data-test="stop-patience"><span class="field-label">${t('stop.patience')}</span>
        ${numberField({ value: stop.patience, label: t('stop.patience'), show, change: (patience) => actions.stop({ ...stop, patience: Math.max(0, Math.trunc(patience)) }) })}
        <small>${t('stop.best')}</small>
      </label>
    </div>
  </section>`;
}
