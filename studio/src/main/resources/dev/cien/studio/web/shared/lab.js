// What pages use, in one import.
export { announce } from './live.js';
export { api, listen } from './api.js';
export { chart } from './chart.js';
export { deepLink } from './deep-link.js';
export { numbers } from './numbers.js';
export { t, texts } from './texts.js';
