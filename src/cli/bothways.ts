import { terminal } from '#words/en/terminal.ts';
import { demo } from './demo.ts';
import { host } from './host.ts';
import { start } from './start.ts';
import { verify } from './verify.ts';

const commands: Readonly<Record<string, (flags: readonly string[]) => Promise<number>>> = {
  start,
  host,
  demo,
  verify,
};

const [command = 'start', ...flags] = process.argv.slice(2);
const run = Object.hasOwn(commands, command) ? commands[command] : undefined;
if (run === undefined) {
  console.error(terminal.unknownCommand(command, Object.keys(commands).join(', ')));
  process.exitCode = 2;
} else {
  process.exitCode = await run(flags);
}
