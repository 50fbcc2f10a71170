import { trainingEnvironment } from './environment';

test('large pages are asked for beside whatever else is tuned, and a choice of the user stands', () => {
  const tunables = (GLIBC_TUNABLES?: string) => trainingEnvironment({ PATH: '/bin', GLIBC_TUNABLES }).GLIBC_TUNABLES;
  expect(tunables()).toBe('glibc.malloc.hugetlb=1');
  expect(tunables('glibc.malloc.perturb=7')).toBe('glibc.malloc.perturb=7:glibc.malloc.hugetlb=1');
  expect(tunables('glibc.malloc.hugetlb=0')).toBe('glibc.malloc.hugetlb=0');
  expect(trainingEnvironment({ PATH: '/bin' }).PATH).toBe('/bin');
});
