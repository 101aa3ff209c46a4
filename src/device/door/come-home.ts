import { recordOf, type OpenHanded } from '#device/account/handed.ts';
import type { Engine } from '#device/engine.ts';
import { equalBytes } from '#kernel/bytes.ts';
import { idFromBytes } from '#kernel/ids.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';

/** Whether nobody else lives on this device. Where it is locked, a vault key of theirs shows that they are the one. */
export async function mayComeHome(
  engine: Engine,
  { state, vaultKey, content }: OpenHanded,
): Promise<Result<void>> {
  const home = engine.home();
  if (home !== null)
    return equalBytes(home.account.person, state.person) ? ok(undefined) : refuse('already-here');
  const isFree = await engine.isFreeFor([vaultKey, ...(content.formerVaultKeys ?? [])]);
  return isFree ? ok(undefined) : refuse('locked-by-other');
}

/** Moves in with an account that was opened. Everything else comes with the line. */
export async function comeHome(
  engine: Engine,
  opened: OpenHanded,
  by: { readonly signinName: string; readonly passphrase: string },
): Promise<Result<void>> {
  const record = recordOf(opened, by.signinName);
  const may = await mayComeHome(engine, opened);
  if (!may.ok) return may;
  const before = engine.home();
  const { passphrase } = by;
  const home = await (before === null ? engine.moveIn(record, passphrase) : engine.renew(record, passphrase));
  const { preferences, spaces } = opened.content;
  // At once: the line is open already, and what it brings is held against this.
  for (const { space, seq, hash } of spaces) home.verifiedBefore.set(idFromBytes(space), { seq, hash });
  await home.preferences.takeOver(preferences);
  home.changedAtHome();
  return ok(undefined);
}
