// The text of a day that is being written. What is not saved yet stays in this tab: over a reload, a visit
// to another page, and a refusal of the studio.
import { html, nothing } from 'lit';
import { api } from './api.js';
import { me } from './me.js';
import { t } from './texts.js';

const DRAFTS = 'cien.draft.';

// What is longer than a tab can keep.
const tooLong = new Set();

// With the tab goes every draft in it, whether or not its day was opened since the last reload.
addEventListener('beforeunload', (event) => {
  if (tooLong.size > 0 || Object.keys(sessionStorage).some((name) => name.startsWith(DRAFTS))) {
    event.preventDefault();
  }
});

// On a machine that a class shares, nobody finds what somebody else has typed.
const key = async (day) => `${DRAFTS}${(await me()).name ?? ''}.${day}`;

const same = (typed, saved) => typed.body === saved.body && (typed.topic ?? saved.topic) === saved.topic;

export const draft = {
  // What was typed, as {body, topic, base}, where base is the saved text that it began from.
  async find(day, saved) {
    const kept = JSON.parse(sessionStorage.getItem(await key(day)) ?? 'null');
    if (kept && same(kept, saved)) {
      await this.drop(day);
      return undefined;
    }
    return kept ?? undefined;
  },

  // What is as it was saved is no draft.
  async keep(day, typed, saved) {
    await this.drop(day);
    if (same(typed, saved)) {
      return;
    }
    try {
      sessionStorage.setItem(await key(day), JSON.stringify(typed));
    } catch {
      tooLong.add(day);
    }
  },

  async drop(day) {
    const name = await key(day);
    tooLong.delete(day);
    sessionStorage.removeItem(name);
  },

  // Says that this is not saved yet, and shows the saved text if that has changed meanwhile.
  message(kept, saved) {
    if (!kept) {
      return nothing;
    }
    const changed = kept.base !== saved;
    return html`<div class="message warn" role="status" data-test="draft">
      <p>${t(changed ? 'draft.changed' : 'draft')}</p>
      ${changed ? html`<pre tabindex="0">${saved}</pre>` : nothing}
    </div>`;
  },
};

// Saves what changed of a day. If only other lines of the journal have changed meanwhile, it is no conflict.
export async function saveDay(number, was, change) {
  const put = (version) => api.put(`/api/journal/days/${number}`, { ...change, version });
  try {
    return await put(was.version);
  } catch (error) {
    if (error.status !== 409) {
      throw error;
    }
    const now = await api.get(`/api/journal/days/${number}`);
    if (Object.keys(change).some((field) => now[field] !== was[field])) {
      throw error;
    }
    return put(now.version);
  }
}
