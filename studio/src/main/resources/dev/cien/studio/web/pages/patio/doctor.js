// What is wrong with a training, said in a sentence, and the change that mends it in one click.
import { html, nothing } from 'lit';
import { numbers, t } from '/shared/lab.js';

export function doctor({ findings, mend }) {
  if (findings.length === 0) {
    return nothing;
  }
  return html`<section class="doctor" aria-labelledby="doctor-title">
    <h2 id="doctor-title">${t('doctor')}</h2>
    ${findings.map((finding) => {
      const values = Object.fromEntries(Object.entries(finding.values).map(([k, v]) => [k, numbers.show(Number(v), 3)]));
      return html`<div class="message warn">
        <p><strong>${t(`trouble.${finding.trouble}`)}</strong> ${t(`why.${finding.trouble}`, values)}</p>
        <button type="button" data-test="mend" @click=${() => mend(finding)}>${t(`mend.${finding.trouble}`, { shape: (finding.fix.networkShape ?? '').replace(',', ' – '), rate: finding.fix.learningRate === undefined ? '' : numbers.show(Number(finding.fix.learningRate)) })}</button>
      </div>`;
    })}
  </section>`;
}
