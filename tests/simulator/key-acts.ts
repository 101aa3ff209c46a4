import type { Scene, At } from '#tests/simulator/scene.ts';
import type { CircleDeed } from '#tests/simulator/circle-deeds.ts';
import { comeInUnasked, putOldKeysBack } from '#tests/simulator/changed-client.ts';

/** What people do with their keys. */
export const keyDeeds: { readonly [What in CircleDeed]?: (at: At) => void } = {
  'change my keys': ({ device }) => void device.rotateKeys(),
};

/** What our pages never do: somebody tries it with a program of their own. */
export const outsideKeyDeeds: { readonly [What in CircleDeed]?: (scene: Scene) => void } = {
  'put old keys back': (scene) => void putOldKeysBack(scene),
  'come in unasked': (scene) => void comeInUnasked(scene),
};
