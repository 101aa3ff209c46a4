import { bytesToText } from '#kernel/bytes.ts';
import { readConfig } from '#server/config.ts';
import { addressLeftIn } from '#server/host/address.ts';
import { drawHostLink } from '#server/host/link.ts';
import { terminal } from '#words/en/terminal.ts';
import { configSentence } from './start.ts';

/** `bothways host`: prints a link for whoever keeps the machine, while the server runs. Returns the exit code. */
export async function host(flags: readonly string[]): Promise<number> {
  const config = readConfig({ flags, environment: process.env });
  if (!config.ok) {
    console.error(configSentence(config.refusal));
    return 2;
  }
  const { dataFolder } = config.value;
  const address = addressLeftIn(dataFolder);
  if (address === null) {
    console.error(terminal.notRunning(dataFolder));
    return 1;
  }
  try {
    const token = drawHostLink(dataFolder, Date.now);
    console.log(terminal.hostLink(`${address}/host#${bytesToText(token)}`));
    return 0;
  } catch {
    console.error(terminal.hostLinkNotLeft(dataFolder));
    return 1;
  }
}
