import { readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { rootFolder } from './sources.mjs';

const imports = /^import (?:type )?\{([^}]*)\} from '(@tombola\/[a-z]+)';/gm;
const exports = /^export (?:type )?\{([^}]*)\} from '(\.[^']*)';/gm;

/**
 * Imports from a library's index become imports from the file that has the name. Parts of the bundle are made of whole
 * files: one name taken through an index would load all that the index names, before the command's first line.
 */
export function directImports(paths) {
  const doors = new Map();
  /** Where the names of a library come from: exported name to original name and file. */
  const door = (library) => {
    if (!doors.has(library)) doors.set(library, readDoor(join(rootFolder, paths[library][0])));
    return doors.get(library);
  };
  return {
    name: 'direct-imports',
    setup(build) {
      build.onLoad({ filter: /[\\/](apps|libs)[\\/].*\.ts$/ }, ({ path }) => {
        if (path.includes('node_modules')) return undefined;
        const source = readFileSync(path, 'utf8');
        const replace = (statement, names, library) => {
          if (statement.startsWith('import type') || paths[library] === undefined) return statement;
          const direct = names
            .split(',')
            .map((name) => name.trim())
            .filter((name) => name !== '' && !name.startsWith('type '))
            .map((name) => {
              const [imported, local = imported] = name.split(' as ');
              const origin = door(library).get(imported);
              return origin === undefined
                ? `import { ${name} } from '${library}';`
                : `import { ${origin.name} as ${local} } from '${pathFrom(path, origin.file)}';`;
            });
          // As many lines as before, for the source map.
          return direct.join(' ') + '\n'.repeat(statement.split('\n').length - 1);
        };
        return { contents: source.replace(imports, replace), loader: 'ts' };
      });
    },
  };
}

function readDoor(index) {
  const names = new Map();
  for (const [statement, list, file] of readFileSync(index, 'utf8').matchAll(exports)) {
    if (statement.startsWith('export type')) continue;
    for (const each of list.split(',').map((name) => name.trim())) {
      if (each === '' || each.startsWith('type ')) continue;
      const [name, exported = name] = each.split(' as ');
      names.set(exported, { name, file: join(dirname(index), file) });
    }
  }
  return names;
}

function pathFrom(importer, file) {
  const path = relative(dirname(importer), file).split(sep).join('/');
  return path.startsWith('.') ? path : `./${path}`;
}
