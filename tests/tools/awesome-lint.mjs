// Prints what awesome-lint finds in a Markdown file: `node awesome-lint.mjs FILE`.
//
// All rules run but one: awesome-github asks the network about the repository the file is in.
// Exits with 0 if nothing was found (warnings aside), else with 1.
import {realpathSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import lint from '../../node_modules/awesome-lint/index.js';
import {createConfig} from '../../node_modules/awesome-lint/config.js';
import github from '../../node_modules/awesome-lint/rules/github.js';
import rules from '../../node_modules/awesome-lint/rules/index.js';

const file = realpathSync(process.argv[2]);
const offline = rules.filter(([rule]) => rule !== github);
if (offline.length !== rules.length - 1) {
	throw new Error('awesome-lint keeps its rules in another shape: see its rules/index.js');
}

// awesome-lint takes a file name for a pattern, in which brackets and the like are special.
process.chdir(path.dirname(file));
const results = await lint({filename: path.basename(file), config: createConfig(offline)});

// A rule of the configuration is an error, whatever the flag of its message says, unless it
// was configured as a warning, as the spelling is.
const warnings = new Set(['awesome-spell-check']);
let errors = 0;
for (const {path: name, messages} of results) {
	for (const {line, column, ruleId, reason} of messages) {
		const severity = warnings.has(ruleId) ? 'warning' : 'error';
		errors += severity === 'error';
		console.log(`${path.basename(name)}:${line ?? 1}:${column ?? 1}: ${severity}: ${reason} (${ruleId})`);
	}
}

process.exitCode = errors > 0 ? 1 : 0;
