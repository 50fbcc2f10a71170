/**
 * The floors of the house: what each project may import of the others. Imports go down only.
 * A project's floor is its `floor:*` tag; the lint rule in eslint.config.mjs is made from this table.
 */
export const floors = {
  shared: [],
  geometry: ['shared'],
  figures: ['shared'],
  engine: ['shared'],
  nn: ['engine', 'shared'],
  datasets: ['nn', 'engine', 'shared'],
  pruning: ['geometry', 'nn', 'engine', 'shared'],
  deploy: ['nn', 'engine', 'shared'],
  studies: ['pruning', 'deploy', 'datasets', 'geometry', 'figures', 'nn', 'engine', 'shared'],
  server: ['studies', 'pruning', 'deploy', 'datasets', 'geometry', 'figures', 'nn', 'engine', 'shared'],
  web: ['shared', 'figures', 'geometry'],
};

/** The folder of a project. */
export const folderOf = (project) =>
  project === 'server' || project === 'web' ? `apps/${project}` : `libs/${project}`;
