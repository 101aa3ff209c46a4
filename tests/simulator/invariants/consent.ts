import type { RunningDevice } from '#device/create-device.ts';
import type { LiveSpace } from '#device/space/live.ts';
import { agreementView, type AgreementView } from '#domain/agreement/view.ts';
import { valuesOf } from '#kernel/shelf.ts';
import { everybodyHolds } from '#tests/domain/honest.ts';
import { spaceOf, type Phone } from '#tests/simulator/town.ts';

/** Nothing is ours anywhere whose very words somebody here has not said yes to. */
export function faultsOfConsent(referee: LiveSpace, phones: readonly Phone[]): readonly string[] {
  const log = valuesOf(referee.fold.ledger.entries);
  const inForce = ({ clauses }: AgreementView) => clauses.flatMap((clause) => clause.inForce ?? []);
  const shownOn = (device: RunningDevice) => {
    const { situation, agreement } = spaceOf(device, referee.id);
    return situation === 'open' ? inForce(agreement) : [];
  };
  const shown = phones.flatMap(({ running }) => (running === null ? [] : shownOn(running.device)));
  const ours = [...inForce(agreementView(referee.fold.state)), ...shown.filter(({ pending }) => !pending)];
  const clauseOf = new Map(
    valuesOf(referee.fold.state.agreement.proposals).map(({ proposal, clause }) => [proposal, clause]),
  );
  return ours.flatMap(({ proposal, text }) => {
    const clause = clauseOf.get(proposal) ?? proposal;
    const isHeld = everybodyHolds(referee.kind, log, { clause, text });
    return isHeld ? [] : [`${referee.id}: "${text}" counts as agreed, and not everybody said yes`];
  });
}
