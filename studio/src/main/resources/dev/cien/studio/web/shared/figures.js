// What the figures of a model are called in the language of the page; one without a name goes by its key.
import { api } from './api.js';
import { texts } from './texts.js';

let names = {};

// To be awaited before figures are shown.
export async function loadFigures() {
  names = await api.get('/api/figures');
}

export const figureName = (key) => names[key]?.[texts.language] ?? key;
