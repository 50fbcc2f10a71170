import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { rootFolder } from './install.mjs';

/**
 * Lints texts as if they were files: reads a JSON array of { file, text } from stdin and prints one of arrays of
 * messages. Rules that need types are off: the files do not exist.
 */
const eslint = new ESLint({ cwd: rootFolder, overrideConfig: tseslint.configs.disableTypeChecked });
const reports = [];
for (const each of JSON.parse(await text(process.stdin))) {
  const [result] = await eslint.lintText(each.text, { filePath: each.file });
  reports.push(result.messages.map(({ ruleId, message }) => `${ruleId}: ${message}`));
}
console.log(JSON.stringify(reports));
