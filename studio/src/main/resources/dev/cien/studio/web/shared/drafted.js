// An element in which the text of a day is written. What is typed becomes a draft at once and stays one
// until it is saved or thrown away; who comes back to it goes on writing.
import { Attempts } from './attempts.js';
import { draft } from './draft.js';

export class Drafted extends Attempts {
  static properties = { editing: { state: true }, kept: { state: true } };

  // Looks for what was typed of a day whose saved text is `saved`.
  async resume(day, saved) {
    this.kept = await draft.find(day, saved);
    this.editing ||= this.kept !== undefined;
  }

  typed(day, saved, text) {
    return draft.keep(day, { ...text, base: this.kept?.base ?? saved.body }, saved);
  }

  async leave(day) {
    await draft.drop(day);
    this.kept = undefined;
    this.editing = false;
  }
}
