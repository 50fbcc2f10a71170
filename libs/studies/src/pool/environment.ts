/**
 * The environment of processes that train. glibc is asked for large pages (`glibc.malloc.hugetlb=1`, 2.35 and later):
 * a step touches tens of megabytes, more than small pages have look-ups for, and two trainings side by side feel it
 * most (docs/benchmarks.md). Other systems ignore the variable.
 */
export function trainingEnvironment(environment: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const { GLIBC_TUNABLES: given } = environment;
  if (given?.includes('glibc.malloc.hugetlb=') === true) return environment;
  const tunables = [given, 'glibc.malloc.hugetlb=1'].filter((part) => part !== undefined && part !== '');
  return { ...environment, GLIBC_TUNABLES: tunables.join(':') };
}
