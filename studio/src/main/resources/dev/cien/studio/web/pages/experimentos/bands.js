// Several runs of the same thing with different seeds: their mean, and a band around it.

export const KINDS = ['range', 'deviation'];

// Mean, least, greatest and standard deviation (of a sample, n − 1) of numbers; nothing of no numbers.
export function statistics(values) {
  const known = values.filter((value) => Number.isFinite(value));
  if (known.length === 0) {
    return undefined;
  }
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    count: known.length,
    mean,
    low: Math.min(...known),
    high: Math.max(...known),
    deviation: known.length > 1 ? Math.sqrt(squares / (known.length - 1)) : undefined,
  };
}

// The ends of a band of a kind; nothing of fewer than two numbers.
export function ends(stats, kind) {
  if (!stats || stats.count < 2) {
    return [null, null];
  }
  return kind === 'range' ? [stats.low, stats.high] : [stats.mean - stats.deviation, stats.mean + stats.deviation];
}

// A line with its band, from as many rows of numbers as there are runs.
export function banded(label, rows, kind) {
  const columns = (rows[0] ?? []).map((_, i) => statistics(rows.map((row) => row[i])));
  const bands = columns.map((stats) => ends(stats, kind));
  const values = columns.map((stats) => stats?.mean ?? null);
  return bands.some(([low]) => low !== null) ? { label, values, low: bands.map(([low]) => low), high: bands.map(([, high]) => high) } : { label, values };
}

// Runs that differ in nothing but their seed, together, in the order of the first of each.
export function alike(runs) {
  const groups = new Map();
  for (const run of runs) {
    const key = JSON.stringify(Object.entries(run.config).filter(([name]) => !isSeed(name)).sort());
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  return [...groups.values()];
}

const isSeed = (name) => name.split('.').at(-1) === 'seed';
