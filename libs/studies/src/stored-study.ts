import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { masksIn, studyPictures } from './pictures/study-pictures';
import { assembleReport, reportFiles, reportFolder, type StudyReport } from './report';
import type { StudyPlan } from './study';
import { jobsOfStudy } from './study-cost';
import type { StudyLevel } from './study-level';
import { levelsOf, resolve } from './trial/job';
import { Results } from './trial/results';
import { makeWritable } from './trial/writable';

/** Every stored level of a study; those not yet trained are missing. */
export async function studyLevels(plan: StudyPlan, root: string): Promise<StudyLevel[]> {
  const results = new Results(root);
  const levels: StudyLevel[] = [];
  for (const { id, recipes } of plan.arms) {
    for (const [draw, recipe] of recipes.entries()) {
      for (const seed of plan.seeds) {
        for (const level of levelsOf(recipe)) {
          const result = await results.result(resolve({ recipe, seed, level }));
          if (result !== undefined) levels.push({ arm: id, draw, result });
        }
      }
    }
  }
  return levels;
}

/** Seconds that the stored trainings of a study took, of one core each, with those that only others start from. */
export async function trainingSecondsOf(plan: StudyPlan, root: string): Promise<number> {
  const results = new Results(root);
  const found = await Promise.all(jobsOfStudy(plan).map((job) => results.result(job)));
  return found.reduce((sum, result) => sum + Number(result?.record.seconds ?? 0), 0);
}

/** Reads everything that is stored of a study and says what it means. Undefined while nothing is stored. */
export async function reportStudy(plan: StudyPlan, root: string): Promise<StudyReport | undefined> {
  return assembleReport(plan, await studyLevels(plan, root), await studyPictures(plan, masksIn(new Results(root))));
}

/** Writes the files of a report below the results folder; returns their folder. @throws {InputError} when it cannot be written. */
export async function writeReport(report: StudyReport, root: string, command: string): Promise<string> {
  await makeWritable(root);
  const folder = join(root, reportFolder(report.plan));
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(reportFiles(report, command))) {
    await writeFileAtomic(join(folder, name), text);
  }
  return folder;
}
