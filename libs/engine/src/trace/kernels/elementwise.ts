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

/** Kernels that ONNX has under one name, one input. */
const unary: Record<string, string> = {
  Abs: 'Abs', Acos: 'Acos', Acosh: 'Acosh', Asin: 'Asin', Asinh: 'Asinh', Atan: 'Atan', Atanh: 'Atanh',
  Ceil: 'Ceil', Cos: 'Cos', Cosh: 'Cosh', Elu: 'Elu', Erf: 'Erf', Exp: 'Exp', Floor: 'Floor', Log: 'Log',
  Neg: 'Neg', Reciprocal: 'Reciprocal', Relu: 'Relu', Round: 'Round', Selu: 'Selu', Sigmoid: 'Sigmoid', Sign: 'Sign',
  Sin: 'Sin', Sinh: 'Sinh', Softplus: 'Softplus', Sqrt: 'Sqrt', Tan: 'Tan', Tanh: 'Tanh', LogicalNot: 'Not',
}; // prettier-ignore

/** Kernels that ONNX has under one name, two inputs that broadcast. */
const binary: Record<string, string> = {
  Add: 'Add', Sub: 'Sub', Multiply: 'Mul', RealDiv: 'Div', Maximum: 'Max', Minimum: 'Min', Pow: 'Pow', Prelu: 'PRelu',
}; // prettier-ignore

/** Comparisons and logic: the result is bool. */
const predicates: Record<string, string> = {
  Equal: 'Equal', Greater: 'Greater', GreaterEqual: 'GreaterOrEqual', Less: 'Less', LessEqual: 'LessOrEqual',
  LogicalAnd: 'And', LogicalOr: 'Or', LogicalXor: 'Xor',
}; // prettier-ignore

export function defineElementwise(): void {
  for (const [kernel, op] of Object.entries(unary)) {
    defineKernel(kernel, ({ list: [x] }) => elementwise(op, x!));
  }
  for (const [kernel, op] of Object.entries(binary)) {
    defineKernel(kernel, ({ list: [a, b] }) => elementwise(op, a!, b!));
  }
  for (const [kernel, op] of Object.entries(predicates)) {
    defineKernel(kernel, ({ list: [a, b] }) => predicate(op, a!, b!));
  }
  defineKernel('Identity', ({ list: [x] }) => elementwise('Identity', x!));
  defineKernel('AddN', ({ list }) => elementwise('Sum', ...list));
  defineKernel('NotEqual', ({ list: [a, b] }) => elementwise('Not', predicate('Equal', a!, b!)));
  defineKernel('Cast', ({ list: [x], attrs }) => cast(x!, elementType(attrs.dtype)));
  defineKernel('Square', ({ list: [x] }) => elementwise('Mul', x!, x!));
  defineKernel('SquaredDifference', ({ list: [a, b] }) => {
    const difference = elementwise('Sub', a!, b!);
    return elementwise('Mul', difference, difference);
  });
  defineKernel('Rsqrt', ({ list: [x] }) => elementwise('Reciprocal', elementwise('Sqrt', x!)));
  defineKernel('Relu6', ({ list: [x] }) => clip(x!, 0, 6));
  defineKernel('ClipByValue', ({ list: [x], attrs }) =>
    clip(x!, attrs.clipValueMin as number, attrs.clipValueMax as number),
  );
  defineKernel('LeakyRelu', ({ list: [x], attrs }) =>
    like('LeakyRelu', [x!], x!.shape, { alpha: { float: attrs.alpha as number } }),
  );
  defineKernel('Step', ({ list: [x], attrs }) => step(x!, (attrs.alpha as number | undefined) ?? 0));
  defineKernel('Expm1', ({ list: [x] }) => expm1(x!));
  defineKernel('Log1p', ({ list: [x] }) => log1p(x!));
  defineKernel('FloorDiv', ({ list: [a, b] }) => floorDiv(a!, b!));
  defineKernel('Mod', ({ list: [a, b] }) => mod(a!, b!));
  defineKernel('EluGrad', ({ inputs: { dy, y } }) =>
    where(predicate('GreaterOrEqual', y!, number(0)), dy!, elementwise('Mul', dy!, elementwise('Add', y!, number(1)))),
  );
  defineKernel('IsNan', ({ list: [x] }) => predicate('IsNaN', x!));
  defineKernel('IsInf', ({ list: [x] }) => predicate('IsInf', x!));
  // NaN compares false with everything, infinities are not below infinity.
  defineKernel('IsFinite', ({ list: [x] }) => predicate('Less', elementwise('Abs', x!), number(Infinity)));
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

/** 1 where x > 0, else alpha; NaN stays NaN. */
function step(x: Traced, alpha: number): Traced {
  const positive = predicate('Greater', x, number(0, x.dtype));
  if (alpha === 0) return cast(positive, x.dtype);
  return where(positive, number(1, x.dtype), number(alpha, x.dtype));
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
  if (a.dtype === 'float32') return elementwise('Floor', quotient);
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
