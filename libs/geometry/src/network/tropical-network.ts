import { InputError } from '@tombola/shared';
import type { Numbers } from '../numbers/numbers';
import type { Rational } from '../numbers/rational';
import { rationals } from '../numbers/rationals';
import type { Point3 } from '../numbers/ring';
import { essential } from '../tropical/essential';
import {
  monomial,
  tropicalPolynomial,
  tropicalPower,
  tropicalProduct,
  tropicalSum,
  type TropicalPolynomial,
} from '../tropical/polynomial';
import type { TropicalRational } from '../tropical/rational-function';
import { checkDenseLayers, type DenseLayers } from './dense-layers';
import { checkInputs } from './decision-polygon';
import { labelledSubdivision, type LabelledSubdivision } from './labelled-subdivision';

/** How much a tropical network may come to. */
export interface TropicalNetworkOptions {
  /** The most monomials of a polynomial, before redundant ones are taken out; 20,000 when left out. */
  readonly limit?: number;
}

type Polynomial = TropicalPolynomial<Rational>;

/**
 * Every output of a network as a tropical rational function, by the recursion of Zhang, Naitzat and Lim (arXiv 1805.07091): with units
 * F - G and weights W = W⁺ - W⁻, those of the next layer are H - G' with G' = W⁺ G + W⁻ F and H = W⁺ F + W⁻ G + b, and after ReLU
 * max(H, G') - G'; leaky ReLU of slope e makes max(H, e H + (1 - e) G') - G'. Redundant monomials go at every step. Exact in fractions,
 * rounded at the end. For tiny networks: the number of monomials grows like that of linear regions of all intermediate functions.
 *
 * @throws {InputError} when a polynomial has more monomials than the limit, or as `checkDenseLayers`.
 */
export function tropicalNetwork<T>(
  numbers: Numbers<T>,
  network: DenseLayers<T>,
  options: TropicalNetworkOptions = {},
): TropicalRational<T>[] {
  return exactNetwork(numbers, network, options).map(({ numerator, denominator }) => ({
    numerator: rounded(numbers, numerator),
    denominator: rounded(numbers, denominator),
  }));
}

/**
 * The exact dual subdivision of R, the maximum over classes i of H_i plus the G of all others, for a deep network with two inputs. As
 * with `decisionSubdivision` the decision boundary is dual to its bridges, with the tie regions. Slopes include what all classes share.
 *
 * @throws {InputError} for a network of other than two inputs, or as {@link tropicalNetwork}.
 */
export function deepDecisionSubdivision<T>(
  numbers: Numbers<T>,
  network: DenseLayers<T>,
  options: TropicalNetworkOptions = {},
): LabelledSubdivision<T> {
  const outputs = exactNetwork(numbers, network, options);
  checkInputs(outputs[0]!.numerator.dimension, 2);
  const { product } = operations(options);
  const classes = outputs.map(({ numerator }, i) => {
    const others = outputs.filter((_, k) => k !== i).map(({ denominator }) => denominator);
    return others.reduce(product, numerator);
  });
  const points = classes.map(({ monomials }) =>
    monomials.map(({ coefficient, exponents }) => [...exponents, coefficient]),
  );
  const unit = rationals.commonDenominator(points.flat(2));
  const times = rationals.times(unit);
  return labelledSubdivision(
    numbers,
    unit,
    points.map((own) => own.map((point) => point.map(times) as unknown as Point3<bigint>)),
  ).labelled;
}

function exactNetwork<T>(
  numbers: Numbers<T>,
  network: DenseLayers<T>,
  options: TropicalNetworkOptions,
): TropicalRational<Rational>[] {
  const { inputs, layers, slope } = checkDenseLayers(numbers, network);
  const { product, sum, power, constant } = operations(options, inputs);
  const leak = numbers.exact(slope);
  const rest = rationals.subtract(rationals.one, leak);
  let units = Array.from({ length: inputs }, (_, axis): TropicalRational<Rational> => {
    const exponents = Array.from({ length: inputs }, (_, i) => (i === axis ? rationals.one : rationals.zero));
    return { numerator: monomial(rationals, rationals.zero, exponents), denominator: constant(rationals.zero) };
  });
  layers.forEach(({ weights, bias }, l) => {
    units = weights.map((row, i) => {
      let [h, g] = [constant(numbers.exact(bias[i]!)), constant(rationals.zero)];
      row.forEach((weight, j) => {
        const exact = numbers.exact(weight);
        const sign = rationals.sign(exact);
        if (sign === 0) return;
        const { numerator, denominator } = units[j]!;
        const size = sign < 0 ? rationals.negate(exact) : exact;
        const [up, down] = sign < 0 ? [denominator, numerator] : [numerator, denominator];
        h = product(h, power(up, size));
        g = product(g, power(down, size));
      });
      if (l === layers.length - 1) return { numerator: h, denominator: g };
      const off = rationals.sign(leak) === 0 ? g : product(power(h, leak), power(g, rest));
      return { numerator: sum(h, off), denominator: g };
    });
  });
  return units;
}

/** Operations whose results have no redundant monomials. */
function operations({ limit = 20_000 }: TropicalNetworkOptions, dimension = 2) {
  const checked = (count: number) => {
    if (count <= limit) return;
    throw new InputError({
      what: 'the network is too large to be written as tropical polynomials',
      value: `${count} monomials`,
      expected: `at most ${limit}`,
      mend: 'Look at a slice of it, or at the decision around one point.',
    });
  };
  const product = (f: Polynomial, g: Polynomial) => {
    checked(f.monomials.length * g.monomials.length);
    return essential(rationals, tropicalProduct(rationals, f, g));
  };
  const sum = (f: Polynomial, g: Polynomial) => essential(rationals, tropicalSum(rationals, f, g));
  const power = (f: Polynomial, k: Rational) => tropicalPower(rationals, f, k);
  const constant = (value: Rational) => {
    return monomial(rationals, value, new Array<Rational>(dimension).fill(rationals.zero));
  };
  return { product, sum, power, constant };
}

function rounded<T>(numbers: Numbers<T>, { dimension, monomials }: Polynomial): TropicalPolynomial<T> {
  const round = (value: Rational) => numbers.nearest(value);
  return tropicalPolynomial(
    numbers,
    dimension,
    monomials.map(({ coefficient, exponents }) => ({
      coefficient: round(coefficient),
      exponents: exponents.map(round),
    })),
  );
}
