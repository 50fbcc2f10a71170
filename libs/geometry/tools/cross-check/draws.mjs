/** Seeded whole numbers, the same ones every time. */
export function draws({ randomStream }, topic) {
  const stream = randomStream(0, 'cross-check', topic);
  const whole = (low, high) => low + Math.floor(stream.uniform() * (high - low + 1));
  const vector = (length, size) => Array.from({ length }, () => whole(-size, size));
  return { whole, vector, vectors: (count, length, size) => Array.from({ length: count }, () => vector(length, size)) };
}

/** Vectors without repetitions. */
export function different(vectors) {
  return [...new Map(vectors.map((vector) => [vector.join(), vector])).values()];
}
