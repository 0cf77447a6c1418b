// What a teacher sees: how far everybody is, and the codes to hand out. Each code is shown once.
import { html, nothing } from 'lit';
import { Attempts } from '/shared/attempts.js';
import { dateOf, zone } from '/shared/course.js';
import { announce, api, t } from '/shared/lab.js';
import { me } from '/shared/me.js';

class DocentePage extends Attempts {
  static properties = { who: { state: true }, group: { state: true }, code: { state: true }, leaving: { state: true } };

  async connectedCallback() {
    super.connectedCallback();
    this.who = await me();
    if (this.who.accounts) {
      await this.attempt(() => this.#load());
    }
  }

  async #load() {
    this.group = await api.get('/api/class', { zone: zone() });
  }

  #hand(address) {
    return this.attempt(async () => {
      this.code = await api.post(address);
      await this.#load();
      await this.updateComplete;
      this.querySelector('[data-test="code"]').focus();
    });
  }

  // Whose account is to be deleted, once the name was typed again; nobody's any more.
  async #ask(person) {
    const before = this.leaving;
    this.leaving = person;
    this.wrong = undefined;
    await this.updateComplete;
    const place = person ? '[data-test="leave"] input' : `[data-leave="${before.id}"]`;
    this.querySelector(place).focus();
  }

  #delete(event) {
    event.preventDefault();
    const { id, name } = this.leaving;
    const typed = new FormData(event.target).get('name');
    return this.attempt(async () => {
      await api.post(`/api/class/${id}/delete`, { name: typed });
      await this.#load();
      this.leaving = undefined;
      this.code = undefined;
      announce(t('deleted', { name }));
      await this.updateComplete;
      this.querySelector('[data-test="people"]').parentElement.focus();
    });
  }

  #last() {
    if (!this.leaving) {
      return nothing;
    }
    const { name, days } = this.leaving;
    return html`<form class="message bad stack" data-test="leave" @submit=${(e) => this.#delete(e)}>
      <h3>${t('delete.whose', { name })}</h3>
      <p>${t('delete.about', { name, n: days })}</p>
      <label class="field">
        <span class="field-label">${t('delete.sure', { name })}</span>
        <input name="name" autocomplete="off" autocapitalize="off" spellcheck="false" required />
      </label>
      ${this.complaint()}
      <div class="buttons">
        <button>${t('delete.go')}</button>
        <button type="button" @click=${() => this.#ask(undefined)}>${t('delete.not')}</button>
      </div>
    </form>`;
  }

  #withdraw() {
    return this.attempt(async () => {
      await api.delete('/api/class/invitations');
      this.code = undefined;
      await this.#load();
      announce(t('withdrawn'));
    });
  }

  #shown() {
    if (!this.code) {
      return nothing;
    }
    const { code, name, until } = this.code;
    return html`<div class="message" tabindex="-1" data-test="code">
      <p>${name ? t('code.reset', { name }) : t('code.invite')}</p>
      <p><strong>${code}</strong></p>
      <p>${t('code.until', { date: dateOf(until, { dateStyle: 'long', timeStyle: 'short' }), address: `${location.origin}/entrar` })}</p>
    </div>`;
  }

  #row(person) {
    return html`<tr>
      <th scope="row">${person.name}${person.teacher ? html` <small>(${t('teacher')})</small>` : nothing}</th>
      <td>${person.days}</td>
      <td>${person.streak}</td>
      <td>${person.seen ? dateOf(person.seen, { day: 'numeric', month: 'short', year: 'numeric' }) : t('never')}</td>
      <td>
        ${person.self
          ? nothing
          : html`<span class="buttons row">
              <button type="button" aria-label=${`${t('reset')}: ${person.name}`} @click=${() => this.#hand(`/api/class/${person.id}/reset`)}>${t('reset')}</button>
              <button type="button" data-leave=${person.id} aria-label=${`${t('delete')}: ${person.name}`} @click=${() => this.#ask(person)}>${t('delete')}</button>
            </span>`}
        ${person.password ? nothing : html`<small>${t('waiting')}</small>`}
      </td>
    </tr>`;
  }

  render() {
    if (this.who && !this.who.accounts) {
      return html`<h1>${t('title')}</h1><p>${t('none')}</p>`;
    }
    return html`<h1>${t('title')}</h1>
      ${this.leaving ? nothing : this.complaint()}
      ${this.group ? this.#class() : nothing}`;
  }

  #class() {
    return html`<p class="lead">${t('lead')}</p>
      <section class="sheet">
        <h2>${t('invite')}</h2>
        <p>${t('invite.about')}</p>
        <p class="buttons">
          <button type="button" class="primary" data-test="invite" @click=${() => this.#hand('/api/class/invitations')}>${t('invite.go')}</button>
          ${this.group.invitations > 0
            ? html`<button type="button" @click=${() => this.#withdraw()}>${t('withdraw', { n: this.group.invitations })}</button>`
            : nothing}
        </p>
        ${this.#shown()}
      </section>
      <section class="sheet">
        <h2>${t('people')}</h2>
        <cien-scroll label=${t('people')}>
          <table data-test="people">
            <thead>
              <tr>
                <th scope="col">${t('name')}</th>
                <th scope="col">${t('days')}</th>
                <th scope="col">${t('streak')}</th>
                <th scope="col">${t('seen')}</th>
                <th scope="col">${t('account')}</th>
              </tr>
            </thead>
            <tbody>
              ${this.group.people.map((person) => this.#row(person))}
            </tbody>
          </table>
        </cien-scroll>
        ${this.#last()}
        <p><small>${t('reset.about')}</small></p>
      </section>`;
  }
}

customElements.define('docente-page', DocentePage);
