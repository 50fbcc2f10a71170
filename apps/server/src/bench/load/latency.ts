/** Latencies of one kind of request, in milliseconds. */
export class Latencies {
  private readonly values: number[] = [];
  failures = 0;

  add(milliseconds: number): void {
    this.values.push(milliseconds);
  }

  summary() {
    const sorted = Float64Array.from(this.values).sort();
    const at = (share: number) => round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN);
    return { n: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1), failures: this.failures };
  }
}

const round = (value: number) => Math.round(value * 10) / 10;
