import { recordedOut, type Recipe, type RecordedStudy } from '@tombola/shared';
import { planStudy, type ScaleName, type Study, type StudyPlan } from '../study';

/** The plan that a record is of: its study at its scale, on the data that its command names. */
export function planOfRecord(study: Study, { scale, seeds, command }: RecordedStudy): StudyPlan {
  const [, name] = / --dataset (\S+)/.exec(command) ?? [];
  const changes = name === undefined ? {} : { dataset: { name } };
  return planStudy(study, { scale: scale as ScaleName, seeds, changes });
}

/** What a record was made with, as one line: networks, data, steps and optimizers of its arms, each as often as they differ. */
export function whatWasRun(study: Study, record: RecordedStudy): string {
  const recipes = planOfRecord(study, recordedOut.parse(record)).arms.map((arm) => arm.recipes[0]!);
  const each = (tell: (recipe: Recipe) => string) => [...new Set(recipes.map(tell))].join('; ');
  return [
    `Network: ${each(({ network }) => (network.name === 'custom' ? network.definition.name : network.name))}.`,
    `Data: ${each(({ dataset }) => imagesInWords(dataset))}.`,
    `Training: ${each(({ steps, batch }) => `${count(steps)} steps of ${batch} a level`)}, ${each(optimizerInWords)}.`,
    study.scales[record.scale as ScaleName]!.description,
  ].join(' ');
}

function imagesInWords(dataset: Recipe['dataset']): string {
  const { name, validation, testLimit } = dataset;
  const limit = 'limit' in dataset && dataset.limit !== undefined ? `the first ${count(dataset.limit)} images, ` : '';
  const tested = testLimit === undefined ? 'all test images' : `the first ${count(testLimit)} test images`;
  return `${name} (${limit}${count(validation)} held out to choose by, tested on ${tested})`;
}

function optimizerInWords({ optimizer }: Recipe): string {
  return `${optimizer.name} at ${optimizer.learningRate}`;
}

const count = (value: number) => value.toLocaleString('en-US');
