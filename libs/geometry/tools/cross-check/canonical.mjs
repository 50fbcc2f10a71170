/** Rows in one order, whatever order they were found in. */
export function sortedRows(rows) {
  return rows
    .map((row) => row.join(' '))
    .sort()
    .join('; ');
}

/** The same text with numbers of 12 digits, in order again: floats are compared so. */
export function rounded(text) {
  const round = (_, numerator, denominator = '1') => String(Number((numerator / denominator).toPrecision(12)));
  const row = (part) => {
    const short = part.replace(/(-?\d+)(?:\/(\d+))?/g, round);
    const places = short.match(/\([^)]*\)/g)?.sort() ?? [];
    return [...places, short.replace(/\([^)]*\)/g, '')].join(' ');
  };
  const rows = (part) => part.split('; ').map(row).sort().join('; ');
  return text.split(' | ').map(rows).join(' | ');
}

/** The exact values of numbers as polymake prints them: 3, -5/2. */
export function shown({ showRational }, numbers, values) {
  return values.map((value) => showRational(numbers.exact(value)));
}

/** The rows of a matrix that polymake printed. */
export function matrix(text) {
  return text
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.trim().split(/\s+/));
}

/** The sets that polymake printed: {0 2 5}. */
export function sets(text) {
  return matrix(text.replaceAll(/[{}]/g, '')).map((row) => row.map(Number));
}

/** Points of which the first coordinate is a homogenising 1. */
export function points(text) {
  return matrix(text).map((row) => row.slice(1));
}

/** The shortest vector of integers in the direction of a vector, whose coordinates are integers or fractions as texts: -5/2. */
export function primitive(vector) {
  const gcd = (a, b) => (b === 0 ? Math.abs(a) : gcd(b, a % b));
  const parts = vector.map((x) => String(x).split('/').map(Number));
  const common = parts.reduce((product, [, denominator = 1]) => product * denominator, 1);
  const integers = parts.map(([numerator, denominator = 1]) => numerator * (common / denominator));
  if (!integers.every(Number.isSafeInteger)) throw new Error(`no direction of integers: ${vector}`);
  const divisor = integers.reduce((a, b) => gcd(a, b), 0);
  return integers.map((x) => x / divisor + 0);
}

/** A matrix as Perl writes it; fractions as texts. */
export function perl(rows) {
  const cell = (value) => (typeof value === 'number' ? value : `"${value}"`);
  return `[${rows.map((row) => `[${row.map(cell).join(',')}]`).join(',')}]`;
}

/** Points as Perl writes a polytope's. */
export function perlPoints(rows) {
  return perl(rows.map((row) => [1, ...row]));
}
