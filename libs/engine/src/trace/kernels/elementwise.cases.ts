import type * as tfTypes from '@tensorflow/tfjs-core';
import type { KernelCase } from '../../testing/kernel-cases';
import { between, coins, given, integers, normal, type Recipe } from '../../testing/recipes';
import { tf } from '../../tensorflow';

type Unary = (x: tfTypes.Tensor) => tfTypes.Tensor;
type Binary = (a: tfTypes.Tensor, b: tfTypes.Tensor) => tfTypes.Tensor;

const shapes = [[], [5], [2, 1, 3], [0], [2, 0, 3], [1]];
/** Pairs that broadcast: either way, both at once, scalars, with nothing in them. */
const pairs: [number[], number[]][] = [
  [[2, 3], [2, 3]],
  [[2, 3], [3]],
  [[3], [2, 3]],
  [[2, 1, 3], [4, 1]],
  [[], [2, 2]],
  [[2, 2], []],
  [[], []],
  [[1], [3]],
  [[0, 3], [3]],
]; // prettier-ignore

const edges = [0, -0, Infinity, -Infinity, NaN, 1, -1, 0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 1e30, -1e30, 0.49999997];

const unary: [kernel: string, op: Unary, low: number, high: number, tolerance?: number][] = [
  ['Abs', tf.abs, -3, 3],
  ['Acos', tf.acos, -0.95, 0.95],
  ['Acosh', tf.acosh, 1.1, 4],
  ['Asin', tf.asin, -0.95, 0.95],
  ['Asinh', tf.asinh, -3, 3],
  ['Atan', tf.atan, -3, 3],
  ['Atanh', tf.atanh, -0.9, 0.9],
  ['Ceil', tf.ceil, -3, 3],
  ['Cos', tf.cos, -4, 4],
  ['Cosh', tf.cosh, -3, 3],
  ['Elu', tf.elu, -3, 3],
  ['Erf', tf.erf, -2, 2],
  ['Exp', tf.exp, -4, 4],
  ['Expm1', tf.expm1, -4, 4],
  ['Floor', tf.floor, -3, 3],
  ['Log', tf.log, 0.1, 5],
  ['Log1p', tf.log1p, -0.9, 5],
  ['Neg', tf.neg, -3, 3],
  ['Reciprocal', tf.reciprocal, 0.3, 3],
  ['Relu', tf.relu, -3, 3],
  ['Relu6', tf.relu6, -3, 9],
  ['Round', tf.round, -3, 3],
  ['Rsqrt', tf.rsqrt, 0.3, 5],
  ['Selu', tf.selu, -3, 3],
  ['Sigmoid', tf.sigmoid, -6, 6],
  ['Sign', tf.sign, -3, 3],
  ['Sin', tf.sin, -4, 4],
  ['Sinh', tf.sinh, -3, 3],
  ['Softplus', tf.softplus, -6, 6],
  ['Sqrt', tf.sqrt, 0.2, 5],
  ['Square', tf.square, -3, 3],
  ['Step', (x) => tf.step(x), -3, 3],
  ['Tan', tf.tan, -1.3, 1.3],
  ['Tanh', tf.tanh, -3, 3],
  ['LeakyRelu', (x) => tf.leakyRelu(x, 0.3), -3, 3],
  ['ClipByValue', (x) => tf.clipByValue(x, -1, 2), -3, 3],
];

/** TensorFlow.js itself takes floats only. */
const floatOnly = new Set('Ceil Cos Cosh Elu Floor Log Rsqrt Sigmoid Sin Sqrt Tan Tanh'.split(' '));

const ofShapes = (recipe: (...shape: number[]) => Recipe) => shapes.map((shape) => recipe(...shape));

/** Where the sign and the step of NaN are 0 on one backend, they are NaN on another. */
const edgesOf = (kernel: string) => edges.filter((edge) => !isNaN(edge) || (kernel !== 'Sign' && kernel !== 'Step'));

