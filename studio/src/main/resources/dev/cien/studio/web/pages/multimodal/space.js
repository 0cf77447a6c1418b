// The common space: its map, a question in words, a question with a picture, and every phrase against every
// picture.
import { html } from 'lit';
import { numbers, t } from '/shared/lab.js';
import { selectField } from '/shared/fields.js';
import '/shared/grid.js';
import './map.js';
import './picture.js';

const MARKED = 4;

// state: {still, look, phrases, text, picture, axis}; set(changes) changes them.
export function space(state, set) {
  return [map(state, set), byWords(state, set), byPicture(state, set), matrix(state, set)];
}

const pairOf = (picture, still) => Math.floor(picture / still.each);

const name = (picture, { still, phrases }) => t('picture.of', { phrase: phrases[pairOf(picture, still)], n: (picture % still.each) + 1 });

function map({ still, look, phrases, text, axis }, set) {
  const held = still.heldBack.map((pair) => phrases[pair]).join(', ');
  return html`<section class="sheet" aria-labelledby="map-title">
    <h2 id="map-title">${t('map')}</h2>
    <p>${t('map.text')}</p>
    <div class="curve-grid">
      <space-map
        .words=${look.words}
        .places=${look.pictures}
        .phrases=${phrases}
        .pictures=${still.pictures}
        .cosines=${look.cosines}
        .asked=${look.asked}
        .text=${text}
        .found=${look.found.slice(0, MARKED)}
        .each=${still.each}
        .axis=${axis}
        description=${t('map.said', { text, near: phrases[pairOf(look.found[0], still)], marked: MARKED })}
      ></space-map>
      <div>
        ${selectField({ label: t('axes'), name: 'axes', value: axis, options: [0, 2].map((value) => ({ value, label: t('axes.of', { a: value + 1, b: value + 2 }) })), change: (to) => set({ axis: Number(to) }) })}
        <p>${t('axes.text')}</p>
        <p>${t('held', { held })}</p>
      </div>
    </div>
  </section>`;
}

function byWords(state, set) {
  const { still, look, phrases, text } = state;
  return html`<section class="sheet" aria-labelledby="words-title">
    <h2 id="words-title">${t('words')}</h2>
    <p>${t('words.text')}</p>
    <div class="paso-controls">
      <label class="field">
        <span class="field-label">${t('ask')}</span>
        <input type="text" data-test="text" list="known-phrases" autocomplete="off" spellcheck="false" maxlength="60" .value=${text} @change=${(e) => set({ text: e.target.value })} />
      </label>
      <datalist id="known-phrases">${still.phrases.map((phrase) => html`<option value=${phrase}></option>`)}</datalist>
    </div>
    <ol class="found" data-test="found">
      ${look.found.map(
        (picture, i) => html`<li>
          <button type="button" aria-label=${t('found.use', { picture: name(picture, state), cosine: numbers.fixed(look.foundCosines[i], 2) })} @click=${() => set({ picture })}>
            <pixel-picture .pixels=${still.pictures[picture]} label=""></pixel-picture>
            ${numbers.fixed(look.foundCosines[i], 2)}
          </button>
        </li>`,
      )}
    </ol>
    <p data-test="nearest">${t('nearest', { text, phrase: phrases[pairOf(look.found[0], still)], cosine: numbers.fixed(look.foundCosines[0], 2) })}</p>
  </section>`;
}

function byPicture(state, set) {
  const { still, look, phrases, picture } = state;
  return html`<section class="sheet" aria-labelledby="picture-title">
    <h2 id="picture-title">${t('picture')}</h2>
    <p>${t('picture.text', { scale: numbers.fixed(look.scale, 1), all: phrases.length })}</p>
    <div class="looked">
      <div>
        ${selectField({ label: t('picture.choose'), name: 'picture', value: picture, options: still.pictures.map((_, i) => ({ value: i, label: name(i, state) })), change: (to) => set({ picture: Number(to) }) })}
        <pixel-picture .pixels=${still.pictures[picture]} label=${name(picture, state)}></pixel-picture>
      </div>
      <cien-scroll label=${t('named')}>
        <table class="chances" data-test="named">
          <caption>${t('named')}</caption>
          <thead><tr><th scope="col">${t('phrase')}</th><th scope="col">${t('cosine')}</th><th scope="col"></th><th scope="col">${t('chance')}</th></tr></thead>
          <tbody>
            ${look.named.map(
              (pair, i) => html`<tr>
                <th scope="row">${pair === pairOf(picture, still) ? '✓ ' : ''}${phrases[pair]}</th><td>${numbers.fixed(look.namedCosines[i], 2)}</td>
                <td><meter min="0" max="1" value=${look.namedShares[i]} aria-label=${t('chance.of', { phrase: phrases[pair] })}></meter></td><td>${numbers.percent(look.namedShares[i])}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </cien-scroll>
    </div>
  </section>`;
}

function matrix(state, set) {
  const { still, look, phrases, picture } = state;
  return html`<section class="sheet" aria-labelledby="matrix-title">
    <h2 id="matrix-title">${t('matrix')}</h2>
    <p>${t('matrix.text')}</p>
    <cien-grid
      .values=${look.cosines}
      .most=${1}
      .rows=${phrases}
      .columns=${phrases}
      .row=${-1}
      .column=${pairOf(picture, still)}
      label=${t('matrix.label')}
      @picked=${({ detail }) => set({ text: phrases[detail.row], picture: detail.column * still.each })}
    ></cien-grid>
  </section>`;
}
