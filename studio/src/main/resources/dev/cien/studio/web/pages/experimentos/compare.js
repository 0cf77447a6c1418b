// Runs side by side, as numbers and as text.

// Every measure that some run has, such as `validation/loss`.
export function measures(runs) {
  const names = new Set();
  for (const { epochs } of runs) {
    for (const epoch of epochs) {
      for (const part of ['validation', 'training']) {
        Object.keys(epoch[part]).forEach((name) => names.add(`${part}/${name}`));
      }
    }
  }
  return [...names].sort();
}

// One measure of all runs over the epochs that any of them has.
export function series(runs, measure) {
  const [part, name] = measure.split('/');
  const epochs = [...new Set(runs.flatMap((run) => run.epochs.map((one) => one.epoch)))].sort((a, b) => a - b);
  return {
    epochs,
    series: runs.map((run) => {
      const byEpoch = new Map(run.epochs.map((one) => [one.epoch, one[part][name]]));
      return { label: run.id.slice(run.id.indexOf('/') + 1), values: epochs.map((epoch) => number(byEpoch.get(epoch))) };
    }),
  };
}

// A figure that is not there is a gap; `NaN` and the like come as words.
const number = (value) => (value === undefined || value === null ? null : Number(value));

// What each run was set to, name by name.
export function difference(runs, onlyDifferent) {
  const names = [...new Set(runs.flatMap((run) => Object.keys(run.config)))];
  return names
    .map((name) => {
      const values = runs.map((run) => run.config[name]);
      return { name, values, different: new Set(values).size > 1 };
    })
    .filter((row) => row.different || !onlyDifferent);
}

// A line a figure; what a spreadsheet would take for a formula is told apart by an apostrophe.
export function csv(runs) {
  const cell = (value) => {
    const text = String(value);
    const safe = typeof value === 'string' && /^[=+\-@\t]/.test(text) ? `'${text}` : text;
    return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const rows = [['run', 'epoch', 'part', 'measure', 'value']];
  for (const run of runs) {
    for (const epoch of run.epochs) {
      for (const part of ['training', 'validation']) {
        for (const [name, value] of Object.entries(epoch[part])) {
          rows.push([run.id, epoch.epoch, part, name, value]);
        }
      }
    }
    for (const [name, value] of Object.entries(run.figures)) {
      rows.push([run.id, '', 'evaluation', name, value]);
    }
  }
  return `${rows.map((row) => row.map(cell).join(',')).join('\n')}\n`;
}

// Gives a text as a file.
export function save(name, type, text) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

export const json = (runs) => `${JSON.stringify(runs, null, 2)}\n`;
