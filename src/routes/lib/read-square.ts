/** What stands in the square code of a picture; null where none can be read. The picture goes nowhere. */
export async function readSquare(picture: Blob): Promise<string | null> {
  const bitmap = await createImageBitmap(picture).catch(() => null);
  if (bitmap === null) return null;
  const { width, height } = fitting(bitmap);
  const canvas = new OffscreenCanvas(width, height);
  const drawing = canvas.getContext('2d', { willReadFrequently: true });
  if (drawing === null) return null;
  drawing.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  const { data } = drawing.getImageData(0, 0, width, height);
  const { default: decode } = await import('qr/decode.js');
  try {
    return decode({ width, height, data });
  } catch {
    // The library throws where it finds no code: for us an expected no.
    return null;
  }
}

/** A phone's picture is far larger than the squares in it need, and an old phone has to look at all of it. */
const edgeMost = 1600;

function fitting({ width, height }: { readonly width: number; readonly height: number }) {
  const scale = Math.min(1, edgeMost / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
