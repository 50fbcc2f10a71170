import {
  broadcastShape,
  cast,
  defineKernel,
  elementwise,
  elementType,
  like,
  number,
  predicate,
  reshape,
  where,
  type Traced,
} from './define';

/** Kernels that ONNX has under one name, one input of any number type. */
const unary: Record<string, string> = { Abs: 'Abs', Neg: 'Neg', Relu: 'Relu', Sign: 'Sign', LogicalNot: 'Not' };

/** Kernels that ONNX has under one name for floats only. */
const unaryFloat: Record<string, string> = {
  Acos: 'Acos', Acosh: 'Acosh', Asin: 'Asin', Asinh: 'Asinh', Atan: 'Atan', Atanh: 'Atanh',
  Ceil: 'Ceil', Cos: 'Cos', Cosh: 'Cosh', Elu: 'Elu', Erf: 'Erf', Floor: 'Floor', Log: 'Log',
  Reciprocal: 'Reciprocal', Round: 'Round', Selu: 'Selu', Sigmoid: 'Sigmoid', Sin: 'Sin', Sinh: 'Sinh',
  Softplus: 'Softplus', Sqrt: 'Sqrt', Tan: 'Tan', Tanh: 'Tanh',
}; // prettier-ignore

/** Kernels that ONNX has under one name, two inputs that broadcast. */
const binary: Record<string, string> = {
  Add: 'Add', Sub: 'Sub', Multiply: 'Mul', RealDiv: 'Div', Maximum: 'Max', Minimum: 'Min', Pow: 'Pow',
}; // prettier-ignore

/** Comparisons and logic: the result is bool. */
const predicates: Record<string, string> = {
  Equal: 'Equal', LogicalAnd: 'And', LogicalOr: 'Or',
}; // prettier-ignore

/** Comparisons that ONNX has for numbers only. */
const orders: Record<string, string> = {
  Greater: 'Greater', GreaterEqual: 'GreaterOrEqual', Less: 'Less', LessEqual: 'LessOrEqual',
}; // prettier-ignore

export function defineElementwise(): void {
  for (const [kernel, op] of Object.entries(unary)) {
    defineKernel(kernel, ({ list: [x] }) => elementwise(op, x!));
  }
  for (const [kernel, op] of Object.entries(unaryFloat)) {
    defineKernel(kernel, ({ list: [x] }) => inFloat(x!, (float) => elementwise(op, float)));
  }
  // The one of them whose result is float whatever it is given.
  defineKernel('Exp', ({ list: [x] }) => elementwise('Exp', cast(x!, 'float32')));
  for (const [kernel, op] of Object.entries(binary)) {
    defineKernel(kernel, ({ list: [a, b] }) => elementwise(op, a!, b!));
  }
  for (const [kernel, op] of Object.entries(predicates)) {
    defineKernel(kernel, ({ list: [a, b] }) => predicate(op, a!, b!));
  }
  for (const [kernel, op] of Object.entries(orders)) {
    const ordered = (x: Traced) => (x.dtype === 'bool' ? cast(x, 'int32') : x);
    defineKernel(kernel, ({ list: [a, b] }) => predicate(op, ordered(a!), ordered(b!)));
  }
  defineKernel('Identity', ({ list: [x] }) => elementwise('Identity', x!));
  defineKernel('AddN', ({ list }) =>
    // ONNX's Sum is for floats.
    list[0]!.dtype === 'float32' ? elementwise('Sum', ...list) : list.reduce((a, b) => elementwise('Add', a, b)),
  );
  defineKernel('NotEqual', ({ list: [a, b] }) => elementwise('Not', predicate('Equal', a!, b!)));
  defineKernel('Cast', ({ list: [x], attrs }) => cast(x!, elementType(attrs.dtype)));
  defineKernel('Square', ({ list: [x] }) => elementwise('Mul', x!, x!));
  defineKernel('SquaredDifference', ({ list: [a, b] }) => {
    const difference = elementwise('Sub', a!, b!);
    return elementwise('Mul', difference, difference);
  });
  defineKernel('Rsqrt', ({ list: [x] }) =>
    inFloat(x!, (float) => elementwise('Reciprocal', elementwise('Sqrt', float))),
  );
  defineKernel('Relu6', ({ list: [x] }) => clip(x!, 0, 6));
  defineKernel('ClipByValue', ({ list: [x], attrs }) =>
    clip(x!, attrs.clipValueMin as number, attrs.clipValueMax as number),
  );
  defineKernel('LeakyRelu', ({ list: [x], attrs }) =>
    like('LeakyRelu', [cast(x!, 'float32')], x!.shape, { alpha: { float: attrs.alpha as number } }),
  );
  defineKernel('Prelu', ({ inputs: { x, alpha } }) => prelu(x!, alpha!));
  defineKernel('Atan2', ({ inputs: { a, b } }) => atan2(a!, b!));
  defineKernel('Step', ({ list: [x], attrs }) => step(x!, (attrs.alpha as number | undefined) ?? 0));
  defineKernel('Expm1', ({ list: [x] }) => inFloat(x!, expm1));
  defineKernel('Log1p', ({ list: [x] }) => inFloat(x!, log1p));
  defineKernel('FloorDiv', ({ list: [a, b] }) => floorDiv(a!, b!));
  defineKernel('Mod', ({ list: [a, b] }) => mod(a!, b!));
  defineKernel('EluGrad', ({ inputs: { dy, y } }) =>
    where(predicate('GreaterOrEqual', y!, number(0)), dy!, elementwise('Mul', dy!, elementwise('Add', y!, number(1)))),
  );
  defineKernel('IsNan', ({ list: [x] }) => predicate('IsNaN', cast(x!, 'float32')));
  defineKernel('IsInf', ({ list: [x] }) => predicate('IsInf', cast(x!, 'float32')));
  // NaN compares false with everything, infinities are not below infinity.
  defineKernel('IsFinite', ({ list: [x] }) =>
    predicate('Less', elementwise('Abs', cast(x!, 'float32')), number(Infinity)),
  );
  defineKernel('Select', ({ inputs: { condition, t, e } }) => {
    // A condition of rank 1 chooses whole rows.
    const aligned =
      condition!.shape.length === 1 && t!.shape.length > 1
        ? reshape(condition!, [condition!.shape[0]!, ...t!.shape.slice(1).map(() => 1)])
        : condition!;
    return where(aligned, t!, e!);
  });
}

