import { drawBalanced, drawBatches } from './draw-batches';

/** Counts up: example n has the pixels n, n and the label n % classes; the batch lies where the one before lay. */
class Counting {
  private next_ = 0;
  private readonly images: Uint8Array;
  private readonly labels: Int32Array;

  constructor(
    private readonly classes: number,
    private readonly batch = 4,
  ) {
    this.images = new Uint8Array(2 * batch);
    this.labels = new Int32Array(batch);
  }

  next() {
    for (let i = 0; i < this.batch; i++) {
      this.images.fill(this.next_, 2 * i, 2 * i + 2);
      this.labels[i] = this.next_++ % this.classes;
    }
    return { images: this.images, labels: this.labels };
  }
}

test('batches of another size hold the examples in their order', () => {
  const [first, second] = drawBatches(new Counting(3), 5, 2);
  expect([...first!.images]).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4]);
  expect([...first!.labels]).toEqual([0, 1, 2, 0, 1]);
  expect([...second!.images]).toEqual([5, 5, 6, 6, 7, 7, 8, 8, 9, 9]);
  expect([...second!.labels]).toEqual([2, 0, 1, 2, 0]);
});

test('balanced chunks have as many of every class, no example twice', () => {
  const chunks = drawBalanced(new Counting(3), 3, 4, 2);
  expect(chunks.map(({ labels }) => [...labels])).toEqual(Array(2).fill([0, 0, 1, 1, 2, 2]));
  const pixels = chunks.flatMap(({ images }) => [...images].filter((_, i) => i % 2 === 0));
  expect(pixels).toEqual([0, 3, 1, 4, 2, 5, 6, 9, 7, 10, 8, 11]);
});

test('chunks that do not fit, and a class that never comes, are refused', () => {
  expect(() => drawBalanced(new Counting(3), 3, 4, 3)).toThrow(/so many chunks \(got 3\): expected a divisor of the 4/);
  expect(() => drawBalanced(new Counting(2), 3, 1, 1)).toThrow(/class 2 has too few training examples .*got 0/);
});
