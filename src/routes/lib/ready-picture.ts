import type { PictureToBring } from '#device/device.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';

export type ReadyPicture = Pick<PictureToBring, 'bytes' | 'type' | 'width' | 'height'>;

/** What a browser may know how to draw, and in which nothing runs. */
const drawable = ['jpeg', 'png', 'webp', 'gif', 'avif', 'heic', 'heif', 'bmp'].map((name) => `image/${name}`);
export const acceptedPictures = drawable.join(',');

const sideMost = 2048;
const quality = 0.85;

/**
 * Draws a picture anew, upright and no larger than a screen, so that nothing of the file goes along but what can be
 * seen: no place, no time, no name of a camera, and no program.
 */
export async function readyPicture(file: Blob): Promise<Result<ReadyPicture, 'not-a-picture'>> {
  if (!drawable.includes(file.type)) return refuse('not-a-picture');
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null);
  if (bitmap === null) return refuse('not-a-picture');
  const scale = Math.min(1, sideMost / Math.max(bitmap.width, bitmap.height));
  const [width, height] = [bitmap.width, bitmap.height].map((side) => Math.max(1, Math.round(side * scale)));
  const drawn = await draw(bitmap, width!, height!);
  bitmap.close();
  if (drawn?.type !== 'image/jpeg') return refuse('not-a-picture');
  const bytes = new Uint8Array(await drawn.arrayBuffer());
  return ok({ bytes, type: 'image/jpeg', width: width!, height: height! });
}

function draw(bitmap: ImageBitmap, width: number, height: number): Promise<Blob | null> {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const pen = canvas.getContext('2d');
  if (pen === null) return Promise.resolve(null);
  // What can be seen through would turn black.
  pen.fillStyle = 'white';
  pen.fillRect(0, 0, width, height);
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(bitmap, 0, 0, width, height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
}
