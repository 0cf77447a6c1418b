// The link of the playground: `key=value&…` behind the `#`, as TensorFlow Playground writes it.

export const RATES = [0.00001, 0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10];
export const PULLS = [0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10];
export const ACTIVATIONS = ['relu', 'tanh', 'sigmoid', 'linear'];
export const REGULARIZATIONS = ['none', 'L1', 'L2'];
export const PROBLEMS = ['classification', 'multiclass', 'regression'];
export const OPTIMIZERS = ['sgd', 'momentum', 'nesterov', 'adagrad', 'rmsprop', 'adam', 'adamw'];
export const SCHEDULES = ['constant', 'step', 'exponential', 'cosine', 'warmUp'];
export const COSTS = ['squared', 'crossEntropy'];
export const DROPOUTS = [0, 0.1, 0.2, 0.3, 0.4, 0.5];
export const CLASSES = [3, 4, 5];
export const DATASETS = {
  classification: ['circle', 'xor', 'gauss', 'spiral'],
  regression: ['reg-plane', 'reg-gauss'],
  multiclass: ['blobs', 'arms', 'rings'],
};
export const FEATURES = ['x', 'y', 'xSquared', 'ySquared', 'xTimesY', 'sinX', 'sinY'];
export const HIDABLE = [
  'showTestData',
  'discretize',
  'playButton',
  'stepButton',
  'resetButton',
  'learningRate',
  'activation',
  'regularization',
  'regularizationRate',
  'problem',
  'dataset',
  'percTrainData',
  'noise',
  'batchSize',
  'numHiddenLayers',
];

export const MOST_LAYERS = 6;
export const MOST_NODES = 8;

// The values by key, as text.
export function read(link) {
  const values = {};
  for (const part of link.split('&')) {
    const cut = part.indexOf('=');
    if (cut > 0) {
      values[part.slice(0, cut)] = part.slice(cut + 1);
    }
  }
  return values;
}

// The link with other values; undefined takes a key away.
export function write(link, changes) {
  const values = { ...read(link), ...changes };
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${value}`)
    .join('&');
}

export const flag = (value) => value !== undefined && value !== '' && value !== 'false';

export const shapeOf = (values) =>
  values.networkShape ? values.networkShape.split(',').map(Number) : [];

// The key that names the data set of a problem.
export const DATA_KEYS = { classification: 'dataset', regression: 'regDataset', multiclass: 'classDataset' };

// How many classes there are; 0 for quantities.
export const classesOf = (values) => ({ classification: 2, regression: 0 })[values.problem] ?? Number(values.classes ?? 3);

// What a hidden layer, counted from 1, makes of its sums.
export const layerActivation = (values, layer) => values.activations?.split(',')[layer - 1] ?? values.activation;

// What the last layer makes of its sums.
export const outputName = (values) =>
  ({ regression: 'linear', multiclass: 'softmax' })[values.problem] ?? (values.loss === 'crossEntropy' ? 'logistic' : 'tanh');

export const isHidden = (values, name) => values[`${name}_hide`] === 'true';

export const newSeed = () => Math.random().toFixed(5);

// The list with the value in use, should that be none of it.
export function including(list, value) {
  const number = Number(value);
  return list.includes(number) ? list : [...list, number].sort((a, b) => a - b);
}

// A number as a link holds it.
export const plain = (number) => String(number);