const unaryCases = unary.flatMap(([kernel, op, low, high, tolerance]): KernelCase[] => [
  {
    kernel,
    title: 'of any shape',
    inputs: ofShapes((...shape) => between(low, high, ...shape)),
    program: (...xs) => xs.map((x) => op(x)),
    ...(tolerance === undefined ? {} : { tolerance }),
  },
  {
    kernel,
    title: 'of zeros, infinities, NaN and halves',
    inputs: edgesOf(kernel).map((edge) => given([edge], [])),
    program: (...xs) => xs.map((x) => op(x)),
    gradient: false,
  },
]);

const wholeCases = unary
  .filter(([kernel]) => !floatOnly.has(kernel))
  .map(([kernel, op, low, high]): KernelCase => ({
    kernel,
    title: 'of whole numbers',
    inputs: [integers(Math.ceil(low), Math.floor(high) + 1, 7)],
    program: (x) => op(x),
    gradient: false,
  }));

const float = (shape: number[]) => normal(...shape);
const positive = (shape: number[]) => between(0.5, 3, ...shape);
const whole = (shape: number[]) => integers(-6, 7, ...shape);
const nonzero = (shape: number[]) => integers(1, 5, ...shape);
const bool = (shape: number[]) => coins(...shape);

const binary: [string, Binary, title: string, a: (s: number[]) => Recipe, b: (s: number[]) => Recipe][] = [
  ['Add', tf.add, 'of floats', float, float],
  ['Add', tf.add, 'of whole numbers', whole, whole],
  ['Add', tf.add, 'of a float and a whole number', float, whole],
  ['Sub', tf.sub, 'of floats', float, float],
  ['Sub', tf.sub, 'of whole numbers', whole, whole],
  ['Multiply', tf.mul, 'of floats', float, float],
  ['Multiply', tf.mul, 'of whole numbers', whole, whole],
  ['Multiply', tf.mul, 'of a float and a bool', float, bool],
  ['RealDiv', tf.div, 'of floats', float, positive],
  ['Maximum', tf.maximum, 'of floats', float, float],
  ['Maximum', tf.maximum, 'of whole numbers', whole, whole],
  ['Maximum', tf.maximum, 'of bools', bool, bool],
  ['Minimum', tf.minimum, 'of floats', float, float],
  ['Minimum', tf.minimum, 'of whole numbers', whole, whole],
  ['Pow', tf.pow, 'of floats', positive, float],
  ['Pow', tf.pow, 'of whole numbers', whole, nonzero],
  ['Pow', tf.pow, 'of a float to a whole power', float, whole],
  ['FloorDiv', tf.floorDiv, 'of whole numbers', whole, nonzero],
  ['FloorDiv', tf.floorDiv, 'by negative whole numbers', whole, (shape) => integers(-5, 0, ...shape)],
  ['FloorDiv', tf.floorDiv, 'of floats', float, positive],
  ['Mod', tf.mod, 'of floats', float, positive],
  ['Mod', tf.mod, 'by negative floats', float, (shape) => between(-3, -0.5, ...shape)],
  ['Mod', tf.mod, 'of whole numbers', whole, nonzero],
  ['Mod', tf.mod, 'by negative whole numbers', whole, (shape) => integers(-5, 0, ...shape)],
  ['SquaredDifference', tf.squaredDifference, 'of floats', float, float],
  ['SquaredDifference', tf.squaredDifference, 'of whole numbers', whole, whole],
  ['Atan2', tf.atan2, 'of floats', float, float],
  ['Equal', tf.equal, 'of whole numbers', whole, whole],
  ['Equal', tf.equal, 'of bools', bool, bool],
  ['NotEqual', tf.notEqual, 'of whole numbers', whole, whole],
  ['NotEqual', tf.notEqual, 'of bools', bool, bool],
  ['Greater', tf.greater, 'of floats', float, float],
  ['Greater', tf.greater, 'of whole numbers', whole, whole],
  ['Greater', tf.greater, 'of bools', bool, bool],
  ['GreaterEqual', tf.greaterEqual, 'of whole numbers', whole, whole],
  ['GreaterEqual', tf.greaterEqual, 'of bools', bool, bool],
  ['Less', tf.less, 'of whole numbers', whole, whole],
  ['Less', tf.less, 'of bools', bool, bool],
  ['LessEqual', tf.lessEqual, 'of whole numbers', whole, whole],
  ['LessEqual', tf.lessEqual, 'of bools', bool, bool],
  ['LogicalAnd', tf.logicalAnd, 'of bools', bool, bool],
  ['LogicalOr', tf.logicalOr, 'of bools', bool, bool],
];

