// The state of a page in its address, so that it can be kept, sent and opened again.
export const deepLink = {
  // The address's values by name. `lang` is the shell's.
  read() {
    const values = Object.fromEntries(new URL(location.href).searchParams);
    delete values.lang;
    return values;
  },

  // Replaces them; the browser's history gets no new entry.
  write(values) {
    const url = new URL(location.href);
    url.search = '';
    for (const [name, value] of Object.entries(values)) {
      if (value !== undefined && value !== null && value !== '') {
        url.searchParams.set(name, value);
      }
    }
    history.replaceState(history.state, '', url);
  },
};
