import { bytesToText } from '#kernel/bytes.ts';
import { databaseNameOf, readConfig, type Config } from '#server/config.ts';
import { addressLeftIn } from '#server/host/address.ts';
import { drawHostLink, keepHostLink } from '#server/host/link.ts';
import { aside } from '#server/store/postgres/open.ts';
import { passingOn } from '#server/store/postgres/passing.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { terminal } from '#words/en/terminal.ts';
import { configSentence } from './start.ts';

/** `bothways host`: prints a link for whoever keeps the machine, while the server runs. Returns the exit code. */
export async function host(flags: readonly string[]): Promise<number> {
  const config = readConfig({ flags, environment: process.env });
  if (!config.ok) {
    console.error(configSentence(config.refusal));
    return 2;
  }
  const { dataFolder, databaseUrl } = config.value;
  const address = addressLeftIn(dataFolder);
  if (address === null) {
    console.error(terminal.notRunning(dataFolder));
    return 1;
  }
  try {
    const token = await drawLink(config.value);
    console.log(terminal.hostLink(`${address}/host#${bytesToText(token)}`));
    return 0;
  } catch {
    console.error(
      databaseUrl === null
        ? terminal.hostLinkNotLeft(dataFolder)
        : terminal.notStarted['database-away'](databaseNameOf(databaseUrl)),
    );
    return 1;
  }
}

/** Left where every server that may be asked finds it. */
async function drawLink({ dataFolder, databaseUrl }: Config): Promise<Bytes> {
  if (databaseUrl === null) return drawHostLink(dataFolder, Date.now);
  return aside(databaseUrl, (connection) => keepHostLink(passingOn(connection), Date.now));
}
