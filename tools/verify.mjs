// npm run verify: everything that must hold before a change goes in, in the words that CI uses. All of it, even after a failure.
import { spawnSync } from 'node:child_process';
import { ensureInstalled, orSayWhy } from './prepare.mjs';
import { projectFolder, say } from './project.mjs';

const binary = (...path) => [process.execPath, ...path];
const steps = [
  { name: 'format and lint', command: binary('node_modules/@biomejs/biome/bin/biome', 'check', '.') },
  { name: 'types', command: binary('node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json') },
  {
    name: 'workflow types',
    command: binary('node_modules/typescript/bin/tsc', '--noEmit', '-p', 'workflows/tsconfig.json'),
  },
  { name: 'workflow bundle', command: binary('tools/bundle.mjs') },
  { name: 'tests', command: binary('tools/test.mjs') },
];

await orSayWhy(ensureInstalled);
const failed = steps.filter(({ name, command: [command, ...args] }) => {
  say(`\n── ${name}`);
  return spawnSync(command, args, { cwd: projectFolder, stdio: 'inherit' }).status !== 0;
});
say(failed.length === 0 ? '\nverify: all good' : `\nverify: failed in ${failed.map(({ name }) => name).join(', ')}`);
process.exit(failed.length === 0 ? 0 : 1);
