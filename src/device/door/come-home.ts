import { recordOf, type OpenHanded } from '#device/account/handed.ts';
import type { Engine } from '#device/engine.ts';
import { equalBytes } from '#kernel/bytes.ts';
import { idFromBytes } from '#kernel/ids.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';

/** Moves in with an account that was opened. Everything else comes with the line. */
export async function comeHome(
  engine: Engine,
  opened: OpenHanded,
  by: { readonly signinName: string; readonly passphrase: string },
): Promise<Result<void>> {
  const record = recordOf(opened, by.signinName);
  const before = engine.home();
  if (before !== null && !equalBytes(before.account.person, record.person)) return refuse('already-here');
  if (before === null && !(await engine.isFreeFor(record.vaultKey))) return refuse('already-here');
  const { passphrase } = by;
  const home = await (before === null ? engine.moveIn(record, passphrase) : engine.renew(record, passphrase));
  const { preferences, spaces } = opened.content;
  // At once: the line is open already, and what it brings is held against this.
  for (const { space, seq, hash } of spaces) home.verifiedBefore.set(idFromBytes(space), { seq, hash });
  await home.preferences.takeOver(preferences);
  home.changedAtHome();
  return ok(undefined);
}
