// Where the reader is: the streak, the day to go on with, the last two weeks.
import { html, nothing } from 'lit';
import { Attempts } from '/shared/attempts.js';
import { date, paused, said, zone } from '/shared/course.js';
import { api, t } from '/shared/lab.js';

const DAYS = 14;

class InicioToday extends Attempts {
  static properties = { progress: { state: true }, days: { state: true } };

  async connectedCallback() {
    super.connectedCallback();
    await this.attempt(async () => {
      [this.progress, this.days] = await Promise.all([api.get('/api/progress', { zone: zone() }), api.get('/api/course')]);
    });
  }

  render() {
    if (!this.progress) {
      return this.complaint();
    }
    const { next, current, doneToday, days } = this.progress;
    const day = this.days[next - 1];
    const begun = Object.keys(days).length > 0;
    return html`<section class="sheet" data-test="today">
      <h2>${t('today')}</h2>
      ${day
        ? html`<p>${begun ? t('today.next') : t('today.first')} <strong>${t('day', { n: day.number })}: ${said(day.topic)}</strong></p>
            <p><a class="go-on" data-test="go-on" href="/dias/${day.number}">${begun ? t('today.go') : t('today.begin')}</a></p>`
        : html`<p>${t('today.all')} <a href="/logros">${t('today.certificate')}</a></p>`}
      <p>${current > 0 ? t(current === 1 ? 'today.streak.one' : 'today.streak', { n: current }) : t('today.noStreak')} ${current > 0 && !doneToday ? t(paused(this.progress.pauses, this.progress.today) ? 'today.rests' : 'today.open') : ''}</p>
      ${begun ? this.#strip() : nothing}
    </section>`;
  }

  #strip() {
    const { calendar, pauses, today } = this.progress;
    const sign = (one) => (calendar[one] ? '●' : paused(pauses, one) ? '‖' : '·');
    const words = (one) => t(calendar[one] ? 'today.some' : paused(pauses, one) ? 'today.paused' : 'today.none');
    const start = Date.parse(`${today}T00:00:00Z`);
    const dates = Array.from({ length: DAYS }, (_, i) => new Date(start - (DAYS - 1 - i) * 86_400_000).toISOString().slice(0, 10));
    return html`<h3>${t('today.recent')}</h3>
      <ol class="strip">
        ${dates.map(
          (one) => html`<li class=${calendar[one] ? 'active' : ''}>
            <span aria-hidden="true">${Number(one.slice(8))}<b>${sign(one)}</b></span>
            <span class="unseen">${date(one)}: ${words(one)}</span>
          </li>`,
        )}
      </ol>
      <p><a href="/logros">${t('today.calendar')}</a></p>`;
  }
}

customElements.define('inicio-today', InicioToday);