/** TensorFlow.js forgets to sum these gradients over the axes that were broadcast. */
const unsummed = new Set(['Maximum', 'Minimum', 'SquaredDifference']);

const sameShapeCases = binary
  .filter(([kernel, , title]) => unsummed.has(kernel) && title === 'of floats')
  .map(([kernel, op]): KernelCase => ({
    kernel,
    title: 'of equal shapes, differentiated',
    inputs: [normal(2, 3), normal(2, 3), normal(), normal(), normal(0, 2), normal(0, 2)],
    program: (a, b, c, d, e, f) => [op(a, b), op(c, d), op(e, f)],
  }));

const binaryCases = binary.map(([kernel, op, title, a, b]): KernelCase => ({
  kernel,
  title: `${title}, broadcast`,
  inputs: pairs.flatMap(([left, right]) => [a(left), b(right)]),
  program: (...xs) => pairs.map((_, i) => op(xs[2 * i]!, xs[2 * i + 1]!)),
  ...(unsummed.has(kernel) ? { gradient: false } : {}),
}));

const edgePairs = edges.flatMap((a) => edges.map((b) => [a, b] as const));

/** Where the arithmetic of JavaScript is not that of C: 1 to the power of NaN, signs of zero in angles. */
function differs(kernel: string, a: number, b: number): boolean {
  if (kernel === 'Pow') return Math.abs(a) === 1 && !Number.isFinite(b);
  return kernel === 'Atan2' && (a === 0 || b === 0);
}

const edgeCases = (
  [
    ['Add', tf.add],
    ['Sub', tf.sub],
    ['Multiply', tf.mul],
    ['RealDiv', tf.div],
    ['Maximum', tf.maximum],
    ['Minimum', tf.minimum],
    ['Pow', tf.pow],
    ['Atan2', tf.atan2],
    ['Mod', tf.mod],
    ['Equal', tf.equal],
    ['NotEqual', tf.notEqual],
    ['Greater', tf.greater],
    ['GreaterEqual', tf.greaterEqual],
    ['Less', tf.less],
    ['LessEqual', tf.lessEqual],
  ] as [string, Binary][]
).map(([kernel, op]): KernelCase => ({
  kernel,
  title: 'of every pair of zeros, infinities, NaN and halves',
  inputs: [0, 1].map((side) => given(edgePairs.filter(([a, b]) => !differs(kernel, a, b)).map((pair) => pair[side]!))),
  program: (a, b) => op(a, b),
  gradient: false,
}));

// TensorFlow.js has a wrong gradient for a single row that broadcasts to no rows, so that is tested forward only.
const nothingCases = binary.map(([kernel, op, title, a, b]): KernelCase => ({
  kernel,
  title: `${title}, broadcast to nothing`,
  inputs: [a([1, 3]), b([0, 3])],
  program: (x, y) => op(x, y),
  gradient: false,
}));

