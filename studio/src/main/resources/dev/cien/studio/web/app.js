// The shell: header, navigation, language, theme, and the page that the address names.
import { html, LitElement, nothing } from 'lit';
import { api } from '/shared/api.js';
// Drafts ask to be saved on whatever page the tab is closed.
import '/shared/draft.js';
import { liveRegion } from '/shared/live.js';
import { me } from '/shared/me.js';
import '/shared/scroll.js';
import { t, texts } from '/shared/texts.js';

const loaded = new Map();

class CienApp extends LitElement {
  static properties = {
    page: { state: true },
    failed: { state: true },
    menu: { state: true },
    dropped: { state: true },
    ready: { state: true },
  };

  #turn = 0;

  createRenderRoot() {
    return this;
  }

  async connectedCallback() {
    super.connectedCallback();
    const [pages, who] = await Promise.all([fetch('/pages.json').then((r) => r.json()), me(), texts.start()]);
    this.pages = pages;
    this.who = who;
    addEventListener('popstate', () => this.#show(false));
    document.addEventListener('click', (event) => this.#followed(event));
    document.addEventListener('click', (event) => {
      if (this.dropped && !event.target.closest('.nav-group.drop')) {
        this.dropped = undefined;
      }
    });
    addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this.dropped) {
        this.querySelector(`[aria-controls="nav-${this.dropped}"]`).focus();
        this.dropped = undefined;
      } else if (event.key === 'Escape' && this.menu) {
        this.menu = false;
        this.querySelector('.menu-button').focus();
      }
    });
    this.ready = true;
    await this.#show(false);
    liveRegion(this.querySelector('#live'));
  }

  // A link to a page of the studio changes the page without loading everything again.
  #followed(event) {
    const link = event.target.closest?.('a[href]');
    const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!link || !plain || link.target || link.hasAttribute('download') || link.origin !== location.origin) {
      return;
    }
    const url = new URL(link.href);
    if (url.pathname === location.pathname && url.search === location.search && url.hash) {
      return;
    }
    if (!this.#find(url.pathname)) {
      return;
    }
    event.preventDefault();
    this.menu = false;
    this.dropped = undefined;
    history.pushState(null, '', url);
    this.#show(true);
  }

  #find(path) {
    return this.pages.find((one) =>
      new RegExp(`^${one.path.replace(/\{\w+\}/g, '[^/]{1,64}')}$`).test(path),
    );
  }

  async #show(moved) {
    const page = this.#find(location.pathname === '/' ? '/inicio' : location.pathname);
    const turn = ++this.#turn;
    let failed = !page;
    if (page) {
      try {
        await texts.load(page.name);
        if (!loaded.has(page.name)) {
          loaded.set(page.name, import(`/pages/${page.name}/${page.name}.js`));
          stylesheet(`/pages/${page.name}/${page.name}.css`, page.style === true);
        }
        await loaded.get(page.name);
      } catch (error) {
        console.error(error);
        failed = true;
      }
    }
    // Whoever went on meanwhile does not want this page any more.
    if (turn !== this.#turn) {
      return;
    }
    this.failed = failed;
    this.page = page;
    this.#title();
    await this.updateComplete;
    const place = this.querySelector('#page');
    if (page && !this.failed) {
      place.replaceChildren(document.createElement(`${page.name}-page`));
    } else {
      place.replaceChildren();
    }
    if (moved) {
      scrollTo(0, 0);
      this.querySelector('main').focus({ preventScroll: true });
    }
  }

  #title() {
    const name = this.page?.title[texts.language] ?? t('lost.title');
    document.title = `${name} · Cien`;
  }

  async #language() {
    const chosen = texts.language === 'es' ? 'en' : 'es';
    const url = new URL(location.href);
    if (url.searchParams.has('lang')) {
      url.searchParams.delete('lang');
      history.replaceState(history.state, '', url);
    }
    await texts.choose(chosen);
    await api.put('/api/settings', { name: 'lang', value: chosen }).catch(() => {});
    this.#title();
    this.requestUpdate();
    again(this);
    document.dispatchEvent(new CustomEvent('cien-language'));
  }

  #link(page) {
    const here = page === this.page;
    return html`<a href=${page.path} aria-current=${here ? 'page' : nothing}>${page.title[texts.language]}</a>`;
  }

  // The pages of the course and of the laboratory are behind a button each; on a phone all are listed.
  #group({ name, pages }) {
    if (name === 'main' || name === 'more') {
      return html`<div class="nav-group">${pages.map((page) => this.#link(page))}</div>`;
    }
    const open = this.dropped === name;
    return html`<div class="nav-group drop" @focusout=${(e) => this.#left(e)}>
      <span class="nav-title" aria-hidden="true">${t(`group.${name}`)}</span>
      <button
        type="button"
        class=${pages.includes(this.page) ? 'nav-drop here' : 'nav-drop'}
        aria-expanded=${String(open)}
        aria-controls="nav-${name}"
        @click=${() => (this.dropped = open ? undefined : name)}
      >
        ${t(`group.${name}`)} <span aria-hidden="true">▾</span>
      </button>
      <div id="nav-${name}" class=${open ? 'nav-list open' : 'nav-list'} role="group" aria-label=${t(`group.${name}`)}>
        ${pages.map((page) => this.#link(page))}
      </div>
    </div>`;
  }

  #left(event) {
    if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) {
      this.dropped = undefined;
    }
  }

  render() {
    if (!this.ready) {
      return nothing;
    }
    const groups = ['main', 'course', 'lab', 'more'].map((name) => ({
      name,
      pages: this.pages.filter((one) => one.group === name),
    }));
    return html`
      <a class="skip" href="#main" @click=${(e) => this.#skip(e)}>${t('skip')}</a>
      <header class="top">
        <a class="brand" href="/inicio"><img src="/shared/cien.svg" alt="" width="30" height="30" /><span>Cien</span></a>
        <button
          type="button"
          class="menu-button"
          aria-expanded=${String(Boolean(this.menu))}
          aria-controls="nav"
          @click=${() => (this.menu = !this.menu)}
        >
          ${t('menu')}
        </button>
        <nav id="nav" class=${this.menu ? 'open' : ''} aria-label=${t('navigation')}>
          ${groups.filter((group) => group.pages.length > 0).map((group) => this.#group(group))}
        </nav>
        ${this.#account()}
        <button type="button" class="language" lang=${texts.language === 'es' ? 'en' : 'es'} @click=${() => this.#language()}>
          ${texts.language === 'es' ? 'English' : 'Español'}
        </button>
      </header>
      <main id="main" tabindex="-1">
        <div id="page"></div>
        ${this.failed && this.pages ? this.#lost() : nothing}
      </main>
      <footer class="foot"><p>${this.#foot()}</p></footer>
      <div id="live" class="unseen" role="status" aria-live="polite"></div>
    `;
  }

  // Who is logged in, where there are accounts.
  #account() {
    if (!this.who.name) {
      return nothing;
    }
    return html`<div class="account" data-test="account">
      ${this.who.teacher ? html`<a href="/docente">${t('class')}</a>` : nothing}
      <a href="/ajustes" title=${this.who.name}>${this.who.name}</a>
      <button type="button" class="language" @click=${() => this.#logout()}>${t('logout')}</button>
    </div>`;
  }

  async #logout() {
    await api.delete('/api/login').catch(() => {});
    location.assign('/entrar');
  }

  #foot() {
    if (!this.who.accounts) {
      return t('foot');
    }
    return location.protocol === 'https:' ? t('foot.class') : `${t('foot.class')} ${t('foot.plain')}`;
  }

  #skip(event) {
    event.preventDefault();
    this.querySelector('main').focus();
  }

  #lost() {
    return html`<section class="sheet">
      <h1>${t('lost.title')}</h1>
      <p>${t('lost.text', { path: location.pathname })}</p>
      <p><a href="/inicio">${t('lost.home')}</a></p>
    </section>`;
  }
}

// Everything on the page says itself again, with its state as it is.
function again(root) {
  for (const element of root.querySelectorAll('*')) {
    if (element.localName.includes('-')) {
      element.requestUpdate?.();
    }
  }
}

function stylesheet(address, wanted) {
  if (!wanted) {
    return;
  }
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = address;
  document.head.append(link);
}

customElements.define('cien-app', CienApp);
