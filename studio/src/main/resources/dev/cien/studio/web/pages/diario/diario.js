// The journal: import, what needs mending, the days, export.
import { html, nothing } from 'lit';
import { Attempts } from '/shared/attempts.js';
import { said } from '/shared/course.js';
import { announce, api, numbers, t } from '/shared/lab.js';
import './day.js';

class DiarioPage extends Attempts {
  static properties = { journal: { state: true }, imported: { state: true }, open: { state: true } };

  async connectedCallback() {
    super.connectedCallback();
    const asked = Number(new URL(location.href).searchParams.get('dia'));
    this.open = Number.isInteger(asked) && asked > 0 ? asked : undefined;
    await this.#load();
  }

  async #load() {
    await this.attempt(async () => (this.journal = await api.get('/api/journal')));
  }

  // The file goes as it is: its encoding is the server's to find out.
  #import(event) {
    const [file] = event.target.files;
    if (!file) {
      return undefined;
    }
    // The same file may be chosen again.
    event.target.value = '';
    return this.attempt(async () => {
      this.journal = await api.upload('/api/journal', file);
      this.imported = this.journal;
      announce(t('imported'));
    });
  }

  #begin() {
    return this.attempt(async () => (this.journal = await api.post('/api/journal/begin')));
  }

  #resolve(number, side) {
    return this.attempt(async () => {
      this.journal = await api.put(`/api/journal/conflicts/${number}`, { side, version: this.journal.version });
      announce(t('resolved'));
    });
  }

  // One line as it may have been, or all lines of which there is no doubt.
  #mend(line, reading) {
    return this.attempt(async () => {
      const { version } = this.journal;
      this.journal =
        line === undefined
          ? await api.put('/api/journal/readings', { version })
          : await api.put(`/api/journal/readings/${line}`, { reading, version });
      announce(t('damages.mended', { n: this.journal.damaged }));
    });
  }

  #show(day) {
    this.open = this.open === day ? undefined : day;
    const url = new URL(location.href);
    this.open ? url.searchParams.set('dia', day) : url.searchParams.delete('dia');
    history.replaceState(history.state, '', url);
  }

  render() {
    const exists = this.journal?.exists;
    return html`
      <h1>${t('title')}</h1>
      <p class="lead">${t('lead')}</p>
      ${this.complaint()}
      <section class="sheet">
        <div class="buttons">
          <label class="file-button">
            <span>${t('import')}</span>
            <input type="file" accept=".md,.txt,text/markdown,text/plain" data-test="import" @change=${(e) => this.#import(e)} />
          </label>
          ${exists ? html`<a class="button-link" data-test="export" href="/api/journal/export" download="README.md">${t('export')}</a>
            <a class="button-link" data-test="archive" href="/api/journal/archive" download="diario.zip">${t('archive')}</a>` : nothing}
          ${this.journal && !exists ? html`<button type="button" data-test="begin" @click=${() => this.#begin()}>${t('begin')}</button>` : nothing}
        </div>
        <p class="small">${t('attachments')}</p>
        ${this.imported ? this.#report() : nothing}
        ${exists ? html`<p data-test="counts">${this.#counts()}</p>` : nothing}
      </section>
      ${exists ? html`${this.#conflicts()} ${this.#damages()} ${this.#findings()} ${this.#days()}` : nothing}
    `;
  }

  #report() {
    const { repaired, repairedLines, kept } = this.imported;
    return html`<div class="message" role="status" data-test="report">
      <p>${t('imported')} ${repaired ? t('repaired', { n: repairedLines, name: repaired }) : t('sound')}</p>
      ${kept ? html`<p>${t('kept', { name: kept })}</p>` : nothing}
    </div>`;
  }

  #counts() {
    const { days, resources, projects } = this.journal;
    return t('counts', {
      days: days.length,
      written: days.filter((one) => one.written).length,
      topics: days.filter((one) => one.topic !== '').length,
      resources: resources.length,
      done: resources.filter((one) => one.done).length,
      projects: projects.filter((one) => one.filled).length,
      rows: projects.length,
    });
  }

  #conflicts() {
    const { conflicts, conflicted } = this.journal;
    const shown = conflicts.map(
      (one, number) => html`<section class="sheet" data-test=${`conflict-${number}`}>
        <h2>${t('conflict', { n: one.line })}</h2>
        <p>${t('conflict.text')}</p>
        <div class="sides">
          ${[
            ['OURS', one.ours],
            ['THEIRS', one.theirs],
          ].map(
            ([side, text]) => html`<div>
              <h3>${t(`side.${side}`)}</h3>
              <pre tabindex="0">${text.trim() === '' ? t('side.empty') : text}</pre>
              <button type="button" data-test=${`keep-${side}`} @click=${() => this.#resolve(number, side)}>${t(`keep.${side}`)}</button>
            </div>`,
          )}
        </div>
        <div class="buttons"><button type="button" @click=${() => this.#resolve(number, 'BOTH')}>${t('keep.BOTH')}</button></div>
      </section>`,
    );
    return conflicted > conflicts.length
      ? html`<p class="message warn" data-test="conflicted">${t('conflicts.more', { n: numbers.whole(conflicted), k: conflicts.length })}</p>${shown}`
      : shown;
  }

  #damages() {
    const { damages, damaged } = this.journal;
    if (damaged === 0) {
      return nothing;
    }
    return html`<section class="sheet" data-test="damages">
      <h2>${t('damages')}</h2>
      <p>${t('damages.text', { n: damaged })}</p>
      ${damages.some((one) => one.readings.length === 1)
        ? html`<div class="buttons"><button type="button" data-test="mend-all" @click=${() => this.#mend()}>${t('damages.all')}</button></div>`
        : nothing}
      ${damages.map(
        (one) => html`<div class="damage">
          <h3>${t('damages.line', { n: one.line })}</h3>
          <pre tabindex="0">${one.found}</pre>
          ${one.readings.map(
            (text, reading) => html`<div class="buttons">
              <button type="button" data-test=${`mend-${one.line}-${reading}`} aria-label=${t('damages.mend.line', { n: one.line, k: reading + 1 })} @click=${() => this.#mend(one.line, reading)}>${t('damages.mend')}</button>
              <code>${text}</code>
            </div>`,
          )}
        </div>`,
      )}
    </section>`;
  }

  #findings() {
    const { findings, found } = this.journal;
    return html`<section class="sheet" data-test="findings">
      <h2>${t('check')}</h2>
      ${findings.length === 0
        ? html`<p>${t('check.none')}</p>`
        : html`<cien-scroll label=${t('check')}>
            <table class="findings">
              <thead><tr><th scope="col">${t('check.line')}</th><th scope="col">${t('check.kind')}</th><th scope="col">${t('check.found')}</th></tr></thead>
              <tbody>${findings.map((one) => html`<tr><th scope="row">${one.line}</th><td>${said(one.kind)}</td><td><code>${one.found}</code></td></tr>`)}</tbody>
            </table>
          </cien-scroll>`}
      ${found > findings.length ? html`<p>${t('check.more', { n: numbers.whole(found - findings.length) })}</p>` : nothing}
    </section>`;
  }

  #days() {
    return html`<section class="sheet">
      <h2>${t('days')}</h2>
      <ul class="journal-days">
        ${this.journal.days.map(
          (one) => html`<li>
            <button type="button" aria-expanded=${String(this.open === one.number)} data-test=${`day-${one.number}`} @click=${() => this.#show(one.number)}>
              <span>${t('day', { n: one.number })}</span> ${one.topic || one.title ? html`<strong>${one.topic || one.title}</strong>` : html`<span class="small">${t(one.written ? 'untitled' : 'blank')}</span>`}
              ${one.written ? html`<span class="small">${t('written')}</span>` : nothing}
            </button>
            ${this.open === one.number ? html`<journal-day .number=${one.number} @changed=${() => this.#load()}></journal-day>` : nothing}
          </li>`,
        )}
      </ul>
    </section>`;
  }
}

customElements.define('diario-page', DiarioPage);