export const elementwiseCases: readonly KernelCase[] = [
  ...unaryCases,
  ...wholeCases,
  ...binaryCases,
  ...sameShapeCases,
  ...nothingCases,
  ...edgeCases,
  {
    kernel: 'Identity',
    title: 'of any dtype',
    inputs: [normal(2, 3), integers(-3, 3, 4), coins(3), normal(0, 2)],
    program: (...xs) => xs.map((x) => tf.clone(x)),
  },
  {
    kernel: 'AddN',
    title: 'of one, two and three',
    inputs: [normal(2, 3), normal(2, 3), normal(2, 3)],
    program: (a, b, c) => [tf.addN([a, b, c]), tf.addN([a, b]), tf.addN([c])],
  },
  {
    kernel: 'AddN',
    title: 'of whole numbers and of nothing',
    inputs: [integers(-5, 5, 3), integers(-5, 5, 3), normal(0, 2), normal(0, 2)],
    program: (a, b, c, d) => [tf.addN([a, b]), tf.addN([c, d])],
  },
  {
    kernel: 'Cast',
    title: 'of floats to whole numbers and bools',
    inputs: [given([0, -0, 0.9, -0.9, 1.5, -1.5, 100.7, -100.7, 2147483520]), normal(0, 2), given([0.3], [])],
    program: (...xs) => xs.flatMap((x) => [tf.cast(x, 'int32'), tf.cast(x, 'bool')]),
  },
  {
    kernel: 'Cast',
    title: 'of NaN and infinities to bool',
    inputs: [given([NaN, Infinity, -Infinity])],
    program: (x) => tf.cast(x, 'bool'),
  },
  {
    kernel: 'Cast',
    title: 'of whole numbers and bools',
    inputs: [integers(-2, 3, 9), coins(5)],
    program: (x, y) => [
      ...(['float32', 'bool', 'int32'] as const).map((dtype) => tf.cast(x, dtype)),
      ...(['float32', 'bool', 'int32'] as const).map((dtype) => tf.cast(y, dtype)),
    ],
  },
  {
    kernel: 'Cast',
    title: 'from float to float, differentiated',
    inputs: [normal(3)],
    program: (x) => tf.cast(x, 'float32'),
  },
  {
    kernel: 'LogicalNot',
    title: 'of any shape',
    inputs: ofShapes(coins),
    program: (...xs) => xs.map((x) => tf.logicalNot(x)),
  },
  {
    kernel: 'Step',
    title: 'with a slope',
    inputs: [given(edgesOf('Step'))],
    program: (x) => tf.step(x, 0.25),
  },
  {
    kernel: 'Prelu',
    title: 'with slopes of its own, of a row and of one number',
    inputs: [normal(2, 3, 4), normal(2, 3, 4), normal(4), normal(), normal(0, 3), normal(3), normal(3, 1)],
    program: (x, full, row, one, none, three, column) => [
      tf.prelu(x, full),
      tf.prelu(x, row),
      tf.prelu(x, one),
      tf.prelu(none, three),
      tf.prelu(x, column),
    ],
  },
  {
    kernel: 'Prelu',
    title: 'of NaN, infinities and zeros',
    inputs: [given(edges), given([0.5])],
    program: (x, alpha) => tf.prelu(x, alpha),
    gradient: false,
  },
  {
    kernel: 'EluGrad',
    title: 'around zero',
    inputs: [given([-2, -0.5, 0, 0.5, 2]), normal(5)],
    program: (x, dy) => tf.grad((v) => tf.elu(v))(x, dy),
    gradient: false,
  },
  ...(
    [
      ['IsNan', tf.isNaN],
      ['IsInf', tf.isInf],
      ['IsFinite', tf.isFinite],
    ] as [string, Unary][]
  ).map(([kernel, op]): KernelCase => ({
    kernel,
    title: 'of edge values, of whole numbers and of nothing',
    inputs: [given(edges), integers(-3, 3, 4), normal(0, 2), given([NaN], [])],
    program: (...xs) => xs.map((x) => op(x)),
    gradient: false,
  })),
  {
    kernel: 'Select',
    title: 'with a condition of the same shape',
    inputs: [coins(2, 3), normal(2, 3), normal(2, 3), coins(0), normal(0), normal(0), coins(), normal(), normal()],
    program: (c1, t1, e1, c2, t2, e2, c3, t3, e3) => [tf.where(c1, t1, e1), tf.where(c2, t2, e2), tf.where(c3, t3, e3)],
  },
  {
    kernel: 'Select',
    title: 'broadcast',
    inputs: [coins(3), normal(2, 3), normal(), coins(2, 1), normal(3)],
    program: (c, t, e, column, row) => [tf.where(c, t, e), tf.where(column, t, row)],
  },
  {
    kernel: 'Select',
    title: 'of whole numbers and bools',
    inputs: [coins(4), integers(-3, 3, 4), integers(-3, 3, 4), coins(4), coins(4)],
    program: (c, t, e, p, q) => [tf.where(c, t, e), tf.where(c, p, q)],
  },
  {
    kernel: 'ClipByValue',
    title: 'of whole numbers',
    inputs: [integers(-9, 9, 12)],
    program: (x) => tf.clipByValue(x, -2, 3),
  },
];
