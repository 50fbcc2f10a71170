import fc from 'fast-check';
import { pareto, type TradeOff } from './pareto';

const cheapAndGood = { x: 'min', y: 'max' } as const;

test('small and accurate tickets stand in front, by ascending size', () => {
  const points = [
    { x: 1, y: 0.98 },
    { x: 0.2, y: 0.979 },
    { x: 0.5, y: 0.97 },
    { x: 0.1, y: 0.96 },
  ];
  expect(pareto(points, cheapAndGood)).toEqual([points[3], points[1], points[0]]);
});

test('equal points are all kept, points that are not numbers none', () => {
  const twin = { x: 1, y: 1 };
  expect(pareto([twin, { x: 2, y: 1 }, { ...twin }, { x: NaN, y: 9 }, { x: 1, y: 0 }], cheapAndGood)).toEqual([
    twin,
    twin,
  ]);
});

test('the front is what the definition says, whichever ends are better', () => {
  const coordinate = fc.integer({ min: -4, max: 4 });
  const end = fc.constantFrom('min' as const, 'max' as const);
  const cloud = fc.array(fc.record({ x: coordinate, y: coordinate }), { maxLength: 25 });
  fc.assert(
    fc.property(cloud, end, end, (points, x, y) => {
      const gain = (direction: 'min' | 'max', a: number, b: number) => (direction === 'min' ? b - a : a - b);
      const dominates = (a: TradeOff, b: TradeOff) => {
        const gains = [gain(x, a.x, b.x), gain(y, a.y, b.y)];
        return Math.min(...gains) >= 0 && Math.max(...gains) > 0;
      };
      const front = pareto(points, { x, y });
      expect(new Set(front)).toEqual(new Set(points.filter((one) => !points.some((other) => dominates(other, one)))));
      expect(front.map((point) => point.x)).toEqual(front.map((point) => point.x).sort((a, b) => a - b));
    }),
  );
});
