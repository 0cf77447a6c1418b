// The confusion matrix: each cell counts points, marks them on the plane and lists them.
import { html, nothing } from 'lit';
import { letter, sign } from '/shared/classes.js';
import { numbers, t } from '/shared/lab.js';
import { classesOf } from './link.js';

const MOST = 12;

const classOf = (label, classes) => (classes > 2 ? label : label >= 0 ? 1 : 0);

const name = (index, classes) => (classes > 2 ? html`${sign(index)} ${letter(index)}` : t(index === 1 ? 'blue' : 'orange'));

const words = (index, classes) => (classes > 2 ? letter(index) : t(index === 1 ? 'blue' : 'orange'));

// The points of a set, those of the chosen cell marked.
export function picked(set, points, frame, settings, cell) {
  if (cell?.set !== set) {
    return points;
  }
  const classes = classesOf(settings);
  const { answers } = frame[`${set}Scores`];
  return points.map((point, i) => ({ ...point, picked: classOf(point.label, classes) === cell.truth && answers[i] === cell.answer }));
}

export function confusion({ set, frame, settings, cell, pick }) {
  const classes = classesOf(settings);
  const { confusion: rows } = frame[`${set}Scores`];
  return html`<cien-scroll label=${t(`set.${set}`)}><table class="confusion" data-test="confusion-${set}">
    <caption>${t(`set.${set}`)}</caption>
    <thead><tr><th scope="col">${t('confusion.corner')}</th>${rows.map((_, answer) => html`<th scope="col">${name(answer, classes)}</th>`)}</tr></thead>
    <tbody>${rows.map(
      (row, truth) => html`<tr><th scope="row">${name(truth, classes)}</th>${row.map((count, answer) => {
        const chosen = cell?.set === set && cell.truth === truth && cell.answer === answer;
        return html`<td class=${truth === answer ? 'right' : 'wrong'}>
          <button type="button" class="cell" data-test="cell-${set}-${truth}-${answer}" aria-pressed=${String(chosen)} aria-label=${t('confusion.cell', { count, truth: words(truth, classes), answer: words(answer, classes) })} @click=${() => pick(chosen ? undefined : { set, truth, answer })}>${numbers.whole(count)}</button>
        </td>`;
      })}</tr>`,
    )}</tbody>
  </table></cien-scroll>`;
}

export function listed({ frame, settings, whole, cell }) {
  if (!cell) {
    return html`<p class="hint">${t('confusion.hint')}</p>`;
  }
  const classes = classesOf(settings);
  const points = picked(cell.set, whole[cell.set], frame, settings, cell).filter((point) => point.picked);
  return html`<p data-test="picked">${t('confusion.picked', { count: points.length, set: t(`set.${cell.set}`), truth: words(cell.truth, classes), answer: words(cell.answer, classes) })}</p>
    ${points.length === 0
      ? nothing
      : html`<cien-scroll label=${t(`set.${cell.set}`)}><table data-test="picked-points">
          <thead><tr><th scope="col">x₁</th><th scope="col">x₂</th></tr></thead>
          <tbody>${points.slice(0, MOST).map(({ x, y }) => html`<tr><td>${numbers.show(x, 3)}</td><td>${numbers.show(y, 3)}</td></tr>`)}</tbody>
        </table></cien-scroll>`}
    ${points.length > MOST ? html`<p>${t('confusion.most', { count: MOST })}</p>` : nothing}`;
}
