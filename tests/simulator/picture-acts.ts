import type { SpaceView } from '#device/device.ts';
import type { TurnFile } from '#domain/conversation/file.ts';
import type { SaidTurn } from '#domain/conversation/state.ts';
import { withdrawn } from '#domain/conversation/withdrawn.ts';
import { utf8ToBytes } from '#kernel/bytes.ts';
import { pickFrom } from '#tests/simulator/chance.ts';
import { takesBack } from '#tests/simulator/diary.ts';
import type { CircleDeed } from '#tests/simulator/circle-deeds.ts';
import { inTalk, newTyped, note, type At } from '#tests/simulator/scene.ts';

/** What people do with pictures. */
export const pictureDeeds: { readonly [What in CircleDeed]?: (at: At) => void } = {
  'bring a picture': (at) =>
    inTalk(at, ({ space }) => {
      // Its description is its name: words that nobody else ever said.
      const typed = newTyped(at, space, (description) => ({
        kind: 'conversation.shown',
        content: { description },
      }));
      const { text: description, once } = typed;
      // Small enough to be sent often, and full of something that can be looked for.
      const bytes = utf8ToBytes(`${canaryOf(description)} `.repeat(12));
      at.diary.pictures.set(description, bytes);
      const file = { sort: 'picture', type: 'image/png', width: 3, height: 2, note: '' } as const;
      void note(typed, at.device.bring(space, { ...file, once, bytes, description }));
    }),
  'open a picture': (at) =>
    inTalk(at, (view) => {
      const turn = pickFrom(picturesIn(view), at.pick);
      if (turn !== undefined) void open(at, view, turn);
    }),
  'withdraw a picture': (at) =>
    inTalk(at, (view) => {
      const turn = pickFrom(
        picturesIn(view).filter(({ author }) => author === view.me),
        at.pick,
      );
      if (turn === undefined) return;
      takesBack(at.diary, turn.text);
      void at.device.act(view.space, withdrawn(turn));
    }),
};

/** Stands in a picture and nowhere else. */
export function canaryOf(description: string): string {
  return `a drawing of ${description}`;
}

type PictureTurn = SaidTurn & { readonly file: TurnFile };

function picturesIn({ turns }: SpaceView): readonly PictureTurn[] {
  return turns.filter((turn): turn is PictureTurn => turn.state === 'said' && turn.file !== undefined);
}

async function open({ device, diary, phone }: At, { space }: SpaceView, { id }: PictureTurn): Promise<void> {
  const opened = await device.file(space, id);
  if (opened.ok) diary.looked.push({ space, turn: id, bytes: opened.value });
  // The server is honest: it never hands out anything but what was brought.
  else if (opened.refusal.code === 'file-differs')
    diary.accused.push(`${space}: ${phone.name} says that a picture is another`);
}
