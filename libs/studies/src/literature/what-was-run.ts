import { recordedOut, type Recipe, type RecordedStudy } from '@tombola/shared';
import { planStudy, type ScaleName, type Study, type StudyPlan } from '../study';
import { levelsOf } from '../trial/job';
import { stepsOf } from '../trial/steps';

/** The plan that a record is of. */
export function planOfRecord(study: Study, { scale, seeds, changes, draws }: RecordedStudy): StudyPlan {
  return planStudy(study, { scale: scale as ScaleName, seeds, changes, ...(draws !== undefined && { draws }) });
}

/** What a record was made with, as one line: networks, data, steps and optimizers of its arms, each as often as they differ. */
export function whatWasRun(study: Study, record: RecordedStudy): string {
  const recipes = planOfRecord(study, recordedOut.parse(record)).arms.map((arm) => arm.recipes[0]!);
  const each = (tell: (recipe: Recipe) => string) => [...new Set(recipes.map(tell))].join('; ');
  return [
    `Network: ${each(({ network }) => (network.name === 'custom' ? network.definition.name : network.name))}.`,
    `Data: ${each(({ dataset }) => imagesInWords(dataset))}.`,
    `Training: ${each(stepsInWords)}, ${each(optimizerInWords)}.`,
    study.scales[record.scale as ScaleName]!.description,
  ].join(' ');
}

function stepsInWords(recipe: Recipe): string {
  const levels = levelsOf(recipe).filter((level) => level > 0 || levelsOf(recipe).length === 1);
  const steps = [...new Set(levels.map((level) => stepsOf({ recipe, level })))];
  if (steps.every((each) => each === 0)) return 'none after the dense network';
  return `${steps.map(count).join(' or ')} steps of ${recipe.batch} a level`;
}

function imagesInWords(dataset: Recipe['dataset']): string {
  const { name, validation, testLimit } = dataset;
  const half = 'half' in dataset && dataset.half !== undefined ? `, half ${dataset.half}` : '';
  const labels = 'labels' in dataset && dataset.labels === 'random' ? ', labels at random' : '';
  const limit = 'limit' in dataset && dataset.limit !== undefined ? `the first ${count(dataset.limit)} images, ` : '';
  const images = 'test' in dataset && dataset.test === 'batch-5' ? 'images of data_batch_5' : 'test images';
  const tested = testLimit === undefined ? `all ${images}` : `the first ${count(testLimit)} ${images}`;
  return `${name}${half}${labels} (${limit}${count(validation)} held out to choose by, tested on ${tested})`;
}

function optimizerInWords({ optimizer }: Recipe): string {
  return `${optimizer.name} at ${optimizer.learningRate}`;
}

const count = (value: number) => value.toLocaleString('en-US');
