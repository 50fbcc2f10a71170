const names = ['x', 'y', 'z'];

/** The ring of polynomials in so many variables as gfan reads it. */
export function gfanRing(variables) {
  return `Q[${names.slice(0, variables).join(',')}]`;
}

/** A polynomial with these exponents and coefficients of 1. */
export function gfanPolynomial(exponents) {
  const monomial = (powers) => powers.map((power, i) => `${names[i]}^${power}`).join('*');
  return exponents.map(monomial).join('+');
}
