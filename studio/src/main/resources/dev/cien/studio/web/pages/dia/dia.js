// One day: its lesson, experiments, notes, resources, and the button that says it is done.
import { html, nothing } from 'lit';
import { Attempts } from '/shared/attempts.js';
import { date, duration, present, rich, said, zone } from '/shared/course.js';
import { selectField } from '/shared/fields.js';
import { announce, api, t, texts } from '/shared/lab.js';
import { moveResource, STATUSES, statusOf } from '/shared/resources.js';
import './experiment.js';
import './notes.js';

class DiaPage extends Attempts {
  static properties = { day: { state: true }, progress: { state: true }, journal: { state: true }, undo: { state: true }, studied: { state: true }, there: { state: true } };

  async connectedCallback() {
    super.connectedCallback();
    this.number = location.pathname.split('/')[2];
    await this.attempt(async () => {
      [this.day, this.journal, this.progress] = await Promise.all([
        api.get(`/api/course/${encodeURIComponent(this.number)}`),
        api.get('/api/journal'),
        api.get('/api/progress', { zone: zone() }),
      ]);
      this.studied = this.progress.today;
      this.there = await present([...this.day.labs.map((one) => one.link), ...this.day.experiments.map((one) => one.lab)]);
    });
  }

  async #reload() {
    [this.journal, this.progress] = await Promise.all([api.get('/api/journal'), api.get('/api/progress', { zone: zone() })]);
  }

  #done() {
    return this.attempt(async () => {
      const entry = await api.post('/api/progress', {
        kind: 'day-done',
        fields: { day: this.day.number },
        // As the field says: a page may have been open since yesterday.
        studied: this.studied,
        zone: zone(),
      });
      this.undo = { remove: entry.id };
      await this.#topic();
      await this.#reload();
      announce(t('done.said', { n: this.day.number }));
    });
  }

  // The journal's table gets the topic of a finished day, unless something stands there already.
  async #topic() {
    const journal = await api.get('/api/journal');
    const row = journal.days?.find((one) => one.number === this.day.number);
    if (row && row.topic === '') {
      await api.put(`/api/journal/days/${this.day.number}`, { topic: this.day.es.topic, version: journal.version });
      this.querySelector('day-notes')?.load();
    }
  }

  #remove(id) {
    return this.attempt(async () => {
      await api.delete(`/api/progress/${id}`);
      this.undo = { restore: id };
      await this.#reload();
      announce(t('removed'));
    });
  }

  #undo() {
    return this.attempt(async () => {
      if (this.undo.remove) {
        await api.delete(`/api/progress/${this.undo.remove}`);
      } else {
        await api.post(`/api/progress/${this.undo.restore}/restore`);
      }
      this.undo = undefined;
      await this.#reload();
      announce(t('undone'));
    });
  }

  #move(resource, status, field) {
    return this.attempt(async () => {
      try {
        await moveResource(resource, status);
      } finally {
        await this.#reload().finally(() => (field.value = this.#status(resource)));
      }
    });
  }

  #status(resource) {
    return statusOf(resource.key, this.progress, this.journal);
  }

  render() {
    if (!this.day) {
      return html`<h1>${t('title')}</h1>
        ${this.complaint()}
        ${this.wrong ? html`<p><a href="/dias">${t('all')}</a></p>` : nothing}`;
    }
    const lesson = this.day[texts.language];
    return html`
      <p class="over">${said(this.day.block)} · ${t('day', { n: this.day.number })}</p>
      <h1>${lesson.topic}</h1>
      <div class="lead">${rich(lesson.intro)}</div>
      ${this.complaint()}
      <div class="day-columns">
        <div>
          <article class="sheet">${lesson.sections.map((one) => html`<section><h2>${one.title}</h2>${rich(one.html)}</section>`)}</article>
          ${this.#experiments()}
          <day-notes .day=${this.day.number} .topic=${this.day.es.topic}></day-notes>
        </div>
        <aside aria-label=${t('aside')}>${this.#state()} ${this.#labs()} ${this.#recipes()} ${this.#resources()}</aside>
      </div>
      ${this.#neighbours()}
    `;
  }

  #experiments() {
    if (this.day.experiments.length + this.day.mistakes.length === 0) {
      return nothing;
    }
    return html`<h2 id="experimentos">${t('experiments')}</h2>
      <p>${t('experiments.text')}</p>
      ${this.day.mistakes.map((one) => html`<p class="message bad">${t('experiments.mistake')} ${said(one)}</p>`)}
      ${this.day.experiments.map(
        (one) => html`<day-experiment
          .experiment=${one}
          .best=${this.progress.predictions[one.id]}
          .linked=${Boolean(this.there?.has(one.lab))}
          @predicted=${() => this.#reload()}
        ></day-experiment>`,
      )}`;
  }

  #state() {
    const entry = this.progress.days[this.day.number];
    return html`<section class="sheet" data-test="state">
      ${entry
        ? html`<p><strong>${t('done.on', { date: date(entry.date) })}</strong></p>
            <div class="buttons"><button type="button" data-test="not-done" @click=${() => this.#remove(entry.id)}>${t('notDone')}</button></div>`
        : html`<label class="field">
              <span class="field-label">${t('studied')}</span>
              <input type="date" data-test="studied" .value=${this.studied} max=${this.progress.today} @change=${(e) => (this.studied = e.target.value || this.progress.today)} />
            </label>
            <div class="buttons day-done"><button type="button" class="primary" data-test="done" @click=${() => this.#done()}>${t('done')}</button></div>`}
      ${this.undo ? html`<div class="buttons day-done"><button type="button" data-test="undo" @click=${() => this.#undo()}>${t('undo')}</button></div>` : nothing}
      <p class="day-streak">${t(this.progress.current === 1 ? 'streak.one' : 'streak', { n: this.progress.current })} <a href="/logros">${t('calendar')}</a></p>
    </section>`;
  }

  #labs() {
    const labs = this.day.labs.filter((one) => this.there?.has(one.link));
    return labs.length === 0
      ? nothing
      : html`<section class="sheet">
          <h2>${t('labs')}</h2>
          <ul class="plain" data-test="labs">${labs.map((one) => html`<li><a href=${one.link}>${said(one.says)}</a></li>`)}</ul>
        </section>`;
  }

  #recipes() {
    return this.day.recipes.length === 0
      ? nothing
      : html`<section class="sheet">
          <h2>${t('recipes')}</h2>
          <p>${t('recipes.text')}</p>
          <ul class="plain">
            ${this.day.recipes.map(
              (one) => html`<li><strong>${said(one.title)}</strong><br /><code>${one.command}</code> · ${t('about')} ${duration(one.seconds, t)}</li>`,
            )}
          </ul>
        </section>`;
  }

  #resources() {
    return this.day.resources.length === 0
      ? nothing
      : html`<section class="sheet">
          <h2>${t('resources')}</h2>
          <p>${t('resources.text')}</p>
          <ul class="plain">
            ${this.day.resources.map(
              (one) => html`<li>
                <a href=${one.link} target="_blank" rel="noopener noreferrer" lang=${one.language}>${one.title}</a>
                <span class="day-kind">${t(`kind.${one.kind}`)} · ${t(`language.${one.language}`)}</span>
                ${selectField({
                  label: html`${t('status')}<span class="unseen">: ${one.title}</span>`,
                  value: this.#status(one),
                  options: STATUSES.map((value) => ({ value, label: t(`status.${value}`) })),
                  change: (status, field) => this.#move(one, status, field),
                })}
              </li>`,
            )}
          </ul>
        </section>`;
  }

  #neighbours() {
    const n = this.day.number;
    return html`<nav class="buttons" aria-label=${t('neighbours')}>
      ${n > 1 ? html`<a href="/dias/${n - 1}">← ${t('day', { n: n - 1 })}</a>` : nothing}
      <a href="/dias">${t('all')}</a>
      ${n < 100 ? html`<a href="/dias/${n + 1}">${t('day', { n: n + 1 })} →</a>` : nothing}
    </nav>`;
  }
}

customElements.define('dia-page', DiaPage);
