// The text of a day that is being written. What is not saved yet stays in this tab: over a reload, a visit
// to another page, and a refusal of the studio.
import { html, nothing } from 'lit';
import { api } from './api.js';
import { me } from './me.js';
import { t } from './texts.js';

const unsaved = new Set();

addEventListener('beforeunload', (event) => {
  if (unsaved.size > 0) {
    event.preventDefault();
  }
});

// On a machine that a class shares, nobody finds what somebody else has typed.
const key = async (day) => `cien.draft.${(await me()).name ?? ''}.${day}`;

export const draft = {
  // What was typed, as {body, topic, base}, where base is the saved text that it began from.
  async find(day, { body, topic }) {
    const kept = JSON.parse(sessionStorage.getItem(await key(day)) ?? 'null');
    return kept && (kept.body !== body || (kept.topic ?? topic) !== topic) ? kept : undefined;
  },

  async keep(day, typed) {
    unsaved.add(day);
    sessionStorage.setItem(await key(day), JSON.stringify(typed));
  },

  async drop(day) {
    unsaved.delete(day);
    sessionStorage.removeItem(await key(day));
  },

  // Says that this is not saved yet, and shows the saved text if that has changed meanwhile.
  message(kept, saved) {
    if (!kept) {
      return nothing;
    }
    const changed = kept.base !== saved;
    return html`<div class="message" role="status" data-test="draft">
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
