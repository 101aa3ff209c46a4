import { proposed } from '#domain/agreement/proposed.ts';
import { hosted } from '#domain/hosting/held.ts';
import { passesHosting } from '#domain/hosting/passed.ts';
import { takesHosting } from '#domain/hosting/taken.ts';
import { described } from '#domain/space/described.ts';
import { handedOn } from '#domain/space/handed-on.ts';
import { ana, bo, cai, idOf, stranger } from '#tests/domain/cast.ts';
import { tell, withBody } from '#tests/domain/story.ts';
import { golden, unheard, type GoldenStory } from './golden-story.ts';

function purpose(): GoldenStory {
  const story = tell('circle', ana, bo, cai);
  story.does(ana, described('Bread, and talk while it bakes.', 'nest'));
  story.does(stranger, described('Nothing of yours.', 'gate'));
  story.does(cai, described('', 'waves'));
  story.does(bo, { kind: 'space.described', content: { purpose: 'A new drawing.', look: 'crown' } });
  return golden('any of them says what the circle is for, and picks its drawing', story);
}

function turns(): GoldenStory {
  const story = tell('circle', ana, bo, cai);
  story.does(bo, hosted());
  story.does(cai, passesHosting());
  story.does(ana, takesHosting());
  story.does(ana, hosted());
  story.does(bo, takesHosting());
  story.does(bo, passesHosting());
  story.does(cai, takesHosting());
  story.leaves(cai);
  story.does(cai, hosted());
  return golden('the turn to host goes around, is taken over and passed on', story);
}

function notBetweenTwo(): GoldenStory {
  const story = tell('pair', ana, bo);
  story.does(ana, hosted());
  story.does(bo, described('The two of us.', 'ring'));
  story.does(bo, handedOn({ keys: [{ event: idOf('event-2'), key: idOf('key') }] }));
  story.does(ana, unheard({ must: true }));
  story.does(ana, takesHosting());
  return golden('between two nobody hosts and nothing is handed on', story);
}

function newcomer(): GoldenStory {
  const story = tell('circle', ana, bo);
  const clause = story.does(ana, proposed({ text: 'We begin on time.' }));
  const said = story.does(bo, { kind: 'conversation.said', content: { text: 'Late again.' } });
  story.does(bo, {
    kind: 'agreement.answered',
    content: { clause, proposal: clause, text: 'We begin on time.', answer: 'yes' },
  });
  story.does(ana, handedOn({ keys: [{ event: clause, key: idOf('key') }] }));
  story.joins(cai);
  return golden(
    'whoever came later holds the agreement of before, and not what was said',
    story,
    withBody(story.log, said, { state: 'before-me' }),
  );
}

export const circle = [purpose(), turns(), notBetweenTwo(), newcomer()];
