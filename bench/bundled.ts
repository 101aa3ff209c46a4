import path from 'node:path';
import { build } from 'vite';
import { root } from '#scripts/run.ts';

/** The very code of the device, with what a bench asks of it, as one script that leaves `work` behind. */
export async function bundled(file: string): Promise<string> {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      lib: { entry: path.join(root, 'bench', file), formats: ['iife'], name: 'work' },
    },
  });
  const output = [built].flat().flatMap((result) => ('output' in result ? result.output : []));
  const script = output.find((file) => file.type === 'chunk');
  if (script?.type !== 'chunk') throw new Error('nothing was built');
  return script.code;
}
