// The board of Day 4: each strength and limit as a question with its figures, or how to measure it.
import { html, nothing } from 'lit';
import { Attempts } from '/shared/attempts.js';
import { said } from '/shared/course.js';
import { api, numbers, t } from '/shared/lab.js';

const SIGNS = { holds: '✓', unclear: '≈', fails: '✗' };

// Of equal figures only the rounding of their mean is left.
const spread = ({ mean, deviation }) => (deviation <= 1e-12 * Math.abs(mean) ? 0 : deviation);

class CompararPage extends Attempts {
  static properties = { claims: { state: true } };

  async connectedCallback() {
    super.connectedCallback();
    await this.attempt(async () => (this.claims = await api.get('/api/compare')));
  }

  render() {
    const missing = (this.claims ?? []).filter((one) => !one.results);
    return html`
      <h1>${t('title')}</h1>
      <p class="lead">${t('lead')}</p>
      ${this.complaint()}
      ${this.claims && missing.length > 0
        ? html`<section class="message" data-test="missing">
            <p>${t('missing', { n: missing.length, all: this.claims.length })}</p>
            <pre tabindex="0"><code>cien compare</code></pre>
            <p>${t('missing.quick')} <code>cien compare --quick</code></p>
          </section>`
        : nothing}
      ${(this.claims ?? []).map((one) => this.#claim(one))}
    `;
  }

  #claim(one) {
    return html`<section class="sheet claim" data-test=${`claim-${one.id}`}>
      <p class="small">${said(one.technique)} · ${one.strength ? t('strength') : t('limit')} · ${one.id}</p>
      <h2>${said(one.says)}</h2>
      <p class="small">${t('fair', { what: said(one.fair) })}</p>
      ${one.results ? this.#results(one) : html`<p>${t('unmeasured')}</p><pre tabindex="0"><code>${one.command}</code></pre>`}
    </section>`;
  }

  #results(one) {
    const means = one.results.map((side) => side.mean);
    const most = Math.max(...means.map(Math.abs), 1e-12);
    return html`
      <p class="outcome ${one.outcome}"><span aria-hidden="true">${SIGNS[one.outcome]}</span> ${said(one.outcomeText)} ${one.quick ? t('quick') : ''}</p>
      <cien-scroll label=${said(one.says)}>
        <table>
          <thead>
            <tr><th scope="col">${t('who')}</th><th scope="col">${said(one.figure)} ${one.higherIsBetter ? t('higher') : t('lower')}</th><th scope="col">${t('seeds')}</th><th scope="col">${t('parameters')}</th><th scope="col">${t('time')}</th></tr>
          </thead>
          <tbody>
            ${one.results.map(
              (side) => html`<tr>
                <th scope="row">${said(side.name)}</th>
                <td>
                  ${numbers.show(side.mean)} ± ${numbers.show(spread(side), 2)}
                  <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width=${(100 * Math.abs(side.mean)) / most} height="8"></rect></svg>
                </td>
                <td>${side.values.map((value) => numbers.show(value, 3)).join(' · ')}</td>
                <td>${side.parameters > 0 ? numbers.whole(side.parameters) : '—'}</td>
                <td>${numbers.show(side.seconds, 3)} s</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </cien-scroll>
      <details><summary>${t('repeat')}</summary><pre tabindex="0"><code>${one.command}${one.quick ? ' --quick' : ''}</code></pre></details>
    `;
  }
}

customElements.define('comparar-page', CompararPage);
