import { expect, test } from 'vitest';
import { everybodyHolds } from '#tests/domain/honest.ts';
import { searchAll, type Node } from '#tests/domain/search.ts';

const minutes = 60_000;

test(
  'three people, two clauses, six steps: there is no way to an agreement that somebody here did not say yes to',
  {
    timeout: 5 * minutes,
  },
  () => {
    let inForce = 0;
    const wrong: Node[] = [];
    const visited = searchAll({ steps: 6, clauses: 2, textsPerClause: 2 }, (node) => {
      for (const { clause, inForce: text } of node.view.clauses) {
        if (text === null) continue;
        inForce += 1;
        if (!everybodyHolds('circle', node.log, { clause, text: text.text })) wrong.push(node);
      }
    });
    console.info(
      `searched ${visited.logs} logs from ${visited.situations.join(' + ')} different situations; ` +
        `${inForce} times something was ours`,
    );
    expect(wrong.slice(0, 3).map(({ log }) => log)).toEqual([]);
    expect(inForce).toBeGreaterThan(100_000);
    expect(visited.logs).toBeGreaterThan(1_000_000);
  },
);
