// The museum: the training compute since 1950, and a room for each milestone.
import { html, nothing } from 'lit';
import { Attempts } from '/shared/attempts.js';
import { duration, said } from '/shared/course.js';
import { api, deepLink, numbers, t } from '/shared/lab.js';
import './compute.js';

class HistoriaPage extends Attempts {
  static properties = { data: { state: true }, year: { state: true } };

  async connectedCallback() {
    super.connectedCallback();
    const asked = Number(deepLink.read().hasta);
    this.year = asked >= 1943 && asked <= 2100 ? asked : undefined;
    await this.attempt(async () => (this.data = await api.get('/api/history')));
  }

  #scrub(year) {
    this.year = year;
    deepLink.write({ hasta: year });
  }

  render() {
    return html`
      <h1>${t('title')}</h1>
      <p class="lead">${t('lead')}</p>
      ${this.complaint()}
      ${this.data
        ? html`<section class="sheet">
              <h2>${t('compute')}</h2>
              <p>${t('compute.text')}</p>
              <compute-chart
                .systems=${this.data.systems}
                .own=${this.data.own}
                .year=${this.year}
                @scrubbed=${(e) => this.#scrub(e.detail)}
              ></compute-chart>
              <p class="source">${t('source', { source: this.data.source })}</p>
            </section>
            <h2>${t('rooms')}</h2>
            <ol class="rooms">${this.data.rooms.map((room) => this.#room(room))}</ol>`
        : nothing}
    `;
  }

  #room(room) {
    return html`<li class="sheet room">
      <p class="room-year">${room.year}</p>
      <div>
        <h3>${said(room.title)}</h3>
        <p class="source">${said(room.people)}</p>
        <p>${said(room.text)}</p>
        ${room.flop > 0 ? html`<p class="source">${t('room.flop', { name: room.system, n: numbers.show(room.flop, 2) })}</p>` : nothing}
        ${room.recipes.length > 0
          ? html`<ul class="room-recipes">
              ${room.recipes.map(
                (one) => html`<li><strong>${said(one.title)}</strong>. ${said(one.teaches)}<br /><code>${one.command}</code> · ${t('about')} ${duration(one.seconds, t)}</li>`,
              )}
            </ul>`
          : html`<p>${t('room.none')}</p>`}
      </div>
    </li>`;
  }
}

customElements.define('historia-page', HistoriaPage);
