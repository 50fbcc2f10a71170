/** What is compared: whole studies, and trials by themselves. */
export interface Choice {
  readonly studies: readonly string[];
  readonly trials: readonly string[];
}

const trialPattern = /^([0-9a-f]{12})-s(\d{1,16}(?:\.\d{1,16})*)$/;
const studyPattern = /^[a-z][a-z0-9-]{0,99}$/;

/** Ids of trials from the address: `HASH-sSEED`, or `HASH-sSEED.SEED.SEED` for several of a recipe. What is none is left out. */
export function readTrials(text: string): string[] {
  const ids = text.split(',').flatMap((part) => {
    const [, hash, seeds] = trialPattern.exec(part) ?? [];
    return hash === undefined ? [] : seeds!.split('.').map((seed) => `${hash}-s${seed}`);
  });
  return [...new Set(ids)];
}

/** The same for the address: seeds of a recipe stand together, so that 500 trials are an address that servers take. */
export function writeTrials(trials: readonly string[]): string {
  const seeds = new Map<string, string[]>();
  for (const trial of trials) {
    const { hash, seed } = partsOf(trial);
    seeds.set(hash, [...(seeds.get(hash) ?? []), seed]);
  }
  return [...seeds].map(([hash, all]) => `${hash}-s${all.join('.')}`).join(',');
}

export const readStudies = (text: string): string[] => [
  ...new Set(text.split(',').filter((each) => studyPattern.test(each))),
];

/** The recipe hash and the seed that a trial's id consists of. */
export function partsOf(trial: string): { hash: string; seed: string } {
  const cut = trial.indexOf('-s');
  return { hash: trial.slice(0, cut), seed: trial.slice(cut + 2) };
}

export const isEmptyChoice = ({ studies, trials }: Choice): boolean => studies.length + trials.length === 0;

/** Adds or takes away trials; one that comes with a chosen study stays until that is taken away. */
export function withTrials({ studies, trials }: Choice, some: readonly string[], chosen: boolean): Choice {
  const rest = trials.filter((trial) => !some.includes(trial));
  return { studies, trials: chosen ? [...rest, ...some] : rest };
}

/**
 * Adds or takes away a study. Its trials that were chosen one by one go too: they would stay behind unseen, or be named
 * twice.
 *
 * @param trialsOf those of the study, where they are known.
 */
export function withStudy(choice: Choice, study: string, chosen: boolean, trialsOf: readonly string[] = []): Choice {
  const studies = choice.studies.filter((each) => each !== study);
  const own = new Set(trialsOf);
  return { studies: chosen ? [...studies, study] : studies, trials: choice.trials.filter((trial) => !own.has(trial)) };
}

/** A study of which only some trials are wanted: the study gives way to the others of its trials. */
export function withoutTrialsOf(
  choice: Choice,
  study: string,
  trialsOf: readonly string[],
  some: readonly string[],
): Choice {
  const { studies, trials } = withStudy(choice, study, false, trialsOf);
  return { studies, trials: [...trials, ...trialsOf.filter((trial) => !some.includes(trial))] };
}

/** So many characters of a choice stand in the query; servers take about 16,000 of a whole request. */
const MOST_IN_QUERY = 4000;

/** A choice as members of an address. */
function membersOf({ studies, trials }: Choice): string {
  const members = [
    ...(studies.length > 0 ? [`studies=${studies.join(',')}`] : []),
    ...(trials.length > 0 ? [`trials=${writeTrials(trials)}`] : []),
  ];
  return members.join('&');
}

/** Where a choice is compared: in the query, or in the fragment, which no server sees, where it is long. */
export function comparePath(choice: Choice): string {
  const members = membersOf(choice);
  if (members === '') return '/compare';
  return `/compare${members.length > MOST_IN_QUERY ? '#' : '?'}${members}`;
}

/** The choice that an address has, in its query or in its fragment. */
export function readChoice(search: URLSearchParams, hash: string): Choice {
  const own = search.has('studies') || search.has('trials') ? search : new URLSearchParams(hash);
  return { studies: readStudies(own.get('studies') ?? ''), trials: readTrials(own.get('trials') ?? '') };
}

/** The address with another choice; what else its query has stays. */
export function withChoice(url: URL, choice: Choice): URL {
  const next = new URL(url);
  for (const name of ['studies', 'trials']) next.searchParams.delete(name);
  const { search, hash } = new URL(comparePath(choice), url);
  const rest = next.searchParams.toString();
  next.search = [search.slice(1), rest].filter((part) => part !== '').join('&');
  next.hash = hash;
  return next;
}
