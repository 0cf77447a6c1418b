// What was done and when: streaks, a calendar, pauses, the log itself, and the certificate.
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { Attempts } from '/shared/attempts.js';
import { date, paused, said, zone } from '/shared/course.js';
import { figureName, loadFigures } from '/shared/figures.js';
import { announce, api, numbers, t } from '/shared/lab.js';
import { calendar } from './calendar.js';

const SHOWN = 30;

class LogrosPage extends Attempts {
  static properties = { progress: { state: true }, journal: { state: true }, certificate: { state: true }, course: { state: true }, month: { state: true }, undo: { state: true }, all: { state: true }, person: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.person = '';
    this.#load();
  }

  async #load() {
    await this.attempt(async () => {
      const [progress, certificate, journal, course] = await Promise.all([
        api.get('/api/progress', { zone: zone() }),
        api.get('/api/certificate', { zone: zone() }),
        api.get('/api/journal'),
        this.course ?? api.get('/api/course'),
        this.course ?? loadFigures(),
      ]);
      Object.assign(this, { progress, certificate, journal, course });
      this.month ??= this.progress.today.slice(0, 7);
    });
  }

  #pause(event) {
    event.preventDefault();
    const form = event.target;
    const fields = Object.fromEntries(new FormData(form));
    return this.attempt(async () => {
      await api.post('/api/progress', { kind: 'pause', fields, zone: zone() });
      form.reset();
      await this.#load();
      announce(t('pause.said'));
    });
  }

  #remove(id) {
    return this.attempt(async () => {
      await api.delete(`/api/progress/${id}`);
      this.undo = id;
      await this.#load();
      announce(t('removed'));
    });
  }

  #restore() {
    return this.attempt(async () => {
      await api.post(`/api/progress/${this.undo}/restore`);
      this.undo = undefined;
      await this.#load();
      announce(t('restored'));
    });
  }

  // Typed digit by digit, a date is other dates on the way: it counts once the field is left or Enter pressed.
  // One that is picked counts at once.
  #typing = false;

  #key(event, one) {
    if (event.key === 'Enter') {
      this.#move(one, event.target);
    } else {
      this.#typing = event.key !== 'Tab';
    }
  }

  #left(event, one) {
    this.#typing = false;
    this.#move(one, event.target);
  }

  #move(one, field) {
    const studied = field.value;
    if (studied === '' || studied === one.date) {
      field.value = one.date;
      return undefined;
    }
    return this.attempt(async () => {
      try {
        await api.put(`/api/progress/${one.id}`, { studied });
      } catch (error) {
        field.value = one.date;
        throw error;
      }
      await this.#load();
      announce(t('moved'));
    });
  }

  render() {
    return html`
      <h1>${t('title')}</h1>
      ${this.complaint()}
      ${this.progress ? html`${this.#streaks()} ${this.#calendar()} ${this.#pauses()} ${this.#entries()} ${this.#certificate()}` : nothing}
    `;
  }

  #streaks() {
    const { current, longest, doneToday, days, pauses, today } = this.progress;
    return html`<section class="sheet no-print">
      <dl class="figures">
        <div><dt>${t('current')}</dt><dd data-test="current">${this.#dates(current)}</dd></div>
        <div><dt>${t('longest')}</dt><dd data-test="longest">${this.#dates(longest)}</dd></div>
        <div><dt>${t('days')}</dt><dd data-test="days">${t('of', { n: Object.keys(days).length })}</dd></div>
      </dl>
      <p>${doneToday ? t('today.done') : current > 0 ? t(paused(pauses, today) ? 'today.paused' : 'today.open') : t('today.none')}</p>
      <p class="small">${t('rule', { zone: zone() })}</p>
    </section>`;
  }

  #dates(n) {
    return t(n === 1 ? 'dates.one' : 'dates', { n });
  }

  #calendar() {
    return html`<section class="sheet no-print">
      <h2>${t('calendar')}</h2>
      ${calendar({
        month: this.month,
        today: this.progress.today,
        counts: this.progress.calendar,
        pauses: this.progress.pauses,
        go: (month) => (this.month = month),
      })}
    </section>`;
  }

  #pauses() {
    const { pauses, today } = this.progress;
    return html`<section class="sheet no-print">
      <h2>${t('pauses')}</h2>
      <p>${t('pauses.text')}</p>
      <form class="pause-form" @submit=${(e) => this.#pause(e)}>
        <label class="field"><span class="field-label">${t('from')}</span><input type="date" name="from" required .value=${today} data-test="from" /></label>
        <label class="field"><span class="field-label">${t('to')}</span><input type="date" name="to" required .value=${today} data-test="to" /></label>
        <label class="field"><span class="field-label">${t('reason')}</span><input name="reason" maxlength="200" /></label>
        <button type="submit" data-test="pause">${t('pause')}</button>
      </form>
      <ul>
        ${pauses.map(
          (one) => html`<li>
            ${t('pause.line', { from: date(one.from), to: date(one.to) })} ${one.reason}
            <button type="button" class="small-button" @click=${() => this.#remove(one.id)}>${t('remove')}<span class="unseen"> ${date(one.from)}</span></button>
          </li>`,
        )}
      </ul>
    </section>`;
  }

  #entries() {
    const { entries, today } = this.progress;
    const shown = this.all ? entries : entries.slice(0, SHOWN);
    return html`<section class="sheet no-print">
      <h2>${t('log')}</h2>
      <p>${t('log.text')}</p>
      ${this.undo ? html`<div class="buttons"><button type="button" data-test="restore" @click=${() => this.#restore()}>${t('restore')}</button></div>` : nothing}
      ${entries.length === 0
        ? html`<p>${t('log.none')}</p>`
        : html`<ul class="log">
            ${shown.map(
              (one) => html`<li>
                <label class="unseen" for=${`date-${one.id}`}>${t('log.date', { what: this.#what(one) })}</label>
                <input type="date" id=${`date-${one.id}`} max=${today} .value=${live(one.date)} ?disabled=${one.kind === 'pause'} @keydown=${(e) => this.#key(e, one)} @change=${(e) => this.#typing || this.#move(one, e.target)} @blur=${(e) => this.#left(e, one)} />
                <span>${this.#what(one)} ${one.backDated ? html`<em>${t('log.later')}</em>` : nothing}</span>
                <button type="button" class="small-button" @click=${() => this.#remove(one.id)}>${t('remove')}<span class="unseen"> ${this.#what(one)}</span></button>
              </li>`,
            )}
          </ul>`}
      ${entries.length > shown.length ? html`<button type="button" @click=${() => (this.all = true)}>${t('log.all', { n: entries.length })}</button>` : nothing}
    </section>`;
  }

  #what(one) {
    switch (one.kind) {
      case 'day-done':
        return t('what.day-done', { n: one.day });
      case 'note':
        return t('what.note', { n: one.day });
      case 'prediction':
        return t('what.prediction', { n: one.day, right: one.right, asked: one.asked, name: this.#experiment(one) });
      case 'run':
        return t('what.run', { name: one.recipe });
      case 'resource':
        return t(`what.resource.${one.status}`, { name: this.#resource(one) });
      case 'project':
        return t(one.done ? 'what.project' : 'what.project.open', { name: one.project });
      default:
        return t('what.pause', { from: date(one.from), to: date(one.to) });
    }
  }

  // The log knows a resource by its address; one that is in neither list any more is called by that.
  #resource({ resource, key }) {
    const all = [...this.course.flatMap((day) => day.resources), ...(this.journal.resources ?? [])];
    return all.find((one) => one.link === resource)?.title || all.find((one) => one.key === key)?.title || resource;
  }

  // An experiment that is no longer there is called by its id.
  #experiment({ day, experiment }) {
    return said(this.course[day - 1].experiments.find((one) => one.id === experiment)?.title) || experiment;
  }

  #certificate() {
    const c = this.certificate;
    return html`<section class="sheet certificate" data-test="certificate" aria-labelledby="certificate-title">
      <h2 id="certificate-title">${t('certificate')}</h2>
      <p class="no-print">${t('certificate.text')}</p>
      <label class="field no-print certificate-name">
        <span class="field-label">${t('certificate.name')}</span>
        <input autocomplete="name" maxlength="120" .value=${this.person} @input=${(e) => (this.person = e.target.value)} />
      </label>
      ${c.days.length === 0 && c.dates === 0
        ? html`<p>${t('certificate.none')}</p>`
        : html`
            ${this.person ? html`<p class="certificate-person">${this.person}</p>` : nothing}
            <p>${c.from === c.to ? t('certificate.day', { date: date(c.from) }) : t('certificate.span', { from: date(c.from), to: date(c.to), n: numbers.whole(c.dates) })}</p>
            <p>${t('certificate.streak', { dates: this.#dates(c.longest?.days ?? 0) })}</p>
            ${c.experiments > 0 ? html`<p>${t('certificate.predictions', { n: c.experiments, right: c.right, asked: c.asked })}</p>` : nothing}
            ${c.pauses.map((one) => html`<p>${t('pause.line', { from: date(one.from), to: date(one.to) })}</p>`)}
            ${c.days.length > 0
              ? html`<h3>${t('certificate.days', { n: c.days.length })}</h3>
                  <ul class="certificate-days">
                    ${c.days.map(
                      (day) => html`<li>${t('day', { n: day.number })}: <strong>${said(this.course[day.number - 1].topic)}</strong>, ${date(day.studied)}${day.written === day.studied ? '' : ` (${t('certificate.written', { date: date(day.written) })})`}</li>`,
                    )}
                  </ul>`
              : nothing}
            ${c.runs.length > 0
              ? html`<h3>${t('certificate.runs', { n: c.runs.length })}</h3>
                  <ul class="certificate-days">${c.runs.map((run) => html`<li>${run.recipe}: ${date(run.date)}${this.#figures(run)}</li>`)}</ul>`
              : nothing}
            ${c.projects.length > 0
              ? html`<h3>${t('certificate.projects', { n: c.projects.length })}</h3>
                  <ul class="certificate-days">${c.projects.map((one) => html`<li>${one}</li>`)}</ul>`
              : nothing}
            ${c.resources > 0 ? html`<p>${t('certificate.resources', { n: c.resources })}</p>` : nothing}
            <p class="small">${t('certificate.honest')} ${t('certificate.made', { date: date(this.progress.today) })}</p>
            <div class="buttons no-print"><button type="button" class="primary" data-test="print" @click=${() => print()}>${t('certificate.print')}</button></div>
          `}
    </section>`;
  }

  #figures({ figures }) {
    return Object.entries(figures).map(([name, value]) => `, ${figureName(name)} ${numbers.show(value)}`);
  }
}

customElements.define('logros-page', LogrosPage);