function clip(x: Traced, low: number, high: number): Traced {
  return like('Clip', [x, number(low, x.dtype), number(high, x.dtype)], x.shape);
}

/** Computes in float32 what ONNX has for floats only; whole numbers are cut off again, as TensorFlow.js does. */
function inFloat(x: Traced, compute: (float: Traced) => Traced): Traced {
  return cast(compute(cast(x, 'float32')), x.dtype);
}

/** 1 where x > 0, else alpha, for NaN too: to let it through would cost every gradient of a relu two more ops. */
function step(x: Traced, alpha: number): Traced {
  const positive = predicate('Greater', x, number(0, x.dtype));
  return alpha === 0 ? cast(positive, x.dtype) : where(positive, number(1, x.dtype), number(alpha, x.dtype));
}

/** exp(x) - 1 without cancellation near 0: 2 t / (1 - t) with t = tanh(x / 2). */
function expm1(x: Traced): Traced {
  const t = elementwise('Tanh', elementwise('Mul', x, number(0.5)));
  const near = elementwise('Div', elementwise('Add', t, t), elementwise('Sub', number(1), t));
  const far = elementwise('Sub', elementwise('Exp', x), number(1));
  return where(isSmall(x), near, far);
}

/** log(1 + x) without cancellation near 0: x log(u) / (u - 1) with u the rounded 1 + x (Kahan). */
function log1p(x: Traced): Traced {
  const u = elementwise('Add', x, number(1));
  const logU = elementwise('Log', u);
  const near = elementwise('Div', elementwise('Mul', x, logU), elementwise('Sub', u, number(1)));
  return where(isSmall(x), where(predicate('Equal', u, number(1)), x, near), logU);
}

function isSmall(x: Traced): Traced {
  return predicate('Less', elementwise('Abs', x), number(0.5));
}

/** The quotient rounded down; whole-number division of ONNX rounds towards 0. */
function floorDiv(a: Traced, b: Traced): Traced {
  const quotient = elementwise('Div', a, b);
  if (a.dtype === 'float32') return cast(elementwise('Floor', quotient), 'int32');
  const rest = elementwise('Sub', a, elementwise('Mul', quotient, b));
  const zero = number(0, a.dtype);
  const inexact = elementwise('Not', predicate('Equal', rest, zero));
  const differ = predicate('Xor', predicate('Less', rest, zero), predicate('Less', b, zero));
  return elementwise('Sub', quotient, cast(predicate('And', inexact, differ), a.dtype));
}

/** The remainder with the sign of the divisor. */
function mod(a: Traced, b: Traced): Traced {
  const remainder = (x: Traced) => like('Mod', [x, b], broadcastShape(x, b), { fmod: 1 });
  const rest = remainder(a);
  const zero = number(0, a.dtype);
  const sameSign = elementwise('Not', predicate('Xor', predicate('Less', a, zero), predicate('Less', b, zero)));
  return where(sameSign, rest, remainder(elementwise('Add', rest, b)));
}

/** x where it is not negative, else alpha x; broadcast both ways, which ONNX's PRelu does not. */
export function prelu(x: Traced, alpha: Traced): Traced {
  const [float, slope] = [cast(x, 'float32'), cast(alpha, 'float32')];
  return where(predicate('Less', float, number(0)), elementwise('Mul', slope, float), float);
}

/** The angle of the point (b, a), from the arc tangent of a number that is at most 1. */
function atan2(a: Traced, b: Traced): Traced {
  const [rise, run] = [elementwise('Abs', a), elementwise('Abs', b)];
  const [least, most] = [elementwise('Min', rise, run), elementwise('Max', rise, run)];
  const origin = predicate('Equal', most, number(0));
  // Infinity to infinity is 1 as well.
  const equal = where(origin, number(0), number(1));
  const ratio = where(predicate('Equal', least, most), equal, elementwise('Div', least, most));
  const octant = elementwise('Atan', ratio);
  const steep = predicate('Greater', rise, run);
  const quadrant = where(steep, elementwise('Sub', number(Math.PI / 2), octant), octant);
  const half = where(predicate('Less', b, number(0)), elementwise('Sub', number(Math.PI), quadrant), quadrant);
  return where(predicate('Less', a, number(0)), elementwise('Neg', half), half);
}
